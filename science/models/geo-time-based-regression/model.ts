import { tQuantile, tTwoSided } from '../../math/distributions.ts';
import { declined, needColumns, readSettings } from '../checks.ts';
import type { Model, Outcome, Reason, Table } from '../contract.ts';
import { card } from './card.ts';
import { returnByRegions } from './by-regions.ts';
import { fitLine, sumOfEffects, type Line } from './regression.ts';

interface Interval { value: number; low: number; high: number }

export interface TimeBasedRegressionFit {
  line: Line;
  level: number;
  periodsBefore: number;
  periodsDuring: number;
  incremental: Interval & { standardError: number };
  /** Against what would have been sold without; null where that is not above zero. */
  lift: Interval | null;
  p: number;
  /** Extra cost of the treated regions in the test; null without costs. */
  cost: number | null;
  /** Added for each unit of extra cost; null where nothing extra was spent. */
  returnOnCost: Interval | null;
  /** The same by the other method, regions against regions; null without regions, or where costs do not tell them apart. */
  returnByRegions: Interval | null;
}

export const model: Model<TimeBasedRegressionFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(data, card);
    if (bad) return declined(bad);
    if (!settings.has('test_start') || !settings.has('test_end')) return declined({ code: 'test-period-missing', column: 'test_start', sentence: 'Say on which days the test began and ended.' });
    const read = groupSeries(data, settings.number('test_start'), settings.number('test_end'));
    if (read.status !== 'fitted') return read;
    const { before, during } = read.value;
    const line = fitLine(before.control, before.treated);
    const scale = Math.max(...before.treated.map(Math.abs));
    if (!line || !(line.sigma > 1e-12 * scale)) return declined({ code: 'no-variation', column: 'value', sentence: 'The groups do not vary before the test, or the control foretells the treated group perfectly; chance cannot be judged.' });
    const { effect, standardError, expected } = sumOfEffects(line, during.control, during.treated);
    const [level, start, end] = [settings.number('level'), settings.number('test_start'), settings.number('test_end')];
    const reach = tQuantile((1 + level) / 2, line.df) * standardError;
    const incremental = { value: effect, low: effect - reach, high: effect + reach };
    const cost = data.columns['cost'] ? total(during.cost) - (total(before.cost) * during.cost.length) / before.cost.length : null;
    return {
      status: 'fitted',
      value: {
        line, level, periodsBefore: before.treated.length, periodsDuring: during.treated.length,
        incremental: { ...incremental, standardError }, lift: expected > 0 ? times(incremental, 1 / expected) : null,
        p: tTwoSided(effect / standardError, line.df), cost, returnOnCost: cost !== null && cost > 0 ? times(incremental, 1 / cost) : null,
        returnByRegions: returnByRegions(data, start, end, level),
      },
    };
  },

  /** What the treated regions would sell without the advertising, for what the control regions sold. */
  predict(fit, data) {
    const why = needColumns(data, { columns: card.predictColumns ?? [] });
    if (why) return declined(why);
    const control = data.columns['control'] as Float64Array;
    const { intercept, slope, sigma, df, inverse: [a, both, b] } = fit.line;
    const reach = tQuantile((1 + fit.level) / 2, df);
    const expected = control.map((x) => intercept + slope * x);
    const se = control.map((x) => reach * sigma * Math.sqrt(1 + a + 2 * x * both + x * x * b));
    return { status: 'fitted', value: { rows: data.rows, columns: { control, expected, expected_low: expected.map((v, i) => v - se[i]), expected_high: expected.map((v, i) => v + se[i]) } } };
  },

  /** Days 0 … before + during - 1; the test begins on day `before`. */
  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const [before, periods] = [settings.number('before'), settings.number('before') + settings.number('during')];
    const control = Float64Array.from({ length: periods }, (_, t) => 1000 + 100 * Math.sin(t / 7) + 60 * tools.random.normal());
    const treated = control.map((c, t) => 200 + 0.8 * c + settings.number('noise') * tools.random.normal() + (t >= before ? settings.number('effect') : 0));
    return {
      rows: 2 * periods,
      columns: {
        time: Float64Array.from({ length: 2 * periods }, (_, i) => i % periods), group: Array.from({ length: 2 * periods }, (_, i) => (i < periods ? 'control' : 'treatment')),
        value: Float64Array.of(...control, ...treated), cost: Float64Array.from({ length: 2 * periods }, (_, i) => (i >= periods + before ? settings.number('spend') : 0)),
      },
    };
  },

  summary(fit) {
    const { level } = fit;
    return [
      { name: 'added by the advertising', estimate: { value: fit.incremental.value, low: fit.incremental.low, high: fit.incremental.high, level }, text: `p = ${fit.p.toPrecision(3)}` },
      ...(fit.lift ? [{ name: 'lift', estimate: { ...fit.lift, level } }] : []),
      ...(fit.returnOnCost ? [{ name: 'added for each unit of cost', estimate: { ...fit.returnOnCost, level } }] : []),
      ...(fit.returnByRegions ? [{ name: 'added for each unit of cost, by regions', estimate: { ...fit.returnByRegions, level } }] : []),
    ];
  },
};

interface Series { control: number[]; treated: number[]; cost: number[] }

/** Sums of the groups in each period, in order of time, before and during the test. */
function groupSeries(data: Table, start: number, end: number): Outcome<{ before: Series; during: Series }> {
  const [time, value, cost] = ['time', 'value', 'cost'].map((c) => data.columns[c] as Float64Array | undefined);
  const group = data.columns['group'] as string[];
  const periods = new Map<number, { control: number; treated: number; cost: number; groups: number }>();
  for (let row = 0; row < data.rows; row++) {
    if (group[row] !== 'control' && group[row] !== 'treatment') continue;
    const at = time?.[row] ?? 0;
    const p = periods.get(at) ?? { control: 0, treated: 0, cost: 0, groups: 0 };
    if (group[row] === 'control') { p.control += value?.[row] ?? 0; p.groups |= 1; } else { p.treated += value?.[row] ?? 0; p.cost += cost?.[row] ?? 0; p.groups |= 2; }
    periods.set(at, p);
  }
  const ordered = [...periods].sort((a, b) => a[0] - b[0]);
  const gap = ordered.find(([t, p]) => p.groups !== 3 && t <= end);
  if (gap) return declined({ code: 'group-missing', column: 'group', value: String(gap[0]), sentence: `On day ${gap[0]} only one of the groups has rows; both need one each period.` });
  const take = (is: (t: number) => boolean): Series => {
    const kept = ordered.filter(([t]) => is(t)).map(([, p]) => p);
    return { control: kept.map((p) => p.control), treated: kept.map((p) => p.treated), cost: kept.map((p) => p.cost) };
  };
  const [before, during] = [take((t) => t < start), take((t) => t >= start && t <= end)];
  const thin = tooThin(before, during);
  return thin ? declined(thin) : { status: 'fitted', value: { before, during } };
}

function tooThin(before: Series, during: Series): Reason | null {
  if (before.treated.length < 5) return { code: 'too-few-periods', column: 'time', value: String(before.treated.length), sentence: `There are ${before.treated.length} periods before the test; at least five, better forty, are needed.` };
  return during.treated.length > 0 ? null : { code: 'test-period-missing', column: 'time', sentence: 'No row lies within the test.' };
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function times(i: Interval, factor: number): Interval {
  return { value: i.value * factor, low: i.low * factor, high: i.high * factor };
}
