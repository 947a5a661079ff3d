/**
 * Makes scores honest as chances: Platt's line in log-odds (Platt 1999, with his smoothed targets), which keeps additive
 * explanations exact, or isotonic steps by pooling adjacent violators (Zadrozny & Elkan 2002), which follow any rising shape.
 */
import { logistic } from '../math/special.ts';
import { fitLogistic } from './logistic.ts';

export interface Platt { kind: 'platt'; intercept: number; slope: number }
/** Chance at the score knots, linear between and flat beyond. */
export interface Isotonic { kind: 'isotonic'; scores: number[]; chances: number[] }
export type Calibrator = Platt | Isotonic;

/** `score` is a log-odds. A score that does not rise with the outcome gets slope 0 and so the overall rate. */
export function fitPlatt(score: ArrayLike<number>, outcome: ArrayLike<number>): Platt {
  const n = score.length;
  let positives = 0;
  for (let i = 0; i < n; i++) positives += outcome[i];
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (n - positives + 2);
  const x = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) { x[2 * i] = 1; x[2 * i + 1] = score[i]; }
  const fit = fitLogistic(x, Float64Array.from({ length: n }, (_, i) => (outcome[i] > 0.5 ? high : low)), 2, 1e-6);
  const rate = (positives + 1) / (n + 2);
  const flat: Platt = { kind: 'platt', intercept: Math.log(rate / (1 - rate)), slope: 0 };
  return fit.converged && fit.value.coefficients[1] > 0 ? { kind: 'platt', intercept: fit.value.coefficients[0], slope: fit.value.coefficients[1] } : flat;
}

export function fitIsotonic(score: ArrayLike<number>, outcome: ArrayLike<number>): Isotonic {
  const order = Uint32Array.from({ length: score.length }, (_, i) => i).sort((i, j) => score[i] - score[j]);
  const blocks: { sum: number; n: number; from: number; to: number }[] = [];
  for (const i of order) {
    const last = blocks[blocks.length - 1];
    if (last && score[i] === last.to) { last.sum += outcome[i]; last.n += 1; } else blocks.push({ sum: outcome[i], n: 1, from: score[i], to: score[i] });
    while (blocks.length > 1) {
      const [a, b] = [blocks[blocks.length - 2], blocks[blocks.length - 1]];
      if (a.sum * b.n < b.sum * a.n) break;
      blocks.splice(-2, 2, { sum: a.sum + b.sum, n: a.n + b.n, from: a.from, to: b.to });
    }
  }
  const scores: number[] = [];
  const chances: number[] = [];
  for (const b of blocks) {
    for (const s of b.from === b.to ? [b.from] : [b.from, b.to]) { scores.push(s); chances.push(b.sum / b.n); }
  }
  return { kind: 'isotonic', scores, chances };
}

/** Chance for a score in log-odds. */
export function calibrated(c: Calibrator, score: number): number {
  if (c.kind === 'platt') return logistic(c.intercept + c.slope * score);
  const { scores, chances } = c;
  if (score <= scores[0]) return chances[0];
  if (score >= scores[scores.length - 1]) return chances[chances.length - 1];
  let [low, high] = [0, scores.length - 1];
  while (high - low > 1) { const middle = (low + high) >> 1; if (scores[middle] <= score) low = middle; else high = middle; }
  const share = (score - scores[low]) / (scores[high] - scores[low]);
  return chances[low] + share * (chances[high] - chances[low]);
}
