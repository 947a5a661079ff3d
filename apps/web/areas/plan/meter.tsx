import type { Objective } from '#client/gen/types.gen.ts';
import classes from './meter.module.css';

/** How far it has come (bar), how far it should be (mark), and the target (the whole). */
export function Meter({ actual, planned, target, label, state }: { actual: number | null; planned: number | null; target: number; label: string; state: Objective['progress']['state'] }) {
  if (actual === null || target <= 0) return null;
  const whole = Math.max(target, actual);
  const part = (value: number): string => `${Math.max(0, Math.min(100, (value / whole) * 100))}%`;
  return (
    <div className={classes.meter} role="img" aria-label={label} data-state={state}>
      <span className={classes.bar} style={{ width: part(actual) }} />
      {planned === null ? null : <span className={classes.planned} style={{ left: part(planned) }} />}
    </div>
  );
}
