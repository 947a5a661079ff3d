import { useFormat } from '../../kit/use-format.tsx';

/** Writes a value in a metric's unit. */
export function useWrite(unit: string): (value: number) => string {
  const format = useFormat();
  switch (unit) {
    case 'money': return format.money;
    case 'share': return format.share;
    case 'days': return format.days;
    default: return format.count;
  }
}
