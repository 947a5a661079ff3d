import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';

interface Action<In, Out> {
  act: (given: In) => Promise<Out>;
  /** What is asked anew afterwards; everything under these keys. */
  renews: readonly QueryKey[];
  /** Said in passing once it is done: "The segment is saved." */
  done?: string;
  onDone?: (out: Out, given: In) => void;
  /** In place of the mutation's own `error`, for forms that put it at a field. */
  onRefused?: (thrown: unknown) => void;
}

/** Something that changes the server: what it made stale is asked anew, and the reader is told. */
export function useAction<In, Out>({ act, renews, done, onDone, onRefused }: Action<In, Out>) {
  const queries = useQueryClient();
  return useMutation<Out, unknown, In>({
    mutationFn: act,
    onSuccess: async (out, given) => {
      await Promise.all(renews.map((queryKey) => queries.invalidateQueries({ queryKey })));
      if (done) notifications.show({ message: done, color: 'better', autoClose: 4000 });
      onDone?.(out, given);
    },
    ...(onRefused ? { onError: onRefused } : {}),
  });
}
