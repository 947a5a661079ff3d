import { declined, needColumns, needRows, readSettings, type Settings } from '../checks.ts';
import type { Model, Outcome, Reason, Table } from '../contract.ts';
import { clusterFactor, readBaseline, type Baseline } from './baseline.ts';
import { card } from './card.ts';
import { peopleNeeded, powerAt, relativePower, relativeStandardError, smallestEffect, smallestLift, type Comparison, type Risk } from './power.ts';

export interface SampleSizeFit {
  metric: 'proportion' | 'mean';
  baseline: number;
  /** Variance of one person's value after adjustment and with clusters counted. */
  variance: number;
  /** Factor of clusters and of the period before on the people needed. */
  inflation: number;
  /** Effect in the unit of the measure. */
  effect: number;
  level: number;
  /** Chance of a false alarm of one comparison. */
  alpha: number;
  power: number;
  tightest: number | null;
  shares: number[];
  /** Shares of the pair of arms that is hardest to compare. */
  hardest: [number, number];
  people: number[];
  total: number;
  /** Null where no traffic was given. */
  days: number | null;
}

export const model: Model<SampleSizeFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const base = baseline(data, settings);
    if (base.status !== 'fitted') return base;
    const { mean, variance, remaining, designEffect } = base.value;
    const effect = settings.number('effect') * (settings.text('scale') === 'relative' ? Math.abs(mean) : 1);
    const bad = wrongPlan(settings, mean, effect);
    if (bad) return declined(bad);
    const shares = settings.numbers('shares');
    const pairs = shares.flatMap((a, i) => shares.slice(i + 1).map((b): [number, number] => [a, b])).slice(0, settings.text('comparisons') === 'all' ? undefined : shares.length - 1);
    const hardest = pairs.reduce((a, b) => (1 / b[0] + 1 / b[1] > 1 / a[0] + 1 / a[1] ? b : a));
    const alpha = (1 - settings.number('level')) / (settings.flag('correct') ? pairs.length : 1);
    const draft = {
      metric: settings.text('metric') as 'proportion' | 'mean', baseline: mean, variance, inflation: remaining * designEffect, effect,
      level: settings.number('level'), alpha, power: settings.number('power'), shares, hardest,
      tightest: settings.has('tightest') ? settings.number('tightest') : null,
    };
    const needed = peopleNeeded(comparison(draft), effect, risk(draft));
    if (!Number.isFinite(needed)) return declined({ code: 'out-of-reach', column: 'effect', value: String(effect), sentence: 'No number of people is enough for so small an effect. Ask for a larger one.' });
    const people = shares.map((s) => Math.ceil(needed * s - 1e-9));
    const total = people.reduce((a, b) => a + b, 0);
    const days = settings.has('people_per_day') ? Math.ceil(total / settings.number('people_per_day')) : null;
    return { status: 'fitted', value: { ...draft, people, total, days } };
  },

  /**
   * For each number of people: `power` at the planned effect, and `smallest_effect` (in the unit of the measure) noticed with the planned
   * power; `relative_power` and `smallest_lift` are the same for an amount whose read-out is a share of the control.
   */
  predict(fit, data) {
    const why = needColumns(data, { columns: card.predictColumns ?? [] });
    if (why) return declined(why);
    const people = data.columns['people'] as Float64Array;
    const [power, smallest] = [new Float64Array(data.rows), new Float64Array(data.rows)];
    const largest = fit.metric === 'proportion' ? 1 - fit.baseline : 1e6 * Math.sqrt(fit.variance);
    for (let row = 0; row < data.rows; row++) {
      const found = people[row] > 0 ? smallestEffect(comparison(fit), people[row], risk(fit), largest) : null;
      if (found === null) {
        return declined({ code: 'too-few-people', column: 'people', row, value: String(people[row]), sentence: `With ${people[row]} people no possible effect is noticed with the wanted power.` });
      }
      power[row] = powerAt(comparison(fit), fit.effect, people[row], risk(fit));
      smallest[row] = found;
    }
    return { status: 'fitted', value: { rows: data.rows, columns: { people, power, smallest_effect: smallest, ...relative(fit, people) } } };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const value = Float64Array.from({ length: settings.number('people') }, () => Number(random.next() < settings.number('baseline')));
    return { rows: value.length, columns: { value } };
  },

  summary(fit) {
    return [
      { name: 'people in all', estimate: null, text: String(fit.total) },
      ...fit.people.map((n, i) => ({ name: i === 0 ? 'people in the control' : `people in arm ${i + 1}`, estimate: null, text: String(n) })),
      ...(fit.days === null ? [] : [{ name: 'days', estimate: null, text: String(fit.days) }]),
    ];
  },
};

/** Power and smallest effect of a relative read-out: its doubt holds the control's too. For amounts in arms of one size that are read once; nothing else. */
function relative(fit: SampleSizeFit, people: Float64Array): Table['columns'] {
  const [control, treated] = fit.hardest;
  if (fit.metric !== 'mean' || fit.baseline === 0 || fit.tightest !== null || control !== treated) return {};
  const variance = fit.variance * fit.inflation;
  const lift = fit.effect / Math.abs(fit.baseline);
  const smallest = Array.from(people, (n) => smallestLift(fit.baseline, variance, n * control, fit.alpha, fit.power));
  return {
    relative_power: Float64Array.from(people, (n) => relativePower(lift, relativeStandardError(fit.baseline, variance, lift, n * control), fit.alpha)),
    // With so few people no lift stands out, the column is left out rather than filled with something.
    ...(smallest.includes(null) ? {} : { smallest_lift: Float64Array.from(smallest, Number) }),
  };
}

function comparison(f: Pick<SampleSizeFit, 'metric' | 'baseline' | 'variance' | 'inflation' | 'hardest'>): Comparison {
  const v = f.variance * f.inflation;
  return {
    nullVariance: v, controlVariance: v, controlShare: f.hardest[0], treatmentShare: f.hardest[1],
    treatmentVariance: (effect) => (f.metric === 'proportion' ? (f.baseline + effect) * (1 - f.baseline - effect) * f.inflation : v),
  };
}

function risk(f: Pick<SampleSizeFit, 'alpha' | 'power' | 'tightest'>): Risk {
  return { alpha: f.alpha, power: f.power, ...(f.tightest === null ? {} : { tightest: f.tightest }) };
}

function baseline(data: Table, s: Settings): Outcome<Baseline> {
  const proportion = s.text('metric') === 'proportion';
  if (data.columns['value'] !== undefined) {
    const why = needColumns(data, card) ?? needRows(data, 2);
    if (why) return declined(why);
    const value = readBaseline(data);
    if (!(value.variance > 0) || !Number.isFinite(value.mean)) return declined({ code: 'no-variation', column: 'value', sentence: 'The past values do not vary, so nothing can be planned from them.' });
    if (proportion && !(value.mean > 0 && value.mean < 1)) return declined({ code: 'not-a-proportion', column: 'value', value: String(value.mean), sentence: 'The past values are not 0 or 1 for each person.' });
    return { status: 'fitted', value: { ...value, variance: proportion ? value.mean * (1 - value.mean) : value.variance } };
  }
  if (!s.has('baseline')) return declined({ code: 'baseline-missing', column: 'baseline', sentence: 'Give past data, or the mean of the control as the option "baseline".' });
  const mean = s.number('baseline');
  const designEffect = clusterFactor(s.number('cluster_size'), s.number('cluster_variation'), s.number('cluster_alikeness'));
  const remaining = 1 - s.number('explained') ** 2;
  if (proportion) return { status: 'fitted', value: { mean, variance: mean * (1 - mean), remaining, designEffect, people: 0 } };
  if (!s.has('deviation') || s.number('deviation') === 0) return declined({ code: 'deviation-missing', column: 'deviation', sentence: 'An amount needs its standard deviation between people; take it from past data.' });
  return { status: 'fitted', value: { mean, variance: s.number('deviation') ** 2, remaining, designEffect, people: 0 } };
}

function wrongPlan(s: Settings, mean: number, effect: number): Reason | null {
  const shares = s.numbers('shares');
  if (shares.length < 2 || shares.some((v) => v <= 0) || Math.abs(shares.reduce((a, b) => a + b, 0) - 1) > 1e-6) {
    return { code: 'option-invalid', column: 'shares', value: shares.join(', '), sentence: 'Shares must be at least two positive numbers that add up to 1.' };
  }
  if (s.text('scale') === 'relative' && mean === 0) return { code: 'baseline-zero', column: 'baseline', value: '0', sentence: 'A share of zero is zero; give the effect in the unit of the measure.' };
  if (effect === 0) return { code: 'effect-zero', column: 'effect', value: '0', sentence: 'No number of people shows an effect of zero.' };
  if (s.number('power') <= 1 - s.number('level')) return { code: 'option-invalid', column: 'power', value: String(s.number('power')), sentence: 'The power must be larger than the chance of a false alarm.' };
  if (s.has('people_per_day') && s.number('people_per_day') === 0) return { code: 'option-invalid', column: 'people_per_day', value: '0', sentence: 'Without traffic the experiment never ends.' };
  if (s.text('metric') !== 'proportion') return null;
  return mean > 0 && mean < 1 && mean + effect > 0 && mean + effect < 1 ? null
    : { code: 'not-a-proportion', column: 'baseline', value: `${mean} and ${mean + effect}`, sentence: 'A proportion, and the proportion with the effect, must lie between 0 and 1.' };
}
