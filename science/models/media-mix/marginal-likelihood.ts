/**
 * The likelihood of the media contributions with the baseline integrated out.
 *
 *   y = Z γ + Σ_c β_c · saturation(carried_c(α_c); κ_c) + ε,  ε ~ N(0, σ²),  γ ~ N(0, V)
 *   ⇒ y − μ_media ~ N(0, Σ), Σ = σ² I + Z V Zᵀ
 *
 * With A = ZᵀZ/σ² + V⁻¹ and m = A⁻¹ Zᵀr/σ² (Rasmussen & Williams 2006, A.9-A.10): w = Σ⁻¹ r = (r − Z m)/σ²,
 * rᵀΣ⁻¹r = rᵀw, ln|Σ| = n ln σ² + ln|V| + ln|A|.
 */
import { cholesky, choleskyInverse, choleskySolve, gram, logDeterminant } from '../../math/linear.ts';
import type { Baseline } from './design.ts';

export interface Marginal {
  (residual: Float64Array, sigma: number, wiggle: number, byNatural: Float64Array): number;
  /** Σ⁻¹ r of the last call: the derivative of the ln likelihood by the media contribution. */
  w: Float64Array;
  /** Mean and Cholesky factor of the precision of γ given the last call's values. */
  mean: Float64Array;
  factor: Float64Array;
}

export function marginalLikelihood(z: Float64Array, n: number, base: Baseline): Marginal {
  const m = base.terms.length;
  const zz = gram(z, n, m);
  // Column after column: the products below then run straight through memory.
  const columns = base.terms.map((_, j) => Float64Array.from({ length: n }, (_, t) => z[t * m + j]));
  const waves = base.terms.map((t) => t.kind === 'wave');
  const a = new Float64Array(m * m);
  const zr = new Float64Array(m);
  const fitted = new Float64Array(n);
  const run: Marginal = Object.assign((residual: Float64Array, sigma: number, wiggle: number, byNatural: Float64Array): number => {
    const precision = 1 / (sigma * sigma);
    let logV = 0;
    for (let i = 0; i < m * m; i++) a[i] = zz[i] * precision;
    const variance = (j: number): number => (base.spreads[j] * (waves[j] ? wiggle : 1)) ** 2;
    for (let j = 0; j < m; j++) { a[j * m + j] += 1 / variance(j); logV += Math.log(variance(j)); }
    if (!cholesky(a, m, run.factor)) return -Infinity;
    for (let j = 0; j < m; j++) zr[j] = precision * dot(columns[j], residual);
    choleskySolve(run.factor, m, zr, run.mean);
    fitted.fill(0);
    for (let j = 0; j < m; j++) addScaled(fitted, columns[j], run.mean[j]);
    let [quadratic, ww] = [0, 0];
    for (let t = 0; t < n; t++) {
      run.w[t] = (residual[t] - fitted[t]) * precision;
      quadratic += residual[t] * run.w[t];
      ww += run.w[t] * run.w[t];
    }
    const inverse = choleskyInverse(run.factor, m);
    let kept = n - m;
    for (let j = 0; j < m; j++) {
      const share = inverse[j * m + j] / variance(j);
      kept += share;
      if (waves[j]) byNatural[1] += (run.mean[j] ** 2 / variance(j) - (1 - share)) / wiggle;
    }
    byNatural[0] += sigma * ww - kept / sigma; // d/dσ: σ(wᵀw − tr Σ⁻¹), tr Σ⁻¹ = (n − p + tr V⁻¹A⁻¹)/σ²
    return -0.5 * (quadratic + 2 * n * Math.log(sigma) + logV + logDeterminant(run.factor, m));
  }, { w: new Float64Array(n), mean: new Float64Array(m), factor: new Float64Array(m * m) });
  return run;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function addScaled(into: Float64Array, a: Float64Array, by: number): void {
  for (let i = 0; i < into.length; i++) into[i] += by * a[i];
}
