/**
 * Exponential smoothing as a state-space model with additive errors (on the log scale they are multiplicative).
 *   y_t = ℓ + φ b + s_{t−m} + ε,  ℓ ← ℓ + φ b + α ε,  b ← φ b + β ε,  s ← s + γ ε
 * Source: Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing, ch. 3 (table 2.1), eq. 5.2-5.3
 * (likelihood) and table 6.1 (forecast variance). The initial state enters linearly, so for given α, β, γ, φ it is solved exactly.
 */
import { leastSquares } from '../../math/linear.ts';
import { nelderMead } from '../../math/optimise.ts';
import { criterion } from './criterion.ts';
import type { Series } from './series.ts';

export interface Shape { trend: 'none' | 'additive' | 'damped'; season: number }
export interface Smoothing {
  kind: 'smoothing';
  shape: Shape;
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
  /** State after the last period, the season that comes next first. */
  level: number;
  slope: number;
  seasons: number[];
  last: number;
  variance: number;
  /** How well it fits on this scale (criterion.ts), and over how many of the last observations that was judged. */
  criterion: number;
  used: number;
}

/** What of an error the level, the slope and the season keep, and what the slope keeps from period to period. */
export interface Weights { alpha: number; beta: number; gamma: number; phi: number }

/** Runs the filter from a state; fills errors (0 for missing) and leaves the final state in `state`. */
function filter(y: Float64Array, w: Weights, shape: Shape, state: Float64Array, errors: Float64Array): void {
  const m = shape.season;
  for (let t = 0; t < y.length; t++) {
    const at = 2 + (t % m);
    const base = state[0] + w.phi * state[1];
    const season = m > 1 ? state[at] : 0;
    const error = Number.isNaN(y[t]) ? 0 : y[t] - base - season;
    errors[t] = error;
    state[0] = base + w.alpha * error;
    state[1] = w.phi * state[1] + w.beta * error;
    if (m > 1) state[at] = season + w.gamma * error;
  }
}

/** Series with every period of the grid; NaN marks a missing one (inside the smoothing files only). */
export function dense(s: Series): Float64Array {
  const y = new Float64Array(s.index[s.index.length - 1] - s.index[0] + 1).fill(NaN);
  s.index.forEach((at, i) => { y[at - s.index[0]] = s.y[i]; });
  return y;
}

/** Weights are learnt from the last part of very long series: they are few, and the old past does not tell about them. */
export const recent = (y: Float64Array, season: number): Float64Array => (y.length > 1500 ? y.slice(y.length - 1500 - ((y.length - 1500) % season)) : y);

/** Free states: level, slope where there is a trend, m − 1 seasons (the last is minus their sum). */
function basis(shape: Shape): Float64Array[] {
  const size = 2 + shape.season;
  const one = (...at: [number, number][]): Float64Array => { const v = new Float64Array(size); for (const [i, x] of at) v[i] = x; return v; };
  const made = [one([0, 1])];
  if (shape.trend !== 'none') made.push(one([1, 1]));
  for (let j = 0; j < shape.season - 1; j++) made.push(one([2 + j, 1], [1 + shape.season, -1]));
  return made;
}

function run(y: Float64Array, w: Weights, shape: Shape): { state: Float64Array; squares: number; errors: Float64Array; free: number } {
  const n = y.length;
  const directions = basis(shape);
  const zero = new Float64Array(2 + shape.season);
  const base = new Float64Array(n);
  filter(y, w, shape, zero.slice(), base);
  const blank = y.map((v) => (Number.isNaN(v) ? NaN : 0));
  const k = directions.length;
  const x = new Float64Array(n * k);
  directions.forEach((d, j) => {
    const e = new Float64Array(n);
    filter(blank, w, shape, d.slice(), e);
    for (let t = 0; t < n; t++) x[t * k + j] = -e[t];
  });
  const solved = leastSquares(x, n, k, base);
  const state = zero.slice();
  directions.forEach((d, j) => { for (let i = 0; i < state.length; i++) state[i] += solved.coefficients[j] * d[i]; });
  const errors = new Float64Array(n);
  filter(y, w, shape, state, errors);
  return { state, squares: errors.reduce((a, b) => a + b * b, 0), errors, free: k };
}

const logistic = (u: number): number => 1 / (1 + Math.exp(-u));
/** α in (0, 1), β in (0, α), γ in (0, 1 − α), φ in (0.8, 0.98): the usual region, which is inside the admissible one. */
function weights(u: Float64Array, shape: Shape): Weights {
  const alpha = 0.0001 + 0.9998 * logistic(u[0]);
  let k = 1;
  const beta = shape.trend === 'none' ? 0 : alpha * logistic(u[k++]);
  const gamma = shape.season > 1 ? (1 - alpha) * logistic(u[k++]) : 0;
  const phi = shape.trend === 'damped' ? 0.8 + 0.18 * logistic(u[k]) : shape.trend === 'additive' ? 1 : 0;
  return { alpha, beta, gamma, phi };
}

/** Null where there are fewer observations than parameters allow, or the series repeats exactly. */
export function fitSmoothing(s: Series, shape: Shape, known?: Weights): Smoothing | null {
  const y = recent(dense(s), shape.season);
  const n = y.reduce((c, v) => c + (Number.isNaN(v) ? 0 : 1), 0);
  const count = 1 + (shape.trend === 'none' ? 0 : 1) + (shape.season > 1 ? 1 : 0) + (shape.trend === 'damped' ? 1 : 0);
  const free = (shape.trend === 'none' ? 1 : 2) + shape.season - 1;
  if (n < free + count + 4 || (shape.season > 1 && n < 2 * shape.season + 2)) return null;
  let w = known;
  if (!w) {
    const start = [-0.5, ...(shape.trend === 'none' ? [] : [-2.5]), ...(shape.season > 1 ? [-2] : []), ...(shape.trend === 'damped' ? [1] : [])];
    const found = nelderMead((u) => { const { squares } = run(y, weights(u, shape), shape); return Math.log(squares + 1e-300); }, start, { scale: start.map(() => 1), tolerance: 1e-6, maxEvaluations: y.length > 800 ? 90 : 220 });
    w = weights(found.x, shape);
  }
  const { state, squares } = run(y, w, shape);
  const variance = squares / Math.max(1, n - free - count);
  if (!(variance > 0) || !Number.isFinite(variance)) return null;
  const m = shape.season;
  const seasons = Array.from({ length: m }, (_, j) => (m > 1 ? state[2 + ((y.length + j) % m)] : 0));
  return { kind: 'smoothing', shape, ...w, level: state[0], slope: state[1], seasons, last: s.index[s.index.length - 1], variance: variance * newValue(free + count, n), criterion: criterion(squares, n, free + count + 1), used: n };
}

/** What is new errs by more than what the states were fitted to: the final prediction error of Akaike 1969, per part of the variance. */
export const newValue = (parameters: number, n: number): number => 1 + parameters / n;

/** Mean and standard deviation at grid positions after the last (h = position − last ≥ 1). */
export function predictSmoothing(f: Smoothing, index: Int32Array): { mean: number; sd: number }[] {
  return Array.from(index, (at) => {
    const h = Math.max(1, at - f.last);
    let [slopes, power, spread] = [0, 1, 1];
    for (let j = 1; j <= h; j++) {
      power *= f.phi;
      slopes += power;
      // Table 6.1: c_j = α + β φ_j + γ [j is a multiple of m], with φ_j = φ + … + φ^j counted on the slope after its error.
      if (j < h) spread += (f.alpha + f.beta * slopes + (f.shape.season > 1 && j % f.shape.season === 0 ? f.gamma : 0)) ** 2;
    }
    return { mean: f.level + slopes * f.slope + f.seasons[(h - 1) % f.shape.season], sd: Math.sqrt(f.variance * spread) };
  });
}
