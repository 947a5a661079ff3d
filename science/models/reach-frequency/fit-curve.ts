/** One medium's curve from measured reaches: the mode, and draws from the exact posterior of its two parameters on a grid around it. */
import { minimise, withNumericalGradient } from '../../math/optimise.ts';
import type { Random } from '../../math/random.ts';
import { natural, reach, type Form, type Natural } from './curve.ts';

export interface Point { dose: number; share: number; times: number }
export interface Fitted { mode: number[]; draws: Natural[]; error: number; estimated: boolean }

/** Weak priors keep a curve from running off where the rows do not tell: k about 1 (times 4 either way), ceiling about 0.9, rating about 0.1. */
function prior(form: Form, u: ArrayLike<number>): number {
  return form === 'nbd' ? 0.5 * (u[0] / 1.4) ** 2 + 0.5 * ((u[1] - 2) / 2) ** 2 : 0.5 * ((u[0] + 2) / 2) ** 2 + 0.5 * ((u[1] - 1) / 2) ** 2;
}

/** Null where no optimum was found or the curve misses the rows by far. `given` is the error to take where five rows or fewer cannot tell it. */
export function fitCurve(form: Form, points: Point[], given: number, random: Random): Fitted | null {
  const squares = (u: ArrayLike<number>): number => { const p = natural(form, u); return points.reduce((s, { dose, share, times }) => s + (reach(form, p, dose, times) - share) ** 2, 0); };
  const estimated = points.length >= 5;
  let error = given;
  let mode = form === 'nbd' ? Float64Array.of(0, 2) : Float64Array.of(-2, 1);
  for (let round = 0; round < (estimated ? 4 : 1); round++) {
    const energy = (u: Float64Array): number => squares(u) / (2 * error * error) + prior(form, u);
    const starts = form === 'nbd' ? [mode, Float64Array.of(-1, 0), Float64Array.of(1, 3)] : [mode, Float64Array.of(-1, -1), Float64Array.of(-3, 2)];
    const found = starts.map((s) => minimise(withNumericalGradient(energy), s, { lower: [-7, -7], upper: [7, 9], gradientTolerance: 1e-5 })).sort((a, b) => a.value - b.value)[0];
    if (!Number.isFinite(found.value)) return null;
    mode = Float64Array.from(found.x);
    if (estimated) error = Math.max(1e-7, Math.sqrt(squares(mode) / (points.length - 2)));
  }
  const spread = Math.sqrt(squares(mode) / points.length);
  if (spread > Math.max(0.1, 5 * given)) return null;
  // The error, where it is estimated, is integrated out with the prior 1/σ: SSE^(−n/2) (Box & Tiao 1973, eq. 8.2.8).
  const logPosterior = (u: ArrayLike<number>): number => -prior(form, u) - (estimated ? (points.length / 2) * Math.log(squares(u) + 1e-14) : squares(u) / (2 * error * error));
  return { mode: [...mode], draws: gridDraws(logPosterior, mode, random).map((u) => natural(form, u)), error, estimated };
}

const lower = [-7, -7];
const upper = [7, 9];
const cells = 48;

/** Draws from a density of two coordinates: cells of a box that holds all but e⁻⁹ of its height, uniform inside a cell. */
function gridDraws(logDensity: (u: number[]) => number, mode: ArrayLike<number>, random: Random): number[][] {
  const top = logDensity([mode[0], mode[1]]);
  const edges = [0, 1].map((axis) => [-1, 1].map((way) => {
    // Out along the ridge: the best of the other coordinate counts, or a tilted posterior would be cut off.
    let width = 0.02;
    for (; width < 16; width *= 1.5) {
      const at = mode[axis] + way * width;
      if (at < lower[axis] || at > upper[axis]) break;
      let best = -Infinity;
      for (let k = 0; k <= 60; k++) { const other = Math.sign(k - 30) * 14 * (Math.abs(k - 30) / 30) ** 3; const u = axis === 0 ? [at, mode[1] + other] : [mode[0] + other, at]; best = Math.max(best, logDensity(u)); }
      if (best < top - 9) break;
    }
    return Math.max(lower[axis], Math.min(upper[axis], mode[axis] + way * width));
  }));
  const steps = edges.map(([a, b]) => (b - a) / cells);
  const centres = Array.from({ length: cells * cells }, (_, i) => [edges[0][0] + (Math.floor(i / cells) + 0.5) * steps[0], edges[1][0] + ((i % cells) + 0.5) * steps[1]]);
  const logs = centres.map(logDensity);
  const most = Math.max(...logs);
  let sum = 0;
  const cumulated = logs.map((v) => (sum += Math.exp(v - most)));
  return Array.from({ length: 400 }, () => {
    const target = random.next() * sum;
    const i = cumulated.findIndex((c) => c >= target);
    return centres[i].map((c, axis) => c + (random.next() - 0.5) * steps[axis]);
  });
}
