/**
 * Maximum likelihood by damped Newton steps (Levenberg's damping, Marquardt 1963) from several starts. The stopping rule is the
 * Newton decrement, half of gᵀ(-H)⁻¹g: the log-likelihood still to be gained. It does not depend on units of time or money.
 */
import { cholesky, choleskyInverse, choleskySolve, symmetricEigen } from '../math/linear.ts';

/** Writes gradient and full symmetric Hessian; a value that is not finite means "outside the domain". */
export type LogLikelihood = (point: Float64Array, gradient: Float64Array, hessian: Float64Array) => number;

export type Maximum =
  | { settled: true; point: Float64Array; value: number; covariance: Float64Array; iterations: number }
  | { settled: false; point: Float64Array; value: number; why: 'flat' | 'iterations' | 'outside'; weakest: number; iterations: number };

export interface MaximiseOptions {
  /** Log-likelihood still to be gained at which to stop. */
  tolerance?: number;
  maxIterations?: number;
  /** Longest step in any coordinate (logarithms of parameters: 1.5 is a factor of 4.5). */
  longestStep?: number;
  /** A standard error above this (in the logarithm of a parameter) means that the data do not tell the parameter. */
  widest?: number;
}

/** Log-likelihood still to be gained below which a parameter of enormous standard error counts as untold. */
const RIDGE = 0.02;

/** Best of all starts; starts that end in the same place stop early. */
export function maximise(f: LogLikelihood, starts: Float64Array[], options: MaximiseOptions = {}): Maximum {
  let best: Maximum | null = null;
  for (const start of starts) {
    const got = climb(f, start, options);
    const better = best === null || got.value > best.value + 1e-6 || (got.settled && !best.settled && got.value > best.value - 1e-6);
    const same: boolean = best !== null && best.settled && got.settled && Math.abs(got.value - best.value) < 1e-6;
    if (better) best = got;
    if (same) break; // two starts agree
  }
  if (best === null) throw new RangeError('maximise needs at least one start');
  return best;
}

function climb(f: LogLikelihood, start: Float64Array, options: MaximiseOptions): Maximum {
  const { tolerance = 1e-10, maxIterations = 200, longestStep = 1.5, widest = 4 } = options;
  const n = start.length;
  let point = Float64Array.from(start);
  let gradient = new Float64Array(n);
  let hessian = new Float64Array(n * n);
  let [next, nextGradient, nextHessian] = [new Float64Array(n), new Float64Array(n), new Float64Array(n * n)];
  let value = f(point, gradient, hessian);
  if (!allFinite(value, gradient, hessian)) return { settled: false, point, value: -Infinity, why: 'outside', weakest: 0, iterations: 0 };
  let damping = 0;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const information = hessian.map((h) => -h);
    const exact = cholesky(information, n);
    const gain = exact ? 0.5 * dot(gradient, choleskySolve(exact, n, gradient)) : Infinity;
    // On a ridge that rises for ever the search would follow it to the edge of arithmetic: it is known to be flat long before.
    if (exact && (gain < tolerance || (gain < RIDGE && widestError(exact, n) > 2 * widest))) return finish(point, value, exact, n, widest, iteration);
    const step = damped(information, gradient, n, damping);
    damping = step.damping;
    let longest = 0;
    for (let i = 0; i < n; i++) longest = Math.max(longest, Math.abs(step.step[i]));
    const scale = Math.min(1, longestStep / longest);
    for (let i = 0; i < n; i++) next[i] = point[i] + scale * step.step[i];
    const tried = f(next, nextGradient, nextHessian);
    const got = allFinite(tried, nextGradient, nextHessian) ? tried : -Infinity;
    if (got > value || (exact && gain < 1e-7 && got > value - 1e-9 * Math.abs(value))) {
      [point, next] = [next, point];
      [gradient, nextGradient] = [nextGradient, gradient];
      [hessian, nextHessian] = [nextHessian, hessian];
      value = got;
      damping = damping > 1e-8 ? damping / 8 : 0;
    } else {
      damping = Math.max(damping * 8, 1e-4 * step.size);
      if (damping > 1e12 * step.size) return { settled: false, point, value, ...flattest(hessian, n), iterations: iteration };
    }
  }
  return { settled: false, point, value, ...flattest(hessian, n), iterations: maxIterations };
}

/** At the edge of arithmetic a derivative can be lost before the value is; no step can be taken from there. */
function allFinite(value: number, gradient: Float64Array, hessian: Float64Array): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite) && hessian.every(Number.isFinite);
}

function widestError(factor: Float64Array, n: number): number {
  const covariance = choleskyInverse(factor, n);
  let most = 0;
  for (let i = 0; i < n; i++) most = Math.max(most, covariance[i * n + i]);
  return Math.sqrt(most);
}

function finish(point: Float64Array, value: number, factor: Float64Array, n: number, widest: number, iterations: number): Maximum {
  const covariance = choleskyInverse(factor, n);
  let weakest = 0;
  for (let i = 1; i < n; i++) if (covariance[i * n + i] > covariance[weakest * n + weakest]) weakest = i;
  const wide = !(Math.sqrt(covariance[weakest * n + weakest]) <= widest);
  return wide ? { settled: false, point, value, why: 'flat', weakest, iterations } : { settled: true, point, value, covariance, iterations };
}

/** Smallest damping (doubling from the one in use) under which the step goes uphill. */
function damped(information: Float64Array, gradient: Float64Array, n: number, damping: number): { step: Float64Array; damping: number; size: number } {
  let size = 1e-300;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(information[i * n + i]));
  for (let mu = damping; ; mu = Math.max(mu * 4, 1e-6 * size)) {
    const shifted = Float64Array.from(information);
    for (let i = 0; i < n; i++) shifted[i * n + i] += mu;
    const factor = cholesky(shifted, n);
    if (factor) return { step: choleskySolve(factor, n, gradient), damping: mu, size };
    if (mu > 1e30 * size) return { step: Float64Array.from(gradient, (g) => g / size), damping: mu, size };
  }
}

/** The parameter that the flattest direction of the likelihood points along most. */
function flattest(hessian: Float64Array, n: number): { why: 'flat' | 'iterations'; weakest: number } {
  const { values, vectors } = symmetricEigen(hessian.map((h) => -h), n);
  let weakest = 0;
  for (let i = 1; i < n; i++) if (Math.abs(vectors[i * n + n - 1]) > Math.abs(vectors[weakest * n + n - 1])) weakest = i;
  return { why: values[n - 1] < 1 / 16 ? 'flat' : 'iterations', weakest };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
