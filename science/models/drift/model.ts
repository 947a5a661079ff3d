import { normalQuantile } from '../../math/distributions.ts';
import { logistic } from '../../math/special.ts';
import { fitLogistic } from '../../propensity/logistic.ts';
import { areaUnderCurve } from '../../propensity/ranking.ts';
import { declined, needColumns, readSettings, type Settings } from '../checks.ts';
import type { Estimate, Model, Outcome, Table } from '../contract.ts';
import { card } from './card.ts';
import { bandCounts, kolmogorovSmirnov, levelCounts, stabilityIndex } from './tests.ts';

export interface ColumnDrift {
  column: string;
  psi: number;
  /** Of "no change" by the index. */
  p: number;
  /** Largest distance of the distribution functions; null for words. */
  distance: number | null;
  verdict: 'stable' | 'moving' | 'learn anew';
}

/** Honest scores have intercept 0 and slope 1. */
export interface ScoreDrift { intercept: Estimate; slope: Estimate; auc: Estimate | null; honest: boolean }

export interface DriftFit { columns: ColumnDrift[]; scores: ScoreDrift | null; peopleThen: number; peopleNow: number }

export const model: Model<DriftFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(data, card);
    if (bad) return declined(bad);
    const period = data.columns['period'] as string[];
    const [then, now] = ['then', 'now'].map((name) => period.map((_, i) => i).filter((i) => period[i] === name));
    if (Math.min(then.length, now.length) < 50) return declined({ code: 'too-few-rows', column: 'period', value: String(Math.min(then.length, now.length)), sentence: 'Each of the periods "then" and "now" needs at least 50 people.' });
    const columns: ColumnDrift[] = [];
    for (const [column, values] of Object.entries(data.columns)) {
      if (Array.isArray(values) ? column.startsWith('text_') : column.startsWith('number_') || column === 'chance') columns.push(columnDrift(column, values, then, now, settings));
    }
    if (columns.length === 0) return declined({ code: 'no-features', sentence: 'There is no column to compare.' });
    const scores = data.columns['chance'] && data.columns['outcome'] ? scoreDrift(data, now, settings.number('level')) : null;
    if (scores && scores.status !== 'fitted') return scores;
    return { status: 'fitted', value: { columns, scores: scores ? scores.value : null, peopleThen: then.length, peopleNow: now.length } };
  },

  /** One row a column: psi, p and verdict. */
  predict(fit) {
    return {
      status: 'fitted',
      value: {
        rows: fit.columns.length,
        columns: { column: fit.columns.map((c) => c.column), psi: Float64Array.from(fit.columns, (c) => c.psi), p: Float64Array.from(fit.columns, (c) => c.p), verdict: fit.columns.map((c) => c.verdict) },
      },
    };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const n = settings.number('people');
    const now = (i: number): boolean => i >= n;
    const x = Float64Array.from({ length: 2 * n }, (_, i) => random.normal() + (now(i) ? settings.number('shift') : 0));
    const chance = x.map((v) => logistic(v - 1));
    const outcome = x.map((v, i) => Number(random.next() < logistic(now(i) ? (v - 1) / settings.number('exaggeration') : v - 1)));
    return { rows: 2 * n, columns: { period: Array.from(x, (_, i) => (now(i) ? 'now' : 'then')), number_x: x, text_place: Array.from(x, () => (random.next() < 0.4 ? 'town' : 'country')), chance, outcome } };
  },

  summary(fit) {
    return [
      ...fit.columns.map((c) => ({ name: c.column, estimate: null, text: `${c.verdict}: index ${c.psi.toFixed(3)}, p = ${c.p.toPrecision(2)}` })),
      ...(fit.scores ? [{ name: 'slope of outcomes on scores (1 is honest)', estimate: fit.scores.slope }, { name: 'level of outcomes against scores (0 is honest)', estimate: fit.scores.intercept }] : []),
    ];
  },
};

function columnDrift(column: string, values: Float64Array | string[], then: number[], now: number[], s: Settings): ColumnDrift {
  let distance: number | null = null;
  let counts: [number[], number[]];
  if (Array.isArray(values)) counts = levelCounts(then.map((i) => values[i]), now.map((i) => values[i]));
  else {
    const [a, b] = [then, now].map((rows) => Float64Array.from(rows, (i) => values[i]));
    counts = bandCounts(a, b, s.number('bands'));
    distance = kolmogorovSmirnov(a, b).distance;
  }
  const { psi, p } = stabilityIndex(...counts);
  const seen = p < 1 - s.number('level');
  return { column, psi, p, distance, verdict: seen && psi > s.number('large') ? 'learn anew' : seen && psi > s.number('small') ? 'moving' : 'stable' };
}

function scoreDrift(data: Table, now: number[], level: number): Outcome<ScoreDrift> {
  const [chance, outcome] = [data.columns['chance'] as Float64Array, data.columns['outcome'] as Float64Array];
  const y = Float64Array.from(now, (i) => outcome[i]);
  const events = y.reduce((a, b) => a + b, 0);
  if (Math.min(events, y.length - events) < 20) return declined({ code: 'too-few-events', column: 'outcome', value: String(events), sentence: 'At least 20 people with and 20 without the outcome are needed to check the scores.' });
  const row = now.find((i) => !(chance[i] > 0 && chance[i] < 1));
  if (row !== undefined) return declined({ code: 'not-a-chance', column: 'chance', row, value: String(chance[row]), sentence: 'A score must lie between 0 and 1.' });
  const x = new Float64Array(2 * y.length);
  now.forEach((i, at) => x.set([1, Math.log(chance[i] / (1 - chance[i]))], 2 * at));
  const line = fitLogistic(x, y, 2, 0);
  if (!line.converged) return declined({ code: 'no-variation', column: 'chance', sentence: 'The scores do not vary, or tell the outcome without fail, so their honesty cannot be judged.' });
  const z = normalQuantile((1 + level) / 2);
  const of = (i: 0 | 1): Estimate => {
    const [value, reach] = [line.value.coefficients[i], z * Math.sqrt(line.value.covariance[3 * i])];
    return { value, low: value - reach, high: value + reach, level };
  };
  const [intercept, slope] = [of(0), of(1)];
  const ranking = areaUnderCurve(Float64Array.from(now, (i) => chance[i]), y, level);
  return {
    status: 'fitted',
    value: {
      intercept, slope, auc: ranking ? { value: ranking.auc, low: ranking.low, high: ranking.high, level } : null,
      honest: intercept.low <= 0 && intercept.high >= 0 && slope.low <= 1 && slope.high >= 1,
    },
  };
}
