/**
 * Exponential smoothing whose level moves by units while season and noise are shares of it: ETS(M, A, M) and ETS(M, Ad, M).
 *   μ_t = (ℓ + φ b) s_{t−m},  y_t = μ_t (1 + ε),  ℓ ← (ℓ + φ b)(1 + α ε),  b ← φ b + β (ℓ + φ b) ε,  s ← s (1 + γ ε)
 * Neither the plain nor the log scale can say this: there, trend and season are both units, or both shares.
 * Source: Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing, table 2.3, eq. 5.2 (likelihood) and ch. 2.6.1
 * (first states: seasons from ratios to a centred mean, a line through the first seasons).
 */
import { leastSquares } from '../../math/linear.ts';
import { nelderMead } from '../../math/optimise.ts';
import { criterion } from './criterion.ts';
import { dense, newValue, recent, type Weights } from './exponential-smoothing.ts';
import type { Series } from './series.ts';

export interface Multiplicative extends Weights {
  kind: 'multiplicative';
  /** State after the last period, the season that comes next first. */
  level: number;
  slope: number;
  seasons: number[];
  last: number;
  /** Variance of the relative errors of new values. */
  variance: number;
  criterion: number;
  used: number;
}

interface State { level: number; slope: number; seasons: Float64Array }

/** Mean of the ratios to a centred mean over one season, by place in the season; null where a place is never seen or not above zero. */
function firstSeasons(y: Float64Array, m: number): Float64Array | null {
  const half = Math.floor(m / 2);
  const [sums, counts] = [new Float64Array(m), new Float64Array(m)];
  for (let t = half; t + half < Math.min(y.length, 4 * m); t++) {
    let [sum, weight] = [0, 0];
    for (let k = -half; k <= half; k++) {
      const share = m % 2 === 0 && Math.abs(k) === half ? 0.5 : 1; // an even season's ends are the same place twice
      if (!Number.isNaN(y[t + k])) { sum += share * y[t + k]; weight += share; }
    }
    if (Number.isNaN(y[t]) || weight < 0.7 * m) continue;
    sums[t % m] += (y[t] * weight) / sum;
    counts[t % m]++;
  }
  const seasons = sums.map((v, place) => v / counts[place]);
  const mean = seasons.reduce((a, b) => a + b, 0) / m;
  return seasons.every((v) => v > 0) ? seasons.map((v) => v / mean) : null;
}

function firstState(y: Float64Array, m: number): State | null {
  const seasons = firstSeasons(y, m);
  if (!seasons) return null;
  const seen = Array.from({ length: Math.min(y.length, 3 * m) }, (_, t) => t).filter((t) => !Number.isNaN(y[t]));
  const line = leastSquares(Float64Array.from(seen.flatMap((t) => [1, t + 1])), seen.length, 2, seen.map((t) => y[t] / seasons[t % m]));
  return { level: line.coefficients[0], slope: line.coefficients[1], seasons };
}

/** Runs the filter; null as soon as a level or a season is not above zero, where shares of it mean nothing. */
function run(y: Float64Array, w: Weights, from: State): { state: State; squares: number; logs: number } | null {
  const seasons = from.seasons.slice();
  const m = seasons.length;
  let { level, slope } = from;
  let [squares, logs] = [0, 0];
  for (let t = 0; t < y.length; t++) {
    const base = level + w.phi * slope;
    const mean = base * seasons[t % m];
    if (!(mean > 0)) return null;
    const error = Number.isNaN(y[t]) ? 0 : y[t] / mean - 1;
    if (!Number.isNaN(y[t])) { squares += error * error; logs += Math.log(mean); }
    level = base * (1 + w.alpha * error);
    slope = w.phi * slope + w.beta * base * error;
    seasons[t % m] *= 1 + w.gamma * error;
    if (!(level > 0 && seasons[t % m] > 0)) return null;
  }
  return { state: { level, slope, seasons }, squares, logs };
}

const logistic = (u: number): number => 1 / (1 + Math.exp(-u));

/** Null where a value is not above zero, or there are fewer than three seasons and six values more. */
export function fitMultiplicative(s: Series, damped: boolean, known?: Weights): Multiplicative | null {
  const { season } = s.grid;
  if (s.y.length < 3 * season + 6 || s.y.some((v) => !(v > 0))) return null;
  const y = recent(dense(s), season);
  const n = y.reduce((c, v) => c + (Number.isNaN(v) ? 0 : 1), 0);
  const first = firstState(y, season);
  if (!first) return null;
  const weights = (u: Float64Array): Weights => {
    const alpha = 0.0001 + 0.9998 * logistic(u[0]);
    return { alpha, beta: alpha * logistic(u[1]), gamma: (1 - alpha) * logistic(u[2]), phi: damped ? 0.8 + 0.18 * logistic(u[5]) : 1 };
  };
  const state = (u: Float64Array): State => ({ ...first, level: first.level * Math.exp(0.1 * u[3]), slope: first.slope * Math.exp(0.5 * u[4]) });
  const score = (u: Float64Array): number => { const got = run(y, weights(u), state(u)); return got ? n * Math.log(got.squares + 1e-300) + 2 * got.logs : Infinity; };
  const start = [-0.5, -2.5, -2, 0, 0, ...(damped ? [1] : [])];
  const found = known ? null : nelderMead(score, start, { scale: start.map(() => 1), tolerance: 1e-6, maxEvaluations: y.length > 800 ? 120 : 300 });
  const w = known ?? weights(found?.x ?? Float64Array.from(start));
  const got = run(y, w, found ? state(found.x) : first);
  if (!got || !(got.squares > 0)) return null;
  const parameters = start.length + season;
  const { level, slope, seasons } = got.state;
  return {
    kind: 'multiplicative', alpha: w.alpha, beta: w.beta, gamma: w.gamma, phi: w.phi, level, slope, seasons: Array.from(seasons, (_, j) => seasons[(y.length + j) % season]),
    last: s.index[s.index.length - 1], variance: (got.squares / Math.max(1, n - parameters)) * newValue(parameters, n), criterion: criterion(got.squares, n, parameters) + (2 * got.logs) / n, used: n,
  };
}

/** Mean and standard deviation at grid positions after the last; the latter to first order in the errors to come. */
export function predictMultiplicative(f: Multiplicative, index: Int32Array): { mean: number; sd: number }[] {
  const ahead = (at: number): number => Math.max(1, at - f.last);
  const slopes = new Float64Array(index.reduce((most, at) => Math.max(most, ahead(at)), 0) + 1);
  for (let h = 1, power = f.phi; h < slopes.length; h++, power *= f.phi) slopes[h] = slopes[h - 1] + power;
  const level = (h: number): number => f.level + slopes[h] * f.slope;
  return Array.from(index, (at) => {
    const h = ahead(at);
    let spread = 1;
    for (let j = 1; j < h; j++) {
      // An error j periods before moves the level by α and the slope by β shares of the level it fell on, and the season by γ.
      const share = ((f.alpha + f.beta * slopes[j]) * level(h - j)) / level(h) + (j % f.seasons.length === 0 ? f.gamma : 0);
      spread += share * share;
    }
    const mean = level(h) * f.seasons[(h - 1) % f.seasons.length];
    return { mean, sd: Math.abs(mean) * Math.sqrt(f.variance * spread) };
  });
}
