/**
 * How far scores of people left out of the fit foretell the effect: the best linear predictor of Chernozhukov et al. 2018,
 * eq. 3.1: outcome = a + c score + b1 (T - share) + b2 (T - share)(score - mean). b1 is the mean effect; b2 is 1 for a perfect
 * score and 0 for one that says nothing. Errors are robust to unequal variances (White 1980).
 */
import { leastSquares, symmetricInverse } from '../../math/linear.ts';

export interface Honest {
  mean: number;
  slope: number;
  centre: number;
  /** Covariance of mean and slope: [mean, both, slope]. */
  covariance: [number, number, number];
}

export function bestLinear(outcome: ArrayLike<number>, treated: ArrayLike<number>, score: ArrayLike<number>, share: number): Honest | null {
  const n = outcome.length;
  let centre = 0;
  for (let i = 0; i < n; i++) centre += score[i] / n;
  const x = new Float64Array(n * 4);
  for (let i = 0; i < n; i++) {
    const t = treated[i] - share;
    x.set([1, score[i] - centre, t, t * (score[i] - centre)], 4 * i);
  }
  const fit = leastSquares(x, n, 4, outcome);
  if (fit.rank < 4) return null;
  const gram = new Float64Array(16);
  const meat = new Float64Array(16);
  for (let i = 0; i < n; i++) {
    let e = outcome[i];
    for (let a = 0; a < 4; a++) e -= x[4 * i + a] * fit.coefficients[a];
    for (let a = 0; a < 4; a++) for (let b = 0; b < 4; b++) {
      const v = x[4 * i + a] * x[4 * i + b];
      gram[4 * a + b] += v;
      meat[4 * a + b] += v * e * e;
    }
  }
  const inverse = symmetricInverse(gram, 4);
  if (!inverse) return null;
  const at = (a: number, b: number): number => {
    let s = 0;
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) s += inverse[4 * a + i] * meat[4 * i + j] * inverse[4 * j + b];
    return (s * n) / (n - 4);
  };
  return { mean: fit.coefficients[2], slope: fit.coefficients[3], centre, covariance: [at(2, 2), at(2, 3), at(3, 3)] };
}
