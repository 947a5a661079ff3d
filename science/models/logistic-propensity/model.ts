import { normalQuantile } from '../../math/distributions.ts';
import { logistic } from '../../math/special.ts';
import { fitPlatt, type Platt } from '../../propensity/calibration.ts';
import { inOwnOrder, takeRows } from '../../math/row-order.ts';
import { describeFeatures, designMatrix, needFeatures, termNames, termOwners, type Feature } from '../../propensity/features.ts';
import { fitLogistic, linearPredictor, type LogisticResult } from '../../propensity/logistic.ts';
import { areaUnderCurve, calibrationOf, logLoss, type Calibration, type Ranking } from '../../propensity/ranking.ts';
import { leaking, notAboveChance, rowsOf, simulatePropensity, stratifiedFolds, tooFewEvents } from '../../propensity/readiness.ts';
import { declined, needColumns, readSettings, unsettled } from '../checks.ts';
import type { Model, Reason, Table, Tools } from '../contract.ts';
import { card } from './card.ts';

export interface LogisticPropensityFit {
  features: Feature[];
  terms: { name: string; coefficient: number; standardError: number }[];
  covariance: number[];
  /** The line that makes log-odds honest, learnt on people left out. */
  calibrator: Platt;
  level: number;
  people: number;
  events: number;
  /** On people left out of the fit. */
  ranking: Ranking;
  calibration: Calibration;
  logLoss: number;
}

export const model: Model<LogisticPropensityFit> = {
  card,

  fit(given, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(given, card);
    if (bad) return declined(bad);
    const data = inOwnOrder(given);
    const outcome = data.columns['outcome'] as Float64Array;
    const features = describeFeatures(data);
    const thin = tooFewEvents(outcome, Math.max(0, termNames(features).length - 1), settings.number('events_per_term'))
      ?? (features.length === 0 ? { code: 'no-features', sentence: 'Nothing that is known of the people varies, so they cannot be told apart.' } : null)
      ?? leaking(data, outcome, settings.number('leak'));
    if (thin) return declined(thin);
    const { x, terms } = designMatrix(data, features);
    const ridge = settings.number('ridge');
    const whole = fitLogistic(x, outcome, terms, ridge);
    if (!whole.converged) return unsettled(noOptimum(whole));
    const left = leftOut(data, outcome, features, ridge, settings.number('folds'), tools);
    if ('code' in left) return unsettled(left);
    const level = settings.number('level');
    const ranking = areaUnderCurve(left.scores, outcome, level);
    const chance = notAboveChance(ranking);
    if (chance || !ranking) return declined(chance ?? thinRanking);
    const { coefficients, covariance } = whole.value;
    return {
      status: 'fitted',
      value: {
        features, covariance: Array.from(covariance), calibrator: fitPlatt(left.scores, outcome), level, people: data.rows, events: outcome.reduce((a, b) => a + b, 0),
        terms: termNames(features).map((name, i) => ({ name, coefficient: coefficients[i], standardError: Math.sqrt(covariance[i * terms + i]) })),
        ranking, calibration: calibrationOf(left.chances, outcome), logLoss: logLoss(left.chances, outcome),
      },
    };
  },

  /** `chance` with interval, `base`, and one `because_<column>` each: base and becauses add up to the log-odds of the chance. */
  predict(fit, data) {
    const why = needFeatures(data, fit.features);
    if (why) return declined(why);
    const { x, terms } = designMatrix(data, fit.features);
    const b = fit.terms.map((t) => t.coefficient);
    const owner = termOwners(fit.features);
    const { intercept, slope } = fit.calibrator;
    const because = fit.features.map(() => new Float64Array(data.rows));
    const [chance, low, high] = [new Float64Array(data.rows), new Float64Array(data.rows), new Float64Array(data.rows)];
    const reach = normalQuantile((1 + fit.level) / 2);
    for (let row = 0; row < data.rows; row++) {
      const from = row * terms;
      let [line, variance] = [0, 0];
      for (let i = 0; i < terms; i++) {
        const part = x[from + i] * b[i];
        line += part;
        if (owner[i] >= 0) because[owner[i]][row] += slope * part;
        let inner = 0;
        for (let j = 0; j < terms; j++) inner += fit.covariance[i * terms + j] * x[from + j];
        variance += x[from + i] * inner;
      }
      const se = Math.sqrt(variance);
      [chance[row], low[row], high[row]] = [line, line - reach * se, line + reach * se].map((v) => logistic(intercept + slope * v));
    }
    const base = new Float64Array(data.rows).fill(intercept + slope * b[0]);
    return {
      status: 'fitted',
      value: { rows: data.rows, columns: { chance, chance_low: low, chance_high: high, base, ...Object.fromEntries(fit.features.map((f, i) => [`because_${f.column}`, because[i]])) } },
    };
  },

  /** Columns besides the fit's own: `truth`, the true chance of each person. */
  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    return simulatePropensity(settings, tools.random);
  },

  summary(fit) {
    const reach = normalQuantile((1 + fit.level) / 2);
    return [
      { name: 'ranking power on people left out (area under the curve)', estimate: { value: fit.ranking.auc, low: fit.ranking.low, high: fit.ranking.high, level: fit.level } },
      { name: 'calibration error on people left out', estimate: null, text: `${(100 * fit.calibration.error).toFixed(2)} percentage points` },
      ...fit.terms.map((t) => ({ name: t.name, estimate: { value: t.coefficient, low: t.coefficient - reach * t.standardError, high: t.coefficient + reach * t.standardError, level: fit.level }, text: 'log-odds for one standard deviation, or for the level' })),
    ];
  },
};

const thinRanking: Reason = { code: 'not-above-chance', sentence: 'The ranking of people left out is not known.' };

function noOptimum(fit: LogisticResult & { converged: false }): Reason {
  return fit.reason === 'separated'
    ? { code: 'separated', sentence: 'A combination of columns tells the outcome without fail, so coefficients have no end. Use a ridge above 0, or leave out what was known only afterwards.' }
    : { code: 'no-optimum', sentence: 'The regression found no trustworthy optimum. Use a ridge above 0, or leave out columns that repeat each other.' };
}

/** Log-odds and calibrated chances of each person from fits that did not see them; the calibration of a part is learnt on the others. */
function leftOut(data: Table, outcome: Float64Array, features: Feature[], ridge: number, folds: number, tools: Tools): { scores: Float64Array; chances: Float64Array } | Reason {
  const fold = stratifiedFolds(outcome, folds, tools.random);
  const scores = new Float64Array(data.rows);
  for (let part = 0; part < folds; part++) {
    if (tools.stopped?.()) return { code: 'stopped', sentence: 'The work was stopped before it was done.' };
    tools.progress?.(part / folds, 'judging on people left out');
    const [inside, outside] = [rowsOf(fold, (p) => p !== part), rowsOf(fold, (p) => p === part)];
    const { x, terms } = designMatrix(takeRows(data, inside), features);
    const own = fitLogistic(x, inside.map((i) => outcome[i]), terms, ridge);
    if (!own.converged) return noOptimum(own);
    const line = linearPredictor(designMatrix(takeRows(data, outside), features).x, terms, own.value.coefficients);
    outside.forEach((row, i) => { scores[row] = line[i]; });
  }
  const chances = new Float64Array(data.rows);
  for (let part = 0; part < folds; part++) {
    const others = rowsOf(fold, (p) => p !== part);
    const { intercept, slope } = fitPlatt(others.map((i) => scores[i]), others.map((i) => outcome[i]));
    for (const row of rowsOf(fold, (p) => p === part)) chances[row] = logistic(intercept + slope * scores[row]);
  }
  return { scores, chances };
}
