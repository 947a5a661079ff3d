import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useCallback } from 'react';
import { Legend } from './legend.tsx';
import { seriesOption } from './series-option.ts';
import type { SeriesChartShown } from './series.ts';

// The drawing library comes when the first picture does.
const Drawn = lazy(() => import('./drawn.tsx'));

/** Lines, bars or stacked bars over one axis. A single series needs no legend: its name is in the title above it. */
export function SeriesChart({ height = 280, ...shown }: SeriesChartShown) {
  const { kind, x, series, writeX, writeXShort, write, writeShort, label, running } = shown;
  const option = useCallback(
    (dark: boolean) => seriesOption({ kind, x, series, writeX, writeXShort, write, writeShort, label, ...(running ? { running } : {}) }, dark),
    [kind, x, series, writeX, writeXShort, write, writeShort, label, running],
  );
  return (
    <div>
      {series.length > 1 ? <Legend series={series} kind={kind} /> : null}
      <Suspense fallback={<Skeleton height={height} radius="sm" />}>
        <Drawn option={option} label={label} height={height} />
      </Suspense>
    </div>
  );
}
