/** The spans that reports are asked for, counted back from the workspace's today; both days belong to it. */
export const PRESETS = ['30d', '90d', '12m', '24m', 'all'] as const;
export type Preset = (typeof PRESETS)[number];
export interface Span { from: string; to: string }

/** Earlier than anybody's first order: "all time" is a period like any other. */
const EARLIEST = '1990-01-01';

const iso = (date: Date): string => date.toISOString().slice(0, 10);
const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && iso(new Date(`${text}T00:00:00Z`)) === text;

/** What stands in the address: a preset, or `2011-01-01..2011-06-30`. Anything else is the preset given. */
export function spanOf(period: string | undefined, today: string, otherwise: Preset): Span & { preset: Preset | null } {
  const [from, to] = (period ?? '').split('..');
  if (isDay(from) && isDay(to) && from <= to) return { from, to, preset: null };
  const preset = PRESETS.find((one) => one === period) ?? otherwise;
  return { ...presetSpan(preset, today), preset };
}

/** Months are whole: "12 months" of 9 December begins on 1 January, so that no month of a chart is cut at its start. */
function presetSpan(preset: Preset, today: string): Span {
  const end = new Date(`${today}T00:00:00Z`);
  if (preset === 'all') return { from: EARLIEST, to: today };
  if (preset.endsWith('d')) { end.setUTCDate(end.getUTCDate() - Number.parseInt(preset, 10) + 1); return { from: iso(end), to: today }; }
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() - Number.parseInt(preset, 10) + 1);
  return { from: iso(end), to: today };
}
