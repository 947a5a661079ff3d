import type { ReactNode } from 'react';
import classes from './ranked.module.css';

export interface RankedItem { id: string; label: ReactNode; value: number; /** Below nought: drawn as worse, to the same scale. */ note?: string }

/** Names with bars on one scale, largest first; long names wrap instead of being cut. */
export function Ranked({ items, write, label, top = 12 }: { items: readonly RankedItem[]; write: (value: number) => string; label: string; top?: number }) {
  const largest = Math.max(1e-12, ...items.map(({ value }) => Math.abs(value)));
  return (
    <div className={classes.frame}>
      <ol className={classes.ranked} aria-label={label}>
        {items.slice(0, top).map(({ id, label: name, value, note }) => (
          <li key={id} className={classes.item}>
            <span className={classes.name}>{name}</span>
            <span className={classes.track} aria-hidden><i data-below={value < 0 || undefined} style={{ width: `${(Math.abs(value) / largest) * 100}%` }} /></span>
            <span className={classes.value}>{write(value)}{note ? <small>{note}</small> : null}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
