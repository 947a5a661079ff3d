import { inOwnOrder, takeRows } from '../../math/row-order.ts';
import { describeFeatures, designMatrix, needFeatures, termNames, termOwners, type Feature } from '../../propensity/features.ts';
import { fitLogistic, linearPredictor } from '../../propensity/logistic.ts';
import { areaUnderCurve, type Ranking } from '../../propensity/ranking.ts';
import { notAboveChance, rowsOf, stratifiedFolds, tooFewEvents } from '../../propensity/readiness.ts';
import { declined, needColumns, readSettings, unsettled } from '../checks.ts';
import type { Model, Reason } from '../contract.ts';
import { card } from './card.ts';

export interface LookAlikeFit {
  features: Feature[];
  coefficients: number[];
  /** Scores of the others at each hundredth, to place a person among them. */
  others: number[];
  ranking: Ranking;
  level: number;
  group: number;
  /** How many times more of the group is found in the most alike tenth of all than in all. */
  liftOfBestTenth: number;
}

export const model: Model<LookAlikeFit> = {
  card,

  fit(given, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(given, card);
    if (bad) return declined(bad);
    const data = inOwnOrder(given);
    const seed = data.columns['seed'] as Float64Array;
    const features = describeFeatures(data);
    const thin = tooFewEvents(seed, Math.max(0, termNames(features).length - 1), settings.number('events_per_term'))
      ?? (features.length === 0 ? { code: 'no-features', sentence: 'Nothing that is known of the people varies, so they cannot be told apart.' } : null);
    if (thin) return declined({ ...thin, column: 'seed' });
    const { x, terms } = designMatrix(data, features);
    const ridge = settings.number('ridge');
    const fold = stratifiedFolds(seed, settings.number('folds'), tools.random);
    const left = new Float64Array(data.rows);
    for (let part = 0; part < settings.number('folds'); part++) {
      if (tools.stopped?.()) return unsettled({ code: 'stopped', sentence: 'The work was stopped before it was done.' });
      const [inside, outside] = [rowsOf(fold, (p) => p !== part), rowsOf(fold, (p) => p === part)];
      const own = fitLogistic(designMatrix(takeRows(data, inside), features).x, inside.map((i) => seed[i]), terms, ridge);
      if (!own.converged) return unsettled(noOptimum);
      const line = linearPredictor(designMatrix(takeRows(data, outside), features).x, terms, own.value.coefficients);
      outside.forEach((row, i) => { left[row] = line[i]; });
    }
    const whole = fitLogistic(x, seed, terms, ridge);
    if (!whole.converged) return unsettled(noOptimum);
    const ranking = areaUnderCurve(left, seed, settings.number('level'));
    const chance = notAboveChance(ranking);
    if (chance || !ranking) return declined({ code: 'not-above-chance', sentence: 'The group cannot be told from the others better than chance; nobody is more like it than anybody else.' });
    const coefficients = Array.from(whole.value.coefficients);
    const scores = linearPredictor(x, terms, coefficients);
    const ordered = scores.filter((_, i) => seed[i] === 0).sort();
    return {
      status: 'fitted',
      value: {
        features, coefficients, ranking, level: settings.number('level'), group: seed.reduce((a, b) => a + b, 0),
        others: Array.from({ length: 101 }, (_, p) => ordered[Math.round((p / 100) * (ordered.length - 1))]), liftOfBestTenth: liftOf(left, seed),
      },
    };
  },

  /** `likeness`: share of the others who are less like the group, and `because_<column>` in log-odds, adding up to `score` with `base`. */
  predict(fit, data) {
    const why = needFeatures(data, fit.features);
    if (why) return declined(why);
    const { x, terms } = designMatrix(data, fit.features);
    const owner = termOwners(fit.features);
    const because = fit.features.map(() => new Float64Array(data.rows));
    const score = new Float64Array(data.rows);
    for (let row = 0; row < data.rows; row++) for (let i = 0; i < terms; i++) {
      const part = x[row * terms + i] * fit.coefficients[i];
      score[row] += part;
      if (owner[i] >= 0) because[owner[i]][row] += part;
    }
    const likeness = score.map((s) => {
      let [low, high] = [0, fit.others.length];
      while (low < high) { const middle = (low + high) >> 1; if (fit.others[middle] < s) low = middle + 1; else high = middle; }
      return Math.min(1, low / 100);
    });
    const base = new Float64Array(data.rows).fill(fit.coefficients[0]);
    return { status: 'fitted', value: { rows: data.rows, columns: { likeness, score, base, ...Object.fromEntries(fit.features.map((f, i) => [`because_${f.column}`, because[i]])) } } };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const rows = settings.number('people');
    const seed = Float64Array.from({ length: rows }, () => Number(random.next() < settings.number('group')));
    const number = (weight: number): Float64Array => seed.map((s) => random.normal() + weight * settings.number('difference') * s);
    return { rows, columns: { seed, number_spend: number(1), number_visits: number(0.5), number_noise: number(0), text_place: Array.from(seed, (s) => (random.next() < 0.4 + 0.2 * s * Math.min(1, settings.number('difference')) ? 'town' : 'country')) } };
  },

  summary(fit) {
    return [
      { name: 'how well the group is told from the others (area under the curve)', estimate: { value: fit.ranking.auc, low: fit.ranking.low, high: fit.ranking.high, level: fit.level } },
      { name: 'share of the group in the most alike tenth, against all', estimate: null, text: `${fit.liftOfBestTenth.toFixed(1)} times` },
    ];
  },
};

const noOptimum: Reason = { code: 'no-optimum', sentence: 'The regression found no trustworthy optimum. Raise the ridge or leave out columns that repeat each other.' };

function liftOf(score: Float64Array, seed: Float64Array): number {
  const order = Uint32Array.from({ length: score.length }, (_, i) => i).sort((i, j) => score[j] - score[i]);
  const best = order.subarray(0, Math.max(1, Math.floor(score.length / 10)));
  const rate = (rows: ArrayLike<number>, n: number): number => { let s = 0; for (let i = 0; i < n; i++) s += seed[rows[i]]; return s / n; };
  return rate(best, best.length) / rate(order, order.length);
}
