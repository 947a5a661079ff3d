/**
 * Trend with changes of slope, seasons as sine and cosine waves, events and controls; each group of coefficients shrunk as far as
 * the data ask for (evidence approximation), and a local level that follows what is left over.
 * Sources: Taylor & Letham 2018, Forecasting at scale (Prophet), eq. 1-5 (the columns); MacKay 1992, Bayesian interpolation, and
 * Bishop 2006, Pattern Recognition and Machine Learning, eq. 9.62-9.68 (the shrinkage by EM); Hyndman et al. 2008 (the local level).
 */
import { cholesky, choleskyInverse, choleskySolve, gram, multiplyTransposed, multiplyVector } from '../../math/linear.ts';
import { nelderMead } from '../../math/optimise.ts';
import { criterion } from './criterion.ts';
import type { Series } from './series.ts';

export interface Regression {
  kind: 'regression';
  start: number;
  span: number;
  changes: number[];
  waves: { period: number; order: number }[];
  /** Centre and scale of the events and controls. */
  centres: number[];
  scales: number[];
  coefficients: number[];
  covariance: number[];
  variance: number;
  /** Variance of a change of slope, and changes per unit of the span. */
  changeVariance: number;
  /** Weight of the newest error in the local level, what it keeps per period, its next value, and the last period. */
  alpha: number;
  phi: number;
  level: number;
  last: number;
  /** How well it fits on this scale (criterion.ts), over all observations. */
  criterion: number;
  used: number;
}

/** What is left over: noise only, a level that lasts, or one that fades back to the trend. */
export interface Flavour { changes: boolean; local: 'none' | 'lasting' | 'fading' }

/** Orders as Prophet's where the sampling allows: a season needs more than two samples a wave. */
function wavesOf(s: Series): { period: number; order: number }[] {
  const span = s.time[s.time.length - 1] - s.time[0];
  const step = s.grid.months > 0 ? 30.44 * s.grid.months : s.grid.step;
  const waves: { period: number; order: number }[] = [];
  const add = (period: number, order: number, whole: number): void => { if (span >= whole * period && step < period / 2.5) waves.push({ period, order: Math.min(order, Math.floor((0.49 * period) / step)) }); };
  add(365.25, 10, 1.5);
  add(7, 3, 3);
  add(1, 4, 3);
  return waves;
}

function columns(r: Pick<Regression, 'start' | 'span' | 'changes' | 'waves' | 'centres' | 'scales'>, time: Float64Array, x: ArrayLike<number>): { z: Float64Array; p: number } {
  const names = r.centres.length;
  const p = 2 + r.changes.length + r.waves.reduce((sum, w) => sum + 2 * w.order, 0) + names;
  const z = new Float64Array(time.length * p);
  for (let t = 0; t < time.length; t++) {
    const at = (time[t] - r.start) / r.span;
    let j = t * p;
    z[j++] = 1;
    z[j++] = at;
    for (const c of r.changes) z[j++] = Math.max(0, at - c);
    for (const { period, order } of r.waves) for (let k = 1; k <= order; k++) { const angle = (2 * Math.PI * k * time[t]) / period; z[j++] = Math.sin(angle); z[j++] = Math.cos(angle); }
    for (let k = 0; k < names; k++) z[j++] = (x[t * names + k] - r.centres[k]) / r.scales[k];
  }
  return { z, p };
}

export function fitRegression(s: Series, flavour: Flavour): Regression | null {
  const n = s.y.length;
  if (n < 8) return null;
  const names = s.names.length;
  const column = (k: number): number[] => Array.from({ length: n }, (_, t) => s.x[t * names + k]);
  const centres = s.names.map((name, k) => (name.startsWith('event_') ? 0 : column(k).reduce((a, b) => a + b, 0) / n));
  const scales = s.names.map((_, k) => Math.sqrt(column(k).reduce((a, b) => a + (b - centres[k]) ** 2, 0) / n) || 1);
  const count = flavour.changes ? Math.min(25, Math.floor(n / 8)) : 0;
  const frame = { start: s.time[0], span: Math.max(1e-9, s.time[n - 1] - s.time[0]), changes: Array.from({ length: count }, (_, k) => (0.9 * (k + 1)) / (count + 1)), waves: wavesOf(s), centres, scales };
  const { z, p } = columns(frame, s.time, s.x);
  const groups = groupsOf(p, count, frame.waves, names);
  const solved = evidence(z, n, p, s.y, groups);
  if (!solved) return null;
  const residual = multiplyVector(z, n, p, solved.mean).map((v, t) => s.y[t] - v);
  const { alpha, phi } = flavour.local === 'none' ? { alpha: 0, phi: 1 } : bestLocal(residual, flavour.local === 'fading');
  const { squares, level } = smooth(residual, alpha, phi);
  // A coefficient counts for as much as the data and not its prior settled it.
  const effective = p - groups.reduce((sum, g, j) => sum + (g < 0 ? 0 : Math.min(1, solved.covariance[j * p + j] / solved.spreads[g])), 0);
  const parameters = effective + 1 + (alpha > 0 ? 1 : 0) + (phi < 1 ? 1 : 0);
  const changeVariance = count > 0 ? solved.spreads[groups[2]] * count / 0.9 : 0;
  return { kind: 'regression', ...frame, coefficients: [...solved.mean], covariance: [...solved.covariance], variance: flavour.local !== 'none' ? Math.max(squares / n, 1e-300) : solved.variance, changeVariance, alpha, phi, level: alpha > 0 ? level : 0, last: s.index[n - 1], criterion: criterion(squares, n, parameters), used: n };
}

/** Group of each column: −1 free (level and slope), then changes, each season, events and controls. */
function groupsOf(p: number, changes: number, waves: { order: number }[], names: number): Int32Array {
  const groups = new Int32Array(p).fill(-1);
  let j = 2;
  let g = 0;
  for (const size of [changes, ...waves.map((w) => 2 * w.order), ...new Array<number>(names).fill(1)]) {
    if (size > 0) { groups.fill(g, j, j + size); g++; }
    j += size;
  }
  return groups;
}

/** EM for the noise and one spread a group. Free columns keep a spread too wide to matter. */
function evidence(z: Float64Array, n: number, p: number, y: Float64Array, groups: Int32Array): { mean: Float64Array; covariance: Float64Array; variance: number; spreads: number[] } | null {
  const zz = gram(z, n, p);
  const zy = multiplyTransposed(z, n, p, y);
  const yy = y.reduce((a, b) => a + b * b, 0);
  const centre = y.reduce((a, b) => a + b, 0) / n;
  const scale = y.reduce((a, b) => a + (b - centre) ** 2, 0) / n;
  if (!(scale > 0)) return null;
  const wide = 1e4 * (scale + centre * centre);
  const spreads = Array.from({ length: Math.max(0, ...groups) + 1 }, () => scale);
  let variance = 0.1 * scale;
  let mean: Float64Array = new Float64Array(p);
  let covariance: Float64Array = new Float64Array(p * p);
  for (let round = 0; round < 60; round++) {
    const a = zz.map((v) => v / variance);
    for (let j = 0; j < p; j++) a[j * p + j] += 1 / (groups[j] < 0 ? wide : spreads[groups[j]]);
    const l = cholesky(a, p);
    if (!l) return null;
    covariance = choleskyInverse(l, p);
    mean = choleskySolve(l, p, zy.map((v) => v / variance));
    let [fit, trace] = [0, 0];
    for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) { fit += mean[i] * zz[i * p + j] * mean[j]; trace += covariance[i * p + j] * zz[j * p + i]; }
    const squares = Math.max(yy - 2 * mean.reduce((s, m, j) => s + m * zy[j], 0) + fit, 1e-12 * yy);
    const next = Math.max((squares + trace) / n, 1e-10 * scale);
    const change = Math.abs(next / variance - 1);
    variance = next;
    spreads.forEach((_, g) => {
      let [sum, size] = [0, 0];
      for (let j = 0; j < p; j++) if (groups[j] === g) { sum += mean[j] ** 2 + covariance[j * p + j]; size++; }
      if (size > 0) spreads[g] = Math.max(sum / size, 1e-10 * scale);
    });
    if (round > 8 && change < 1e-5) break;
  }
  return { mean, covariance, variance, spreads };
}

/** What is left over follows a level that fades: ℓ ← φ ℓ + α ε (ARMA(1, 1); at φ = 1 simple exponential smoothing), started at 0. */
function smooth(residual: Float64Array, alpha: number, phi: number): { squares: number; level: number } {
  let [level, squares] = [0, 0];
  for (let t = 0; t < residual.length; t++) {
    const error = residual[t] - level;
    squares += error * error;
    level = phi * level + alpha * error;
  }
  return { squares, level };
}

function bestLocal(residual: Float64Array, fades: boolean): { alpha: number; phi: number } {
  const logistic = (u: number): number => 1 / (1 + Math.exp(-u));
  const read = (u: ArrayLike<number>): { alpha: number; phi: number } => ({ alpha: logistic(u[0]), phi: fades ? logistic(u[1]) : 1 });
  const score = (u: Float64Array): number => { const { alpha, phi } = read(u); return Math.log(smooth(residual, alpha, phi).squares + 1e-300); };
  const found = (fades ? [[-1, 3], [0, 0.5]] : [[-1]]).map((start) => nelderMead(score, start, { scale: start.map(() => 1), tolerance: 1e-6, maxEvaluations: 120 })).sort((a, b) => a.value - b.value)[0];
  return found.value < Math.log(0.98 * smooth(residual, 0, 1).squares) ? read(found.x) : { alpha: 0, phi: 1 };
}

export function predictRegression(f: Regression, time: Float64Array, index: Int32Array, x: ArrayLike<number>): { mean: number; sd: number }[] {
  const { z, p } = columns(f, time, x);
  return Array.from(time, (day, t) => {
    const row = z.subarray(t * p, (t + 1) * p);
    let [mean, spread] = [0, 0];
    for (let i = 0; i < p; i++) {
      mean += row[i] * f.coefficients[i];
      let s = 0;
      for (let j = 0; j < p; j++) s += f.covariance[i * p + j] * row[j];
      spread += row[i] * s;
    }
    const h = Math.max(1, index[t] - f.last);
    const ahead = Math.max(0, (day - f.start) / f.span - 1);
    // Slopes go on changing as often and as much as they did: ∫₀^ahead (ahead − s)² ds changes' variance.
    const future = (f.changeVariance * ahead ** 3) / 3;
    const keep = f.phi * f.phi;
    const wander = f.alpha * f.alpha * (keep < 1 - 1e-9 ? (1 - keep ** (h - 1)) / (1 - keep) : h - 1);
    return { mean: mean + f.level * f.phi ** (h - 1), sd: Math.sqrt(Math.max(0, spread) + future + f.variance * (1 + wander)) };
  });
}
