/**
 * Minimisation and roots. Every routine says whether it converged and, where not, why.
 * Sources: Nocedal & Wright, Numerical Optimization, 2nd ed., alg. 7.4 (two-loop recursion); Bertsekas 1982 (projection on bounds);
 * Lewis & Overton 2013, alg. 2.6 (weak Wolfe line search); Gao & Han 2012 (Nelder-Mead with dimension-dependent steps);
 * Brent 1973, ch. 4 (root) and 5 (minimum).
 */

/** Value at `x`; writes the gradient into `gradient`. A value that is not finite means "outside the domain". */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  x: Float64Array;
  value: number;
  converged: boolean;
  /** 'gradient', 'value' and 'simplex' are convergence; the rest say why not. */
  reason: 'gradient' | 'value' | 'simplex' | 'iterations' | 'line-search' | 'start-not-finite';
  iterations: number;
  evaluations: number;
}

export interface MinimiseOptions {
  lower?: ArrayLike<number>;
  upper?: ArrayLike<number>;
  /** Largest projected gradient component at the optimum, relative to max(1, |value|). */
  gradientTolerance?: number;
  /** Relative change of the value over which a step counts as progress; two idle steps in a row end the search. */
  valueTolerance?: number;
  maxIterations?: number;
  memory?: number;
}

/** L-BFGS with optional bounds (projected). `start` is moved inside the bounds first. */
export function minimise(objective: Objective, start: ArrayLike<number>, options: MinimiseOptions = {}): Minimum {
  const { gradientTolerance = 1e-8, valueTolerance = 1e-14, maxIterations = 1000, memory = 10 } = options;
  const n = start.length;
  const clip = (x: Float64Array): Float64Array => {
    for (let i = 0; i < n; i++) x[i] = Math.min(options.upper?.[i] ?? Infinity, Math.max(options.lower?.[i] ?? -Infinity, x[i]));
    return x;
  };
  let x = clip(Float64Array.from(start));
  let g: Float64Array = new Float64Array(n);
  let value = objective(x, g);
  let evaluations = 1;
  if (!finite(value, g)) return { x, value, converged: false, reason: 'start-not-finite', iterations: 0, evaluations };
  const history: Pair[] = [];
  let idle = 0;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const free = freeMask(x, g, options);
    if (largest(g, free) <= gradientTolerance * Math.max(1, Math.abs(value))) return { x, value, converged: true, reason: 'gradient', iterations: iteration, evaluations };
    let d = direction(g, free, history);
    if (!(dot(d, g) < 0)) { history.length = 0; d = direction(g, free, history); }
    const step = lineSearch(objective, x, value, g, d, clip, history.length ? 1 : 1 / Math.max(1, Math.sqrt(dot(d, d))));
    evaluations += step.evaluations;
    if (!step.x || !step.g) {
      if (history.length) { history.length = 0; continue; } // a stale curvature model: once more along the plain gradient
      const settled = largest(g, free) <= 1e-5 * Math.max(1, Math.abs(value)); // rounding, not geometry, stopped the search
      return { x, value, converged: settled, reason: settled ? 'value' : 'line-search', iterations: iteration, evaluations };
    }
    remember(history, x, g, step.x, step.g, memory);
    idle = value - step.value <= valueTolerance * Math.max(1, Math.abs(value)) ? idle + 1 : 0;
    [x, g, value] = [step.x, step.g, step.value];
    if (idle >= 2) return { x, value, converged: true, reason: 'value', iterations: iteration + 1, evaluations };
  }
  return { x, value, converged: false, reason: 'iterations', iterations: maxIterations, evaluations };
}

interface Pair { s: Float64Array; y: Float64Array; rho: number }

const dot = (a: Float64Array, b: Float64Array): number => { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * b[i]; return s; };
const finite = (value: number, g: Float64Array): boolean => Number.isFinite(value) && g.every(Number.isFinite);

function freeMask(x: Float64Array, g: Float64Array, { lower, upper }: MinimiseOptions): Uint8Array {
  return Uint8Array.from(x, (xi, i) => ((xi <= (lower?.[i] ?? -Infinity) && g[i] > 0) || (xi >= (upper?.[i] ?? Infinity) && g[i] < 0) ? 0 : 1));
}

function largest(g: Float64Array, free: Uint8Array): number {
  let most = 0;
  for (let i = 0; i < g.length; i++) if (free[i]) most = Math.max(most, Math.abs(g[i]));
  return most;
}

/** −H g over the free coordinates (two-loop recursion, H scaled by the last pair). */
function direction(g: Float64Array, free: Uint8Array, history: Pair[]): Float64Array {
  const q = Float64Array.from(g, (v, i) => (free[i] ? -v : 0));
  const alphas: number[] = [];
  for (let k = history.length - 1; k >= 0; k--) {
    const { s, y, rho } = history[k];
    alphas[k] = rho * dot(s, q);
    for (let i = 0; i < q.length; i++) q[i] -= alphas[k] * y[i];
  }
  const last = history.at(-1);
  if (last) { const scale = 1 / (last.rho * dot(last.y, last.y)); for (let i = 0; i < q.length; i++) q[i] *= scale; }
  history.forEach(({ s, y, rho }, k) => {
    const beta = alphas[k] - rho * dot(y, q);
    for (let i = 0; i < q.length; i++) q[i] += beta * s[i];
  });
  for (let i = 0; i < q.length; i++) if (!free[i]) q[i] = 0;
  return q;
}

function remember(history: Pair[], x0: Float64Array, g0: Float64Array, x1: Float64Array, g1: Float64Array, memory: number): void {
  const s = x1.map((v, i) => v - x0[i]);
  const y = g1.map((v, i) => v - g0[i]);
  const sy = dot(s, y);
  if (!(sy > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y)))) return;
  history.push({ s, y, rho: 1 / sy });
  if (history.length > memory) history.shift();
}

interface Step { x: Float64Array | null; g: Float64Array | null; value: number; evaluations: number }

function lineSearch(objective: Objective, x: Float64Array, value: number, g: Float64Array, d: Float64Array, clip: (x: Float64Array) => Float64Array, first: number): Step {
  let [low, high, t] = [0, Infinity, first];
  const slope = dot(d, g);
  let best: Step = { x: null, g: null, value, evaluations: 0 };
  for (let k = 1; k <= 50; k++) {
    const trial = clip(x.map((v, i) => v + t * d[i]));
    const gradient = new Float64Array(x.length);
    const f = objective(trial, gradient);
    let moved = 0;
    for (let i = 0; i < x.length; i++) moved += g[i] * (trial[i] - x[i]);
    best.evaluations = k;
    if (!finite(f, gradient) || f > value + 1e-4 * moved || moved >= 0) high = t;
    else {
      if (f <= best.value) best = { x: trial, g: gradient, value: f, evaluations: k };
      if (dot(gradient, d) >= 0.9 * slope) return { x: trial, g: gradient, value: f, evaluations: k };
      low = t;
    }
    if (best.x && k > 12) return best;
    t = high < Infinity ? (low + high) / 2 : 2 * low;
    if (!(t > 1e-20) || t > 1e20) break;
  }
  return best;
}

/** Central differences, step ∛ε relative to each coordinate; 2n evaluations. */
export function numericalGradient(f: (x: Float64Array) => number, x: Float64Array, into: Float64Array = new Float64Array(x.length), relative = 6e-6): Float64Array {
  const point = Float64Array.from(x);
  for (let i = 0; i < x.length; i++) {
    const h = relative * Math.max(1, Math.abs(x[i]));
    point[i] = x[i] + h;
    const up = f(point);
    point[i] = x[i] - h;
    into[i] = (up - f(point)) / (2 * h);
    point[i] = x[i];
  }
  return into;
}

/** Makes an objective of a plain function (for few parameters). */
export function withNumericalGradient(f: (x: Float64Array) => number): Objective {
  return (x, gradient) => { numericalGradient(f, x, gradient); return f(x); };
}

/** Symmetric n × n Hessian by central differences of the value, step ⁴√ε relative to each coordinate. */
export function numericalHessian(f: (x: Float64Array) => number, x: Float64Array, relative = 1.2e-4): Float64Array {
  const n = x.length;
  const h = x.map((v) => relative * Math.max(1, Math.abs(v)));
  const point = Float64Array.from(x);
  const at = (i: number, a: number, j: number, b: number): number => {
    point.set(x);
    point[i] += a * h[i];
    point[j] += b * h[j];
    return f(point);
  };
  const hessian = new Float64Array(n * n);
  const centre = f(Float64Array.from(x));
  for (let i = 0; i < n; i++) {
    hessian[i * n + i] = (at(i, 1, i, 0) - 2 * centre + at(i, -1, i, 0)) / (h[i] * h[i]);
    for (let j = 0; j < i; j++) {
      hessian[i * n + j] = (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (4 * h[i] * h[j]);
      hessian[j * n + i] = hessian[i * n + j];
    }
  }
  return hessian;
}

/** Nelder-Mead simplex for functions without a gradient; `scale` is the first simplex's size per coordinate. */
export function nelderMead(f: (x: Float64Array) => number, start: ArrayLike<number>, options: { scale?: ArrayLike<number>; tolerance?: number; maxEvaluations?: number } = {}): Minimum {
  const n = start.length;
  const { tolerance = 1e-10, maxEvaluations = 400 * n } = options;
  const [expansion, contraction, shrink] = n > 1 ? [1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n] : [2, 0.5, 0.5];
  let evaluations = 0;
  const score = (x: Float64Array): number => { evaluations++; const v = f(x); return Number.isNaN(v) ? Infinity : v; };
  const vertex = (x: Float64Array): { x: Float64Array; v: number } => ({ x, v: score(x) });
  const simplex = [vertex(Float64Array.from(start))];
  if (!Number.isFinite(simplex[0].v)) return { x: simplex[0].x, value: simplex[0].v, converged: false, reason: 'start-not-finite', iterations: 0, evaluations };
  for (let i = 0; i < n; i++) {
    const x = Float64Array.from(start);
    x[i] += options.scale?.[i] ?? (x[i] !== 0 ? 0.1 * x[i] : 0.1);
    simplex.push(vertex(x));
  }
  let iterations = 0;
  for (; evaluations < maxEvaluations; iterations++) {
    simplex.sort((a, b) => a.v - b.v);
    const [best, worst] = [simplex[0], simplex[n]];
    const spread = Math.max(...simplex[0].x.map((v, i) => Math.max(...simplex.map((p) => Math.abs(p.x[i] - v))) / Math.max(1, Math.abs(v))));
    if (worst.v - best.v <= tolerance * (Math.abs(best.v) + tolerance) && spread <= Math.sqrt(tolerance)) {
      return { x: best.x, value: best.v, converged: true, reason: 'simplex', iterations, evaluations };
    }
    const centre = new Float64Array(n);
    for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) centre[i] += simplex[k].x[i] / n;
    const along = (t: number): { x: Float64Array; v: number } => vertex(centre.map((c, i) => c + t * (c - worst.x[i])));
    const reflected = along(1);
    let next = reflected;
    if (reflected.v < best.v) { const far = along(expansion); if (far.v < reflected.v) next = far; }
    else if (reflected.v >= simplex[n - 1].v) next = along(reflected.v < worst.v ? contraction : -contraction);
    if (next.v < Math.min(worst.v, reflected.v) || (next === reflected && reflected.v < simplex[n - 1].v)) simplex[n] = next;
    else for (let k = 1; k <= n; k++) simplex[k] = vertex(simplex[k].x.map((v, i) => best.x[i] + shrink * (v - best.x[i])));
  }
  simplex.sort((a, b) => a.v - b.v);
  return { x: simplex[0].x, value: simplex[0].v, converged: false, reason: 'iterations', iterations, evaluations };
}

export type Root = { converged: true; x: number; iterations: number } | { converged: false; reason: 'not-bracketed' | 'not-finite' | 'iterations'; x: number; iterations: number };

/** Root of f in [a, b]; f(a) and f(b) must differ in sign (Brent's zeroin). */
export function brentRoot(f: (x: number) => number, a: number, b: number, tolerance = 1e-12, maxIterations = 200): Root {
  let [fa, fb] = [f(a), f(b)];
  if (!Number.isFinite(fa) || !Number.isFinite(fb)) return { converged: false, reason: 'not-finite', x: b, iterations: 0 };
  if (fa * fb > 0) return { converged: false, reason: 'not-bracketed', x: b, iterations: 0 };
  let [c, fc, d] = [a, fa, b - a];
  let e = d;
  for (let k = 1; k <= maxIterations; k++) {
    if (fb * fc > 0) { [c, fc, d] = [a, fa, b - a]; e = d; }
    if (Math.abs(fc) < Math.abs(fb)) { [a, b, c] = [b, c, b]; [fa, fb, fc] = [fb, fc, fb]; }
    const close = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const middle = (c - b) / 2;
    if (Math.abs(middle) <= close || fb === 0) return { converged: true, x: b, iterations: k };
    if (Math.abs(e) < close || Math.abs(fa) <= Math.abs(fb)) e = d = middle;
    else {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) { p = 2 * middle * s; q = 1 - s; }
      else { const [u, r] = [fa / fc, fb / fc]; p = s * (2 * middle * u * (u - r) - (b - a) * (r - 1)); q = (u - 1) * (r - 1) * (s - 1); }
      if (p > 0) q = -q; else p = -p;
      if (2 * p < Math.min(3 * middle * q - Math.abs(close * q), Math.abs(e * q))) { e = d; d = p / q; } else e = d = middle;
    }
    [a, fa] = [b, fb];
    b += Math.abs(d) > close ? d : Math.sign(middle) * close;
    fb = f(b);
    if (!Number.isFinite(fb)) return { converged: false, reason: 'not-finite', x: b, iterations: k };
  }
  return { converged: false, reason: 'iterations', x: b, iterations: maxIterations };
}

/** Minimum of a function of one variable in [a, b] (Brent: golden section with parabolic steps). */
export function brentMinimum(f: (x: number) => number, a: number, b: number, tolerance = 1e-9, maxIterations = 200): { x: number; value: number; converged: boolean; iterations: number } {
  const golden = (3 - Math.sqrt(5)) / 2;
  let [x, d, e] = [a + golden * (b - a), 0, 0];
  let [w, v, fx] = [x, x, f(x)];
  let [fw, fv] = [fx, fx];
  for (let k = 1; k <= maxIterations; k++) {
    const middle = (a + b) / 2;
    const close = tolerance * Math.abs(x) + 1e-15;
    if (Math.abs(x - middle) <= 2 * close - (b - a) / 2) return { x, value: fx, converged: true, iterations: k };
    let [p, q, r] = [0, 0, 0];
    if (Math.abs(e) > close) {
      r = (x - w) * (fx - fv);
      q = (x - v) * (fx - fw);
      p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p; else q = -q;
      r = e;
      e = d;
    }
    if (Math.abs(p) < Math.abs(q * r / 2) && p > q * (a - x) && p < q * (b - x)) {
      d = p / q;
      if (x + d - a < 2 * close || b - x - d < 2 * close) d = x < middle ? close : -close;
    } else { e = (x < middle ? b : a) - x; d = golden * e; }
    const u = x + (Math.abs(d) >= close ? d : Math.sign(d) * close);
    const fu = f(u);
    if (fu <= fx) { if (u < x) b = x; else a = x; [v, w, x] = [w, x, u]; [fv, fw, fx] = [fw, fx, fu]; }
    else {
      if (u < x) a = u; else b = u;
      if (fu <= fw || w === x) { [v, w] = [w, u]; [fv, fw] = [fw, fu]; }
      else if (fu <= fv || v === x || v === w) { v = u; fv = fu; }
    }
  }
  return { x, value: fx, converged: false, iterations: maxIterations };
}
