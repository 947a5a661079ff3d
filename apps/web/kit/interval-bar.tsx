import classes from './interval-bar.module.css';

interface IntervalShown {
  low: number;
  expected: number;
  high: number;
  /** The ends of the scale; bars that are compared share them. Nought is marked where it lies within. */
  scale: readonly [number, number];
  /** Said to those who listen, with the values. */
  label: string;
}

/** An interval as a band with its expected value: how sure we are is as visible as what we expect. */
export function IntervalBar({ low, expected, high, scale: [from, to], label }: IntervalShown) {
  const at = (value: number): string => `${to === from ? 50 : Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100))}%`;
  return (
    <span className={classes.bar} role="img" aria-label={label}>
      {from < 0 && to > 0 ? <i className={classes.nought} style={{ left: at(0) }} /> : null}
      <i className={classes.band} style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      <i className={classes.expected} style={{ left: at(expected) }} />
    </span>
  );
}
