import { useComputedColorScheme } from '@mantine/core';
import type { EChartsOption } from 'echarts/types/dist/shared';
import { useEffect, useRef } from 'react';
import { init, type EChartsType } from './engine.ts';

interface DrawnShown { option: (dark: boolean) => EChartsOption; label: string; height: number }

/** One picture, drawn anew when what it shows, its size or the appearance changes. */
export default function Drawn({ option, label, height }: DrawnShown) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const drawn = init(element, null, { renderer: 'svg' });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(element);
    return () => { watch.disconnect(); drawn.dispose(); chart.current = null; };
  }, []);
  useEffect(() => { chart.current?.setOption(option(dark), { notMerge: true }); }, [option, dark]);

  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
