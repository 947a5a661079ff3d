import type { CustomSeriesOption, SeriesOption } from 'echarts';
import type { EChartsOption } from 'echarts/types/dist/shared';
import { coloursOf, type Colours } from './colours.ts';
import { paint, type Painted } from './paint.ts';
import type { SeriesChartShown } from './series.ts';
import { tipOf } from './tip.ts';

/** Our series as the drawing library wants them: quiet grid, no frame, one hover line, the same colours everywhere. */
export function seriesOption(shown: SeriesChartShown, dark: boolean): EChartsOption {
  const colours = coloursOf(dark);
  const text = { color: colours.ink2, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  const painted = paint(shown.series, colours);
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: text,
    grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category', data: [...shown.x], boundaryGap: shown.kind !== 'line',
      axisLabel: { ...text, formatter: shown.writeXShort, hideOverlap: true, margin: 10 },
      axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false },
    },
    yAxis: {
      type: 'value', splitNumber: 4, axisLabel: { ...text, formatter: shown.writeShort },
      splitLine: { lineStyle: { color: colours.line } }, axisLine: { show: false },
    },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, padding: 0, borderWidth: 0, backgroundColor: 'transparent', extraCssText: 'box-shadow: none',
      axisPointer: { type: shown.kind === 'line' ? 'line' : 'shadow', lineStyle: { color: colours.ink2, type: 'solid', width: 1 }, shadowStyle: { color: colours.ink, opacity: 0.05 } },
      formatter: (hovered) => tipOf((Array.isArray(hovered) ? hovered[0] : hovered)?.dataIndex ?? 0, shown, painted),
    },
    series: painted.flatMap((one) => [...bandOf(one), drawnAs(one, shown, colours)]),
  };
}

function drawnAs({ id, name, values, means, colour }: Painted, { kind, running }: Pick<SeriesChartShown, 'kind' | 'running'>, colours: Colours): SeriesOption {
  const shared = { id, name, data: values.map((value) => value ?? '-'), color: colour, emphasis: { disabled: true } };
  if (kind === 'line' || means === 'plan' || means === 'expected') {
    const dash = means === 'plan' ? [5, 4] : means === 'expected' ? [2, 3] : 'solid';
    return { ...shared, type: 'line', showSymbol: values.length === 1, symbolSize: 6, lineStyle: { width: means === 'plan' ? 1.75 : 2.25, type: dash, color: colour }, z: means === 'plan' ? 3 : 4 };
  }
  const last = values.length - 1;
  return {
    ...shared, type: 'bar', ...(running ? { data: values.map((value, index) => ({ value: value ?? '-', ...(index === last ? { itemStyle: { opacity: 0.4 } } : {}) })) } : {}), barMaxWidth: 34, barCategoryGap: '28%', ...(kind === 'stacked' ? { stack: 'all' } : {}),
    itemStyle: { borderRadius: kind === 'stacked' ? 0 : [3, 3, 0, 0], borderColor: colours.surface, borderWidth: kind === 'stacked' ? 1 : 0 },
  };
}

/** The interval as a polygon over every stretch in which it is known. */
function bandOf({ id, band, colour }: Painted): CustomSeriesOption[] {
  if (!band) return [];
  const data = band.map((one, index) => (one ? [index, one.low, one.high] : [index, Number.NaN, Number.NaN]));
  return [{
    id: `${id}-band`, type: 'custom', data, silent: true, z: 1, encode: { x: 0, y: [1, 2] },
    renderItem: (_params, at) => {
      const index = Number(at.value(0));
      const [here, next] = [band[index], band[index + 1]];
      if (!here || !next) return null;
      const points = [at.coord([index, here.low]), at.coord([index + 1, next.low]), at.coord([index + 1, next.high]), at.coord([index, here.high])];
      return { type: 'polygon', shape: { points }, style: { fill: colour, opacity: 0.16 } };
    },
  }];
}
