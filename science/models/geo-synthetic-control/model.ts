import { declined, needColumns, readSettings } from '../checks.ts';
import type { Model, Outcome, Table } from '../contract.ts';
import { card } from './card.ts';
import { blocks, conformalInterval, conformalP, draws } from './conformal.ts';
import { residuals, simplexWeights, type Panel } from './weights.ts';

interface Interval { value: number; low: number; high: number }

export interface SyntheticControlFit {
  weights: { region: string; weight: number }[];
  treatedRegions: string[];
  level: number;
  days: number[];
  observed: number[];
  /** What the mix foretells for the treated regions (mean of them), before and during the test. */
  expected: number[];
  periodsDuring: number;
  /** Mean effect in a period of the test, for one treated region. */
  perPeriod: Interval;
  /** Over all periods of the test and all treated regions. */
  incremental: Interval;
  lift: Interval | null;
  /** Of "no effect"; below one minus the level exactly when the interval leaves zero out. */
  p: number;
  /** Typical miss before the test over the spread of the treated regions: 0 perfect, 1 no better than their mean. */
  miss: number;
}

export const model: Model<SyntheticControlFit> = {
  card,

  fit(data, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(data, card);
    if (bad) return declined(bad);
    if (!settings.has('test_start')) return declined({ code: 'test-period-missing', column: 'test_start', sentence: 'Say on which day the test began.' });
    const read = readPanel(data);
    if (read.status !== 'fitted') return read;
    const { panel, days, regions, treated } = read.value;
    const m = days.filter((d) => d >= settings.number('test_start')).length;
    const before = days.length - m;
    const [level, shift] = [settings.number('level'), settings.flag('shift')];
    if (m === 0) return declined({ code: 'test-period-missing', column: 'time', sentence: 'No row lies within the test.' });
    if (before < 20) return declined({ code: 'too-few-periods', column: 'time', value: String(before), sentence: `There are ${before} periods before the test; at least 20 are needed.` });
    if (1 / days.length > 1 - level) return declined({ code: 'too-few-periods', column: 'time', value: String(days.length), sentence: `With ${days.length} periods no p-value can be below ${(1 / days.length).toFixed(3)}; ask for a lower level.` });
    const past: Panel = { target: panel.target.slice(0, before), donors: panel.donors.slice(0, before * panel.count), count: panel.count };
    const weights = simplexWeights(past, shift);
    const gap = residuals(panel, weights, shift, before);
    const miss = missOf(gap, panel.target, before);
    if (!(miss < 1)) return declined({ code: 'no-match', column: 'value', value: miss.toFixed(2), sentence: 'No mix of the other regions follows the treated ones before the test better than their own mean does.' });
    const value = gap.slice(before).reduce((a, b) => a + b, 0) / m;
    const sets = settings.text('days') === 'independent' ? draws(days.length, m, tools.random) : blocks(days.length, m);
    const scale = Math.max(1e-9 * Math.abs(value), Math.sqrt(gap.slice(0, before).reduce((a, b) => a + b * b, 0) / before)) / Math.sqrt(m);
    const interval = conformalInterval(panel, sets, value, scale, 1 - level, shift, weights);
    const perPeriod = { value, low: Math.min(interval.low, value), high: Math.max(interval.high, value) };
    const expected = Array.from(panel.target, (v, t) => v - gap[t]);
    const base = expected.slice(before).reduce((a, b) => a + b, 0) / m;
    return {
      status: 'fitted',
      value: {
        weights: regions.map((region, i) => ({ region, weight: weights[i] })).filter((w) => w.weight > 1e-6), treatedRegions: treated, level, days,
        observed: Array.from(panel.target), expected, periodsDuring: m, perPeriod, incremental: times(perPeriod, m * treated.length),
        lift: base > 0 ? times(perPeriod, 1 / base) : null, p: conformalP(panel, sets, 0, shift, weights), miss,
      },
    };
  },

  /** Day by day: what was seen, what the mix foretold, and the difference. */
  predict(fit) {
    const [observed, expected] = [Float64Array.from(fit.observed), Float64Array.from(fit.expected)];
    return { status: 'fitted', value: { rows: fit.days.length, columns: { time: Float64Array.from(fit.days), observed, expected, difference: observed.map((v, i) => v - expected[i]) } } };
  },

  /** Region "treated" is a mix of the first two others; days 0 …, the test begins on day `before`. */
  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const [k, before] = [settings.number('regions'), settings.number('before')];
    const n = before + settings.number('during');
    const common = Float64Array.from({ length: n }, (_, t) => 100 + 10 * Math.sin(t / 5) + 5 * random.normal());
    const donors = Array.from({ length: k }, () => { const size = 0.5 + random.next(); return common.map((c) => size * c + settings.number('noise') * random.normal()); });
    const treated = common.map((_, t) => 0.6 * donors[0][t] + 0.4 * donors[1][t] + settings.number('noise') * random.normal() + (t >= before ? settings.number('effect') : 0));
    const all = [treated, ...donors];
    const rows = all.length * n;
    return {
      rows,
      columns: {
        time: Float64Array.from({ length: rows }, (_, i) => i % n), region: Array.from({ length: rows }, (_, i) => (i < n ? 'treated' : `region ${Math.floor(i / n)}`)),
        value: Float64Array.from({ length: rows }, (_, i) => all[Math.floor(i / n)][i % n]), treated: Float64Array.from({ length: rows }, (_, i) => Number(i < n)),
      },
    };
  },

  summary(fit) {
    const { level } = fit;
    return [
      { name: 'added by the advertising', estimate: { ...fit.incremental, level }, text: `p = ${fit.p.toPrecision(3)}` },
      { name: 'added in a period, for one region', estimate: { ...fit.perPeriod, level } },
      ...(fit.lift ? [{ name: 'lift', estimate: { ...fit.lift, level } }] : []),
      { name: 'mix', estimate: null, text: fit.weights.map((w) => `${w.region} ${(100 * w.weight).toFixed(0)} %`).join(', ') },
    ];
  },
};

interface Regions { panel: Panel; days: number[]; regions: string[]; treated: string[] }

/** Periods in order; the target is the mean of the treated regions. */
function readPanel(data: Table): Outcome<Regions> {
  const [time, value, flag] = ['time', 'value', 'treated'].map((c) => data.columns[c] as Float64Array);
  const region = data.columns['region'] as string[];
  const byRegion = new Map<string, { treated: boolean; values: Map<number, number> }>();
  for (let row = 0; row < data.rows; row++) {
    const r = byRegion.get(region[row]) ?? { treated: flag[row] === 1, values: new Map<number, number>() };
    if (r.treated !== (flag[row] === 1)) return declined({ code: 'treated-unclear', column: 'treated', row, value: region[row], sentence: `The region "${region[row]}" is marked treated in some rows and not in others.` });
    r.values.set(time[row], (r.values.get(time[row]) ?? 0) + value[row]);
    byRegion.set(region[row], r);
  }
  const treated = [...byRegion].filter(([, r]) => r.treated).map(([name]) => name);
  const regions = [...byRegion].filter(([, r]) => !r.treated).map(([name]) => name).sort();
  if (treated.length === 0) return declined({ code: 'treated-missing', column: 'treated', sentence: 'No region is marked as treated.' });
  if (regions.length < 2) return declined({ code: 'too-few-regions', column: 'region', value: String(regions.length), sentence: 'At least two regions without the advertising are needed to mix.' });
  const days = [...new Set(time)].sort((a, b) => a - b);
  for (const [name, r] of byRegion) {
    const day = days.find((d) => !r.values.has(d));
    if (day !== undefined) return declined({ code: 'period-missing', column: 'region', value: name, sentence: `The region "${name}" has no row for day ${day}. Fill the gap (0 where nothing was sold) or leave the region out.` });
  }
  const at = (name: string, day: number): number => byRegion.get(name)?.values.get(day) ?? 0;
  const target = Float64Array.from(days, (d) => treated.reduce((s, name) => s + at(name, d), 0) / treated.length);
  const donors = Float64Array.from({ length: days.length * regions.length }, (_, i) => at(regions[i % regions.length], days[Math.floor(i / regions.length)]));
  return { status: 'fitted', value: { panel: { target, donors, count: regions.length }, days, regions, treated } };
}

function missOf(gap: Float64Array, target: Float64Array, before: number): number {
  const past = target.slice(0, before);
  const mean = past.reduce((a, b) => a + b, 0) / before;
  const spread = past.reduce((s, v) => s + (v - mean) ** 2, 0);
  const left = gap.slice(0, before).reduce((s, v) => s + v * v, 0);
  return spread > 0 ? Math.sqrt(left / spread) : Infinity;
}

function times(i: Interval, factor: number): Interval {
  return { value: i.value * factor, low: i.low * factor, high: i.high * factor };
}
