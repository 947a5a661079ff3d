/**
 * Intervals of single parameters by profile likelihood: every value at which the best choice of the other parameters leaves the
 * log-likelihood within χ²₁(level)/2 of its maximum (Cox & Hinkley 1974, Theoretical Statistics, section 9.3; Venzon & Moolgavkar
 * 1988, Applied Statistics 37(1)). Estimate ± z standard errors presumes a parabola. The likelihood of a spread seen through a thousand
 * customers is not one: over 600 simulated MBG/NBD bases of that size such 90 % intervals held r in 83 %, profile intervals in 90 %.
 */
import { normalQuantile } from '../math/distributions.ts';
import { maximise, type LogLikelihood, type Maximum } from './maximise.ts';

/** Ends of the intervals in the coordinates of the point. */
export interface Ends { low: number[]; high: number[] }

/** Below this standard error (in a logarithm) the likelihood is a parabola for all purposes, and millions of customers need no search. */
const NARROW = 0.1;
/** How far (in a logarithm: a factor of 3,000) to look for an end. One that the data do not set at all is given there. */
const REACH = 8;
/** Distance from the right height at which an end is close enough, in standard errors. */
const CLOSE = 0.01;

/** `searched`: how many of the first coordinates are profiled; the others keep estimate ± z standard errors. */
export function profileEnds(f: LogLikelihood, got: Extract<Maximum, { settled: true }>, searched: number, level = 0.9): Ends {
  const n = got.point.length;
  const z = normalQuantile((1 + level) / 2);
  const ends: Ends = { low: [], high: [] };
  for (let i = 0; i < n; i++) {
    const error = Math.sqrt(got.covariance[i * n + i]);
    const search = i < searched && n > 1 && error > NARROW;
    ends.low.push(got.point[i] - (search ? distance(f, got, i, -1, z) : z * error));
    ends.high.push(got.point[i] + (search ? distance(f, got, i, 1, z) : z * error));
  }
  return ends;
}

/** How far coordinate i may go up (+1) or down (-1): the root of √(2 · loss) - z by regula falsi on a function that is nearly a line. */
function distance(f: LogLikelihood, got: Extract<Maximum, { settled: true }>, i: number, side: 1 | -1, z: number): number {
  const n = got.point.length;
  const others = Array.from({ length: n }, (_, k) => k).filter((k) => k !== i);
  // Along the ridge of the parabola the others move with coordinate i by this much.
  let slopes = others.map((k) => got.covariance[k * n + i] / got.covariance[i * n + i]);
  const height = (far: number): number => {
    const start = Float64Array.from(others, (k, j) => got.point[k] + side * far * slopes[j]);
    const best = maximise(without(f, n, i, got.point[i] + side * far), [start], { tolerance: 1e-5, maxIterations: 40, widest: Infinity });
    if (Number.isFinite(best.value)) slopes = others.map((k, j) => (side * (best.point[j] - got.point[k])) / far);
    return Math.sqrt(2 * Math.max(0, got.value - best.value)) - z;
  };
  let [near, low, far, high] = [0, -z, Infinity, Infinity];
  let at = Math.min(REACH, z * Math.sqrt(got.covariance[i * n + i]));
  for (let step = 0; step < 40; step++) {
    const h = height(at);
    if (Math.abs(h) < CLOSE || (h < 0 && at === REACH)) return at;
    if (h < 0) [near, low] = [at, h];
    else [far, high] = [at, h];
    // Where the line through the last point and the estimate, or through both sides of the bracket, meets the height.
    at = high < Infinity ? within(near, far, near + ((far - near) * -low) / (high - low)) : Math.min(REACH, Math.max(1.1 * at, Math.min(3 * at, (at * z) / (h + z))));
  }
  return at;
}

/** A guess kept a tenth away from both ends of its bracket, so that the bracket shrinks. */
function within(near: number, far: number, guess: number): number {
  const edge = 0.1 * (far - near);
  return Number.isFinite(guess) ? Math.min(far - edge, Math.max(near + edge, guess)) : (near + far) / 2;
}

/** The log-likelihood of the other coordinates with coordinate i held. */
function without(f: LogLikelihood, n: number, i: number, held: number): LogLikelihood {
  const [point, g, h] = [new Float64Array(n), new Float64Array(n), new Float64Array(n * n)];
  return (rest, gradient, hessian) => {
    for (let k = 0, j = 0; k < n; k++) point[k] = k === i ? held : rest[j++];
    const value = f(point, g, h);
    for (let k = 0, j = 0; k < n; k++) {
      if (k === i) continue;
      gradient[j] = g[k];
      for (let l = 0, m = 0; l < n; l++) if (l !== i) hessian[j * (n - 1) + m++] = h[k * n + l];
      j++;
    }
    return value;
  };
}
