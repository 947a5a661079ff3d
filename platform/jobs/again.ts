import type { Tools } from '../tools/tools.ts';
import type { JobKind } from './jobs.ts';

/**
 * The same job once more in so many seconds, for a handler that lets go before its work is done: one that ends without an
 * error is done for good. Under a key of its own, since the job that is ending still holds its own.
 */
export async function again<T>({ jobs, clock }: Pick<Tools, 'jobs' | 'clock'>, kind: JobKind<T>, data: T, seconds: number): Promise<void> {
  const at = new Date(clock.now().getTime() + seconds * 1000);
  await jobs.send(kind, data, { at, once: `${JSON.stringify(data)} ${at.getTime()}` });
}
