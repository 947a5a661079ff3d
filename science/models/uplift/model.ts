import { normalQuantile } from '../../math/distributions.ts';
import { logistic } from '../../math/special.ts';
import { inOwnOrder, takeRows } from '../../math/row-order.ts';
import { describeFeatures, designMatrix, needFeatures, type Feature } from '../../propensity/features.ts';
import { declined, needColumns, readSettings, unsettled } from '../checks.ts';
import type { Model, Reason, Table } from '../contract.ts';
import { card } from './card.ts';
import { areaUnderUplift, qini, upliftAt } from './curves.ts';
import { bestLinear, type Honest } from './honest.ts';
import { learn, score, type Learner, type Learnt } from './learners.ts';

export interface UpliftFit {
  features: Feature[];
  learnt: Learnt;
  honest: Honest;
  level: number;
  people: number;
  /** On people left out of the fit, under scikit-uplift's definitions; null where they have no meaning. */
  auuc: number | null;
  qini: number | null;
  upliftInBestThird: number | null;
}

export const model: Model<UpliftFit> = {
  card,

  fit(given, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(given, card) ?? tooThin(given);
    if (bad) return declined(bad);
    const data = inOwnOrder(given);
    const features = describeFeatures(data);
    if (features.length === 0) return declined({ code: 'no-features', sentence: 'Nothing that is known of the people varies, so they cannot be told apart.' });
    const [treated, outcome] = [data.columns['treated'] as Float64Array, data.columns['outcome'] as Float64Array];
    const [learner, ridge, folds] = [settings.text('learner') as Learner, settings.number('ridge'), settings.number('folds')];
    const { x, terms } = designMatrix(data, features);
    const learnt = learn(learner, x, terms, treated, outcome, ridge);
    const fold = folding(data.rows, folds, () => tools.random.next());
    const left = new Float64Array(data.rows);
    for (let part = 0; learnt && part < folds; part++) {
      if (tools.stopped?.()) return unsettled({ code: 'stopped', sentence: 'The work was stopped before it was done.' });
      tools.progress?.(part / folds, 'judging on people left out');
      const [inside, outside] = [rowsWhere(fold, (f) => f !== part), rowsWhere(fold, (f) => f === part)];
      const train = takeRows(data, inside);
      const own = learn(learner, designMatrix(train, features).x, terms, train.columns['treated'] as Float64Array, train.columns['outcome'] as Float64Array, ridge);
      if (!own) return unsettled(noOptimum);
      const scores = score(own, designMatrix(takeRows(data, outside), features).x, terms);
      outside.forEach((row, i) => { left[row] = scores[i]; });
    }
    if (!learnt) return unsettled(noOptimum);
    const honest = bestLinear(outcome, treated, left, learnt.share);
    // One-sided at 5 %: below that, the differences between people are what chance alone would show.
    if (!honest || honest.slope < normalQuantile(0.95) * Math.sqrt(honest.covariance[2])) {
      return declined({ code: 'no-difference', sentence: 'People do not differ in how they respond by more than chance would show. Treat all of them or nobody, by the mean effect.' });
    }
    return {
      status: 'fitted',
      value: {
        features, learnt, honest, level: settings.number('level'), people: data.rows,
        auuc: areaUnderUplift(outcome, left, treated), qini: qini(outcome, left, treated), upliftInBestThird: upliftAt(outcome, left, treated, 0.3),
      },
    };
  },

  /** `uplift` with interval: the score made honest on people left out of the fit. */
  predict(fit, data) {
    const why = needFeatures(data, fit.features);
    if (why) return declined(why);
    const { x, terms } = designMatrix(data, fit.features);
    const { mean, slope, centre, covariance: [a, both, b] } = fit.honest;
    const reach = normalQuantile((1 + fit.level) / 2);
    const raw = score(fit.learnt, x, terms);
    const value = raw.map((s) => mean + slope * (s - centre));
    const se = raw.map((s) => Math.sqrt(Math.max(0, a + 2 * both * (s - centre) + b * (s - centre) ** 2)));
    return { status: 'fitted', value: { rows: data.rows, columns: { uplift: value, uplift_low: value.map((v, i) => v - reach * se[i]), uplift_high: value.map((v, i) => v + reach * se[i]) } } };
  },

  /** Columns besides the fit's own: `truth`, the true effect on each person. */
  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const rows = settings.number('people');
    const [age, habit] = [new Float64Array(rows), new Float64Array(rows)].map((c) => c.map(() => random.normal()));
    const place = Array.from({ length: rows }, () => (random.next() < 0.5 ? 'town' : 'country'));
    const treated = Float64Array.from({ length: rows }, () => Number(random.next() < settings.number('share')));
    const truth = age.map((a, i) => Math.max(-0.09, Math.min(0.5, 0.05 + settings.number('spread') * (0.8 * a + (place[i] === 'town' ? 0.5 : -0.5)))));
    const outcome = habit.map((h, i) => Number(random.next() < 0.1 + 0.25 * logistic(h) + treated[i] * truth[i]));
    return { rows, columns: { treated, outcome, number_age: age, number_habit: habit, text_place: place, truth } };
  },

  summary(fit) {
    const reach = normalQuantile((1 + fit.level) / 2);
    const of = (value: number, variance: number): { value: number; low: number; high: number; level: number } =>
      ({ value, low: value - reach * Math.sqrt(variance), high: value + reach * Math.sqrt(variance), level: fit.level });
    const told = (v: number | null): string => (v === null ? 'not known' : v.toFixed(4));
    return [
      { name: 'mean effect', estimate: of(fit.honest.mean, fit.honest.covariance[0]) },
      { name: 'how far scores foretell the effect (1 fully, 0 not)', estimate: of(fit.honest.slope, fit.honest.covariance[2]) },
      { name: 'AUUC', estimate: null, text: told(fit.auuc) },
      { name: 'Qini', estimate: null, text: told(fit.qini) },
    ];
  },
};

const noOptimum: Reason = { code: 'no-optimum', sentence: 'The regression found no trustworthy optimum. Raise the ridge or leave out columns that repeat each other.' };

function tooThin(data: Table): Reason | null {
  const [treated, outcome] = [data.columns['treated'] as Float64Array, data.columns['outcome'] as Float64Array];
  const count = [0, 0, 0, 0];
  for (let i = 0; i < data.rows; i++) count[2 * treated[i] + outcome[i]] += 1;
  return Math.min(...count) >= 100 ? null
    : { code: 'too-few-events', column: 'outcome', value: String(Math.min(...count)), sentence: 'Each group needs at least 100 people with the outcome and 100 without. Wait for a larger campaign.' };
}

function folding(rows: number, folds: number, next: () => number): Uint8Array {
  return Uint8Array.from({ length: rows }, () => Math.floor(next() * folds));
}

function rowsWhere(fold: Uint8Array, is: (f: number) => boolean): number[] {
  const rows: number[] = [];
  fold.forEach((f, i) => { if (is(f)) rows.push(i); });
  return rows;
}
