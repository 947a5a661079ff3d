import { mergeArms, pooled, readArms, type Arm, type Metric, type Stratum } from '../../experiments/arm.ts';
import { effectOf, type Pair } from '../../experiments/effect.ts';
import { drawBinomial, tQuantile, tTwoSided } from '../../math/distributions.ts';
import { declined, needColumns, readSettings, type Settings } from '../checks.ts';
import type { Model, Outcome, Reason, Table } from '../contract.ts';
import { card } from './card.ts';
import { differenceInterval, ratioInterval } from './score-interval.ts';

interface Interval { value: number; low: number; high: number }

export interface HoldoutFit {
  metric: 'proportion' | 'mean';
  level: number;
  treated: { people: number; mean: number };
  held: { people: number; mean: number };
  /** Added by the campaign, for each person treated. */
  perPerson: Interval;
  /** Added in all: events, or amount. */
  incremental: Interval;
  /** Against the hold-out, as a share of it; null where the hold-out is too small or zero for that. */
  lift: Interval | null;
  p: number;
  cost: number | null;
  /** Null where no cost was given, or where the campaign may have added nothing (the interval holds zero). */
  costPerIncrement: Interval | null;
  /** Amount added over cost; null for a yes or no, or without a cost. */
  returnOnCost: Interval | null;
}

export const model: Model<HoldoutFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const read = groups(data, settings);
    if (read.status !== 'fitted') return read;
    const { metric, treated, held, pairs } = read.value;
    const level = settings.number('level');
    const compared = metric.kind === 'proportion' ? shares(treated, held, level) : amounts(pairs, metric, level);
    if (!compared) return declined({ code: 'no-variation', column: 'value', sentence: 'The amounts do not vary, or are too large to square, so chance cannot be judged.' });
    const { perPerson, lift, p } = compared;
    const incremental = times(perPerson, treated.people);
    const cost = settings.has('cost') ? settings.number('cost') : null;
    return {
      status: 'fitted',
      value: {
        metric: metric.kind === 'proportion' ? 'proportion' : 'mean', level,
        treated: { people: treated.people, mean: treated.mean[0] }, held: { people: held.people, mean: held.mean[0] },
        perPerson, incremental, lift, p, cost,
        costPerIncrement: cost === null || incremental.low <= 0 ? null : { value: cost / incremental.value, low: cost / incremental.high, high: cost / incremental.low },
        returnOnCost: cost === null || cost === 0 || metric.kind === 'proportion' ? null : times(incremental, 1 / cost),
      },
    };
  },

  /** What a like campaign would add, sent to so many people. */
  predict(fit, data) {
    const why = needColumns(data, { columns: card.predictColumns ?? [] });
    if (why) return declined(why);
    const people = data.columns['people'] as Float64Array;
    const of = (v: number): Float64Array => people.map((n) => n * v);
    return { status: 'fitted', value: { rows: data.rows, columns: { people, incremental: of(fit.perPerson.value), incremental_low: of(fit.perPerson.low), incremental_high: of(fit.perPerson.high) } } };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const people = Float64Array.of(settings.number('held'), settings.number('treated'));
    const rate = [settings.number('baseline'), Math.min(1, Math.max(0, settings.number('baseline') + settings.number('added')))];
    return { rows: 2, columns: { arm: ['hold-out', 'treated'], people, value: people.map((n, i) => drawBinomial(tools.random, n, rate[i])) } };
  },

  summary(fit) {
    const { level } = fit;
    const rows: ReturnType<Model<HoldoutFit>['summary']> = [
      { name: fit.metric === 'proportion' ? 'added events' : 'added amount', estimate: { ...fit.incremental, level }, text: `p = ${fit.p.toPrecision(3)}` },
      { name: 'added for each person', estimate: { ...fit.perPerson, level } },
    ];
    if (fit.lift) rows.push({ name: 'lift over the hold-out', estimate: { ...fit.lift, level } });
    if (fit.cost !== null) rows.push(fit.costPerIncrement
      ? { name: 'cost of each one added', estimate: { ...fit.costPerIncrement, level } }
      : { name: 'cost of each one added', estimate: null, text: 'not known: the campaign may have added nothing' });
    if (fit.returnOnCost) rows.push({ name: 'added for each unit of cost', estimate: { ...fit.returnOnCost, level } });
    return rows;
  },
};

interface Groups { metric: Metric; treated: Arm; held: Arm; pairs: Pair[] }

function groups(data: Table, s: Settings): Outcome<Groups> {
  const metric: Metric = { kind: s.text('metric') as 'proportion' | 'mean', adjusted: s.flag('adjust') };
  const plain = metric.kind === 'proportion' && (s.flag('adjust') || s.flag('stratify'));
  const bad: Reason | null = needColumns(data, card)
    ?? (plain ? { code: 'option-invalid', column: 'adjust', value: 'true', sentence: 'Adjustment and strata are for amounts; ask for the metric "mean", which takes 0 and 1 as well.' } : null)
    ?? (s.flag('stratify') && !data.columns['stratum'] ? { code: 'column-missing', column: 'stratum', sentence: 'Post-stratification needs the column "stratum".' } : null);
  if (bad) return declined(bad);
  const read = readArms(data, metric);
  if (read.why) return declined(read.why);
  const strata: Stratum[] = s.flag('stratify') ? read.strata : [{ name: '', arms: pooled(read.strata, metric) }];
  const pairs: Pair[] = [];
  for (const stratum of strata) {
    const held = stratum.arms.get(s.text('holdout'));
    const others = [...stratum.arms].filter(([name]) => name !== s.text('holdout')).map(([, arm]) => arm);
    const where = stratum.name === '' ? '' : ` in the stratum "${stratum.name}"`;
    if (!held || held.people === 0) return declined({ code: 'holdout-missing', column: 'arm', value: s.text('holdout'), sentence: `Nobody belongs to the hold-out "${s.text('holdout')}"${where}.` });
    if (others.every((o) => o.people === 0)) return declined({ code: 'treated-missing', column: 'arm', sentence: `Nobody was treated${where}.` });
    const treatment = others.filter((o) => o.people > 0).reduce((a, b) => mergeArms(a, b, metric));
    if (metric.kind === 'mean' && Math.min(held.people, treatment.people) < 2) return declined({ code: 'too-few-people', column: 'arm', sentence: `Each group needs at least two people${where}.` });
    pairs.push({ control: held, treatment });
  }
  const [treated, held] = (['treatment', 'control'] as const).map((side) => pairs.map((p) => p[side]).reduce((a, b) => mergeArms(a, b, metric)));
  return { status: 'fitted', value: { metric, treated, held, pairs } };
}

interface Compared { perPerson: Interval; lift: Interval | null; p: number }

function shares(treated: Arm, held: Arm, level: number): Compared {
  const counts = {
    events: Math.round(treated.mean[0] * treated.people), people: treated.people,
    otherEvents: Math.round(held.mean[0] * held.people), otherPeople: held.people,
  };
  const { p, ...perPerson } = differenceInterval(counts, level);
  const ratio = ratioInterval(counts, level);
  return { perPerson, p, lift: ratio ? { value: ratio.value - 1, low: ratio.low - 1, high: ratio.high - 1 } : null };
}

function amounts(pairs: Pair[], metric: Metric, level: number): Compared | null {
  const absolute = effectOf(pairs, metric, 'absolute');
  if (!absolute || !Number.isFinite(absolute.standardError)) return null;
  const relative = effectOf(pairs, metric, 'relative');
  const interval = (e: { estimate: number; standardError: number }): Interval => {
    const reach = tQuantile((1 + level) / 2, absolute.df) * e.standardError;
    return { value: e.estimate, low: e.estimate - reach, high: e.estimate + reach };
  };
  return {
    perPerson: interval(absolute), lift: relative && Number.isFinite(relative.standardError) ? interval(relative) : null,
    p: tTwoSided(absolute.estimate / absolute.standardError, absolute.df),
  };
}

function times(i: Interval, factor: number): Interval {
  return { value: i.value * factor, low: i.low * factor, high: i.high * factor };
}
