import { useComputedColorScheme } from '@mantine/core';
import { coloursOf } from './colours.ts';
import classes from './legend.module.css';
import { paint } from './paint.ts';
import type { Series, SeriesChartShown } from './series.ts';

/** Names the colours above the picture; a plan's mark is dashed as its line is. */
export function Legend({ series, kind }: { series: readonly Series[]; kind: SeriesChartShown['kind'] }) {
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  return (
    <ul className={classes.legend} aria-hidden>
      {paint(series, coloursOf(dark)).map(({ id, name, means, colour }) => (
        <li key={id}>
          <i data-line={kind === 'line' || means === 'plan' || means === 'expected' || undefined} data-means={means} style={{ '--colour': colour } as React.CSSProperties} />
          {name}
        </li>
      ))}
    </ul>
  );
}
