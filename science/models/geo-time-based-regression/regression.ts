/**
 * Time-based regression (Kerman, Wang & Vaver 2017): the treated group's sum in each period is regressed on the control's
 * before the test; the effect is what the test's periods sold beyond the line. Under a flat prior its posterior is a t
 * distribution, which is also the sampling distribution, so interval and p-value come from one t.
 */
import { leastSquares } from '../../math/linear.ts';

export interface Line {
  intercept: number;
  slope: number;
  /** Standard deviation about the line. */
  sigma: number;
  df: number;
  /** (X'X)^-1 as [constant, both, slope]. */
  inverse: [number, number, number];
}

/** Null where the control does not vary or fewer than three periods are given. */
export function fitLine(control: ArrayLike<number>, treated: ArrayLike<number>): Line | null {
  const n = treated.length;
  if (n < 3) return null;
  const x = new Float64Array(2 * n);
  for (let t = 0; t < n; t++) { x[2 * t] = 1; x[2 * t + 1] = control[t]; }
  const fit = leastSquares(x, n, 2, treated);
  if (fit.rank < 2) return null;
  return {
    intercept: fit.coefficients[0], slope: fit.coefficients[1], df: n - 2, sigma: Math.sqrt(fit.residualSumOfSquares / (n - 2)),
    inverse: [fit.inverseGram[0], fit.inverseGram[1], fit.inverseGram[3]],
  };
}

/** Sum of the effects over the periods given, and its standard error: noise of each period and doubt about the line (eq. 6). */
export function sumOfEffects(line: Line, control: ArrayLike<number>, treated: ArrayLike<number>): { effect: number; standardError: number; expected: number } {
  const m = treated.length;
  let [effect, expected, sum] = [0, 0, 0];
  for (let t = 0; t < m; t++) {
    const without = line.intercept + line.slope * control[t];
    expected += without;
    effect += treated[t] - without;
    sum += control[t];
  }
  const [a, both, b] = line.inverse;
  return { effect, expected, standardError: line.sigma * Math.sqrt(m + m * m * a + 2 * m * sum * both + sum * sum * b) };
}
