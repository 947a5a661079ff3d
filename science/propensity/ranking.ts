/** How well scores rank and how honest they are as chances. */
import { normalQuantile } from '../math/distributions.ts';

export interface Ranking { auc: number; low: number; high: number; standardError: number }

/**
 * Area under the ROC curve (ties count half) with DeLong's interval: DeLong, DeLong & Clarke-Pearson 1988, computed from
 * mid-ranks as in Sun & Xu 2014, eq. 13. Null where a class is missing.
 */
export function areaUnderCurve(score: ArrayLike<number>, outcome: ArrayLike<number>, level = 0.9): Ranking | null {
  const positives: number[] = [];
  const negatives: number[] = [];
  for (let i = 0; i < score.length; i++) (outcome[i] > 0.5 ? positives : negatives).push(score[i]);
  const [m, n] = [positives.length, negatives.length];
  if (m === 0 || n === 0) return null;
  const all = midRanks([...positives, ...negatives]);
  const [own, other] = [midRanks(positives), midRanks(negatives)];
  const v10 = own.map((r, i) => (all[i] - r) / n);
  const v01 = other.map((r, j) => 1 - (all[m + j] - r) / m);
  const auc = v10.reduce((a, b) => a + b, 0) / m;
  const spread = (v: Float64Array): number => (v.length < 2 ? 0.25 : v.reduce((s, x) => s + (x - auc) ** 2, 0) / (v.length - 1));
  const standardError = Math.sqrt(spread(v10) / m + spread(v01) / n);
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return { auc, standardError, low: Math.max(0, auc - reach), high: Math.min(1, auc + reach) };
}

function midRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) ranks[order[i]] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

export function logLoss(chance: ArrayLike<number>, outcome: ArrayLike<number>): number {
  let loss = 0;
  for (let i = 0; i < chance.length; i++) {
    const p = Math.min(1 - 1e-15, Math.max(1e-15, chance[i]));
    loss -= outcome[i] > 0.5 ? Math.log(p) : Math.log1p(-p);
  }
  return loss / chance.length;
}

export interface Band { people: number; expected: number; observed: number }

export interface Calibration {
  /** Mean distance of promised and observed share over bands of equal size. */
  error: number;
  bands: Band[];
}

/** Promised against observed in `count` bands of equal size, from the lowest scores up. */
export function calibrationOf(chance: ArrayLike<number>, outcome: ArrayLike<number>, count = 10): Calibration {
  const order = Uint32Array.from({ length: chance.length }, (_, i) => i).sort((i, j) => chance[i] - chance[j]);
  const bands: Band[] = [];
  let error = 0;
  for (let b = 0; b < count; b++) {
    const part = order.subarray(Math.floor((b * order.length) / count), Math.floor(((b + 1) * order.length) / count));
    if (part.length === 0) continue;
    let [expected, observed] = [0, 0];
    for (const i of part) { expected += chance[i]; observed += outcome[i]; }
    bands.push({ people: part.length, expected: expected / part.length, observed: observed / part.length });
    error += Math.abs(expected - observed) / order.length;
  }
  return { error, bands };
}
