/**
 * Shares and means of weighted answers, with variances by linearisation (Särndal, Swensson & Wretman 1992, eq. 5.5.11 and 5.7.4 with
 * replacement): the weighted answers' deviations squared. Weights are taken as given.
 */
import { normalQuantile, tQuantile } from '../math/distributions.ts';

export interface Weighted { people: number; mean: number; variance: number; /** Variance over that of as many unweighted people. */ designEffect: number; effective: number }

/** Mean of `value` over rows that are in; null where none is, or the weights add up to nothing. */
export function weightedMeanOf(value: (row: number) => number, rows: ArrayLike<number>, weight: Float64Array | undefined): Weighted | null {
  let [total, sum] = [0, 0];
  for (let i = 0; i < rows.length; i++) { const w = weight ? weight[rows[i]] : 1; total += w; sum += w * value(rows[i]); }
  if (!(total > 0)) return null;
  const n = rows.length;
  const mean = sum / total;
  let [linear, spread, squares] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const w = weight ? weight[rows[i]] : 1;
    const d = value(rows[i]) - mean;
    linear += (w * d) ** 2;
    spread += w * d * d;
    squares += w * w;
  }
  const variance = n > 1 ? ((linear / total ** 2) * n) / (n - 1) : 0;
  const plain = n > 1 ? spread / total / (n - 1) : 0;
  // Where answers do not vary, the weights alone tell the effect (Kish 1965, sec. 11.7).
  const designEffect = plain > 0 ? variance / plain : (n * squares) / total ** 2;
  return { people: n, mean, variance, designEffect, effective: n / designEffect };
}

/** Wilson's interval with the effective number of people (Korn & Graubard 1998 for why not Wald's). */
export function shareInterval(share: number, effective: number, level: number): { low: number; high: number } {
  const z = normalQuantile((1 + level) / 2);
  const grown = 1 + (z * z) / effective;
  const centre = (share + (z * z) / (2 * effective)) / grown;
  const reach = (z * Math.sqrt(Math.max(0, share * (1 - share)) / effective + (z * z) / (4 * effective * effective))) / grown;
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

export function meanInterval(w: Weighted, level: number, correction = 1): { low: number; high: number } {
  const reach = tQuantile((1 + level) / 2, Math.max(1, w.effective - 1)) * Math.sqrt(w.variance * correction);
  return { low: w.mean - reach, high: w.mean + reach };
}
