import { normalQuantile } from '../../math/distributions.ts';
import { logistic } from '../../math/special.ts';
import { fitPlatt, type Platt } from '../../propensity/calibration.ts';
import { inOwnOrder, takeRows } from '../../math/row-order.ts';
import { describeFeatures, needFeatures, type Feature } from '../../propensity/features.ts';
import { areaUnderCurve, calibrationOf, logLoss, type Calibration, type Ranking } from '../../propensity/ranking.ts';
import { leaking, notAboveChance, rowsOf, simulatePropensity, stratifiedFolds, tooFewEvents } from '../../propensity/readiness.ts';
import { declined, needColumns, readSettings, unsettled, type Settings } from '../checks.ts';
import type { Model, Table, Tools } from '../contract.ts';
import { binned, learnBins, type Bins } from './bins.ts';
import { boost, logOdds, type Ensemble } from './boosting.ts';
import { card } from './card.ts';
import { addShapley, expectedValue, pathRoom } from './shapley.ts';

/** People left out who were scored alike, and what they did. */
interface Alike { from: number; low: number; high: number }

export interface BoostedPropensityFit {
  features: Feature[];
  bins: Bins[];
  ensemble: Ensemble;
  /** The line that makes log-odds honest, learnt on people left out. */
  calibrator: Platt;
  alike: Alike[];
  level: number;
  people: number;
  events: number;
  ranking: Ranking;
  calibration: Calibration;
  logLoss: number;
}

export const model: Model<BoostedPropensityFit> = {
  card,

  fit(given, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(given, card);
    if (bad) return declined(bad);
    const data = inOwnOrder(given);
    const outcome = data.columns['outcome'] as Float64Array;
    const features = describeFeatures(data);
    const thin = tooFewEvents(outcome, 1, settings.number('events'))
      ?? (features.length === 0 ? { code: 'no-features', sentence: 'Nothing that is known of the people varies, so they cannot be told apart.' } : null)
      ?? leaking(data, outcome, settings.number('leak'));
    if (thin) return declined(thin);
    const left = learnAndLeaveOut(data, outcome, features, settings, tools);
    if (!left) return unsettled({ code: 'stopped', sentence: 'The work was stopped before it was done.' });
    const { bins, ensemble, scores, seen } = left;
    const level = settings.number('level');
    const ranking = areaUnderCurve(scores, seen, level);
    const chance = notAboveChance(ranking);
    if (chance || !ranking) return declined(chance ?? { code: 'not-above-chance', sentence: 'The ranking of people left out is not known.' });
    const calibrator = fitPlatt(scores, seen);
    const chances = scores.map((s) => logistic(calibrator.intercept + calibrator.slope * s));
    return {
      status: 'fitted',
      value: {
        features, bins, ensemble, calibrator, alike: scoredAlike(chances, seen, level), level, people: data.rows,
        events: outcome.reduce((a, b) => a + b, 0), ranking, calibration: calibrationOf(chances, seen), logLoss: logLoss(chances, seen),
      },
    };
  },

  /** `chance` with interval, and unless `explain` is off `base` and one `because_<column>` each, adding up to the log-odds. */
  predict(fit, data, options) {
    const { settings, why } = readSettings(card.options, options);
    const bad = why ?? needFeatures(data, fit.features);
    if (bad || !settings) return declined(bad ?? { code: 'option-invalid', sentence: 'The options could not be read.' });
    const rows = binned(data, fit.bins);
    const { intercept, slope } = fit.calibrator;
    const chance = logOdds(fit.ensemble, rows, data.rows).map((s) => logistic(intercept + slope * s));
    const band = chance.map((p) => { let i = fit.alike.length - 1; while (i > 0 && fit.alike[i].from > p) i--; return i; });
    const columns: Record<string, Float64Array> = {
      chance, chance_low: chance.map((p, i) => Math.min(p, fit.alike[band[i]].low)), chance_high: chance.map((p, i) => Math.max(p, fit.alike[band[i]].high)),
    };
    if (settings.flag('explain')) Object.assign(columns, explain(fit, rows, data.rows));
    return { status: 'fitted', value: { rows: data.rows, columns } };
  },

  /** Columns besides the fit's own: `truth`, the true chance of each person. */
  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    return simulatePropensity(settings, tools.random);
  },

  summary(fit) {
    return [
      { name: 'ranking power on people left out (area under the curve)', estimate: { value: fit.ranking.auc, low: fit.ranking.low, high: fit.ranking.high, level: fit.level } },
      { name: 'calibration error on people left out', estimate: null, text: `${(100 * fit.calibration.error).toFixed(2)} percentage points` },
      { name: 'trees', estimate: null, text: String(fit.ensemble.trees.length) },
    ];
  },
};

function growth(s: Settings): { leaves: number; leastPeople: number; ridge: number; rate: number; rounds: number; patience: number } {
  return { leaves: s.number('leaves'), leastPeople: s.number('least_people'), ridge: s.number('ridge'), rate: s.number('rate'), rounds: s.number('rounds'), patience: s.number('patience') };
}

function explain(fit: BoostedPropensityFit, bins: Uint8Array[], rows: number): Record<string, Float64Array> {
  const { intercept, slope } = fit.calibrator;
  const because = fit.features.map(() => new Float64Array(rows));
  const base = intercept + slope * (fit.ensemble.base + fit.ensemble.trees.reduce((s, t) => s + expectedValue(t), 0));
  const values = new Float64Array(fit.features.length);
  const room = pathRoom(fit.ensemble.trees);
  for (let row = 0; row < rows; row++) {
    values.fill(0);
    for (const tree of fit.ensemble.trees) addShapley(tree, bins, row, values, room);
    values.forEach((v, i) => { because[i][row] = slope * v; });
  }
  return { base: new Float64Array(rows).fill(base), ...Object.fromEntries(fit.features.map((f, i) => [`because_${f.column}`, because[i]])) };
}

interface Learnt { bins: Bins[]; ensemble: Ensemble; scores: Float64Array; seen: Float64Array }

/**
 * The trees, and the scores and outcomes of people left out of them. The number of trees is found on a part of those learnt from,
 * and the trees are then grown on all of these; nothing that is reported or calibrated has seen the people it is measured on.
 */
function learnAndLeaveOut(data: Table, outcome: Float64Array, features: Feature[], s: Settings, tools: Tools): Learnt | null {
  const parts = Math.round(1 / s.number('left_out'));
  const fold = stratifiedFolds(outcome, parts, tools.random);
  const [inside, outside] = [rowsOf(fold, (p) => p !== 0), rowsOf(fold, (p) => p === 0)];
  const own = Float64Array.from(inside, (i) => outcome[i]);
  const bins = learnBins(takeRows(data, inside), features, own);
  const rows = binned(data, bins);
  const watching = stratifiedFolds(own, 5, tools.random);
  const [learnt, watched] = [true, false].map((is) => Uint32Array.from(inside.filter((_, i) => (watching[i] > 0) === is)));
  tools.progress?.(0, 'finding how many trees serve');
  const trial = boost(rows, outcome, learnt, watched, growth(s), tools.stopped);
  tools.progress?.(0.5, 'growing the trees');
  const rounds = Math.max(1, trial?.trees.length ?? 0);
  const ensemble = trial && boost(rows, outcome, Uint32Array.from(inside), new Uint32Array(0), { ...growth(s), rounds }, tools.stopped);
  if (!ensemble) return null;
  const line = logOdds(ensemble, rows, data.rows);
  return { bins, ensemble, scores: Float64Array.from(outside, (i) => line[i]), seen: Float64Array.from(outside, (i) => outcome[i]) };
}

/** Wilson's interval of the share who acted in bands of like chances (20 bands, fewer where people are few). */
function scoredAlike(chance: Float64Array, outcome: Float64Array, level: number): Alike[] {
  const z = normalQuantile((1 + level) / 2);
  const order = Uint32Array.from({ length: chance.length }, (_, i) => i).sort((i, j) => chance[i] - chance[j]);
  const count = Math.max(1, Math.min(20, Math.floor(chance.length / 100)));
  return Array.from({ length: count }, (_, b) => {
    const part = order.subarray(Math.floor((b * order.length) / count), Math.floor(((b + 1) * order.length) / count));
    const n = part.length;
    const p = part.reduce((s, i) => s + outcome[i], 0) / n;
    const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const reach = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
    return { from: chance[part[0]], low: centre - reach, high: centre + reach };
  });
}
