import { declined, needColumns, needRows, readSettings } from '../checks.ts';
import type { Model, Reason, Table } from '../contract.ts';
import type { Random } from '../../math/random.ts';
import { normalQuantile } from '../../math/distributions.ts';
import { card } from './card.ts';
import { detect, single, type Finding } from './detect.ts';

export interface Fit {
  start: number;
  step: number;
  season: number;
  alarms: number;
  threshold: number;
  spread: number;
  /** Expected value of each period of the series, missing ones included. */
  expected: number[];
  findings: Finding[];
}

const dateOf = (day: number, step: number): string => new Date(Math.round(day * 864e5)).toISOString().slice(0, step < 1 ? 16 : 10).replace('T', ' ');

export const model: Model<Fit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const season = settings.number('season');
    const wrong = needColumns(data, card) ?? needRows(data, Math.max(20, 3 * season));
    if (wrong) return declined(wrong);
    const made = onGrid(data);
    if ('code' in made) return declined(made);
    const { y, start, step } = made;
    const found = detect(y, season, settings.number('alarms'), (t) => dateOf(start + t * step, step));
    if (!(found.spread > 0)) return declined({ code: 'constant', column: 'value', sentence: 'The figure is the same in nearly all periods, so there is no ordinary noise to compare a change with.' });
    return { status: 'fitted', value: { start, step, season, alarms: settings.number('alarms'), threshold: found.threshold, spread: found.spread, expected: [...found.expected], findings: found.findings } };
  },

  /** For new periods: expectation with its 90 % interval, and whether the value is unusual. */
  predict(fit, data) {
    const wrong = needColumns(data, { columns: card.predictColumns ?? [] });
    if (wrong) return declined(wrong);
    const [time, value] = [data.columns.time as Float64Array, data.columns.value as Float64Array];
    const n = fit.expected.length;
    const at = Array.from(time, (t) => Math.round((t - fit.start) / fit.step));
    const early = at.findIndex((t) => t < n);
    if (early >= 0) return declined({ code: 'not-ahead', column: 'time', row: early, value: String(time[early]), sentence: `Row ${early + 1} lies inside the series; ask for later periods.` });
    // The same phase of the last full season.
    const expected = Float64Array.from(at, (t) => fit.expected[n - fit.season + ((t - n) % fit.season)]);
    const z = normalQuantile(0.95) * fit.spread;
    const findings = at.map((_, k) => (value[k] - expected[k]) / fit.spread).map((d, k) => (Math.abs(d) >= fit.threshold ? single(d, k, value[k], expected[k], n, () => dateOf(time[k], fit.step)).sentence : ''));
    return { status: 'fitted', value: { rows: data.rows, columns: { time, value, expected, expected_low: expected.map((v) => v - z), expected_high: expected.map((v) => v + z), unusual: Float64Array.from(findings, (f) => (f ? 1 : 0)), finding: findings } } };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    return simulateSeries(settings.number('periods'), settings.text('kind'), settings.number('size'), settings.number('at'), tools.random);
  },

  summary(fit) {
    if (fit.findings.length === 0) return [{ name: 'nothing unusual', estimate: null, text: `No period of ${fit.expected.length} is out of the ordinary (about ${fit.alarms} false alarms would be expected).` }];
    return fit.findings.map((f) => ({ name: f.kind, estimate: null, text: f.sentence }));
  },
};

/** One value a period; periods without a row are NaN inside, and findings outside. */
function onGrid(data: Table): { y: Float64Array; start: number; step: number } | Reason {
  const order = Array.from({ length: data.rows }, (_, t) => t).sort((a, b) => Number(data.columns.time[a]) - Number(data.columns.time[b]));
  const time = Float64Array.from(order, (t) => Number(data.columns.time[t]));
  const gaps = Float64Array.from({ length: time.length - 1 }, (_, i) => time[i + 1] - time[i]).sort();
  const months = gaps[0] >= 28 && gaps[Math.floor(gaps.length / 2)] <= 31;
  const step = months ? 30.436875 : gaps[Math.floor(gaps.length / 2)];
  if (!(gaps[0] > 0)) { const row = time.findIndex((t, i) => i > 0 && t === time[i - 1]); return { code: 'time-doubled', column: 'time', row: order[row], value: String(time[row]), sentence: `Two rows have the same time (one is row ${order[row] + 1}). Merge them.` }; }
  const at = Array.from(time, (t) => (t - time[0]) / step);
  const odd = at.findIndex((v) => Math.abs(v - Math.round(v)) > (months ? 0.2 : 0.05));
  if (odd >= 0) return { code: 'uneven-time', column: 'time', row: order[odd], value: String(time[odd]), sentence: `Row ${order[odd] + 1} does not lie on the grid of the other periods (${step.toPrecision(4)} days apart).` };
  const periods = Math.round(at[at.length - 1]) + 1;
  if (periods > 3 * time.length) return { code: 'uneven-time', column: 'time', sentence: `Only ${time.length} of ${periods} periods have a row. Gather by longer periods, or correct a time that lies far from the others.` };
  const y = new Float64Array(periods).fill(NaN);
  at.forEach((v, k) => { y[Math.round(v)] = Number(data.columns.value[order[k]]); });
  return { y, start: time[0], step };
}

function simulateSeries(n: number, kind: string, size: number, share: number, random: Random): Table {
  const at = Math.floor(share * n);
  const value = Array.from({ length: n }, (_, t) => {
    const week = [0, 6, 8, 5, 3, -10, -12];
    const pattern = kind === 'season-change' && t >= at ? week[(t + 3) % 7] * (size / 8) : week[t % 7];
    return 100 + pattern + 2 * random.normal() + 2 * size * (kind === 'spike' ? Number(t === at) : kind === 'level-shift' ? Number(t >= at) : 0);
  });
  const keep = Array.from({ length: n }, (_, t) => t).filter((t) => kind !== 'missing' || t < at || t > at + 2);
  return { rows: keep.length, columns: { time: Float64Array.from(keep, (t) => 19000 + t), value: Float64Array.from(keep, (t) => value[t]) } };
}
