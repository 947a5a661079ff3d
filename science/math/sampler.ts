/**
 * Draws from a posterior: the No-U-Turn sampler with multinomial weights along the trajectory, a dense or diagonal metric learnt
 * in windows, and a step size by dual averaging.
 * Sources: Hoffman & Gelman 2014 (JMLR 15, alg. 5-6); Betancourt 2017 (arXiv 1701.02434, A.3: multinomial, generalised U-turn);
 * Stan reference manual 15.2 (windows of the warm-up, the two extra U-turn checks).
 */
import { cholesky } from './linear.ts';
import { bulkEss, splitRhat, tailEss } from './convergence.ts';
import type { Random } from './random.ts';

/** ln density up to a constant; writes its gradient. −Infinity or NaN outside the support. */
export type LogDensity = (q: Float64Array, gradient: Float64Array) => number;

export interface SampleOptions {
  /** Starting point of each chain, also their number; the density must be finite there. */
  starts: Float64Array[];
  warmup: number;
  draws: number;
  targetAcceptance?: number;
  maxDepth?: number;
  metric?: 'dense' | 'diagonal';
  /** First guess of the posterior covariance (dims × dims), for example from a Hessian at the mode. */
  covariance?: Float64Array;
  /** Called after each iteration with the share done; true stops the run. */
  each?: (share: number) => boolean;
}

export interface Sample {
  dims: number;
  chains: number;
  /** Draws per chain; `values` holds chain after chain, row-major (chains * draws) × dims. */
  draws: number;
  values: Float64Array;
  rhat: Float64Array;
  bulkEss: Float64Array;
  tailEss: Float64Array;
  divergences: number;
  gradients: number;
  stopped: boolean;
}

interface Point { u: Float64Array; p: Float64Array; g: Float64Array; logp: number }
interface Tree { left: Point; right: Point; proposal: Point; logWeight: number; rho: Float64Array; accept: number; leaves: number; ends: boolean }

const dot = (a: Float64Array, b: Float64Array): number => { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * b[i]; return s; };
const add = (a: Float64Array, b: Float64Array): Float64Array => a.map((v, i) => v + b[i]);
const logAdd = (a: number, b: number): number => (a === -Infinity ? b : b === -Infinity ? a : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));

/** The density seen through q = L u: a unit metric in u is the metric (L Lᵀ)⁻¹ in q. */
class Whitened {
  gradients = 0;
  l: Float64Array;
  private readonly q: Float64Array;
  private readonly gq: Float64Array;
  private readonly density: LogDensity;
  private readonly n: number;
  constructor(density: LogDensity, n: number, l: Float64Array) {
    this.density = density;
    this.n = n;
    this.l = l;
    this.q = new Float64Array(n);
    this.gq = new Float64Array(n);
  }
  toQ(u: Float64Array, into: Float64Array): Float64Array {
    const { n, l } = this;
    for (let i = 0; i < n; i++) { let s = 0; for (let k = 0; k <= i; k++) s += l[i * n + k] * u[k]; into[i] = s; }
    return into;
  }
  fromQ(q: Float64Array): Float64Array {
    const { n, l } = this;
    const u = new Float64Array(n);
    for (let i = 0; i < n; i++) { let s = q[i]; for (let k = 0; k < i; k++) s -= l[i * n + k] * u[k]; u[i] = s / l[i * n + i]; }
    return u;
  }
  evaluate(u: Float64Array, g: Float64Array): number {
    const { n, l, gq } = this;
    this.gradients++;
    const logp = this.density(this.toQ(u, this.q), gq);
    for (let k = 0; k < n; k++) { let s = 0; for (let i = k; i < n; i++) s += l[i * n + k] * gq[i]; g[k] = s; }
    return Number.isNaN(logp) || !g.every(Number.isFinite) ? -Infinity : logp;
  }
}

function leapfrog(space: Whitened, from: Point, step: number): Point {
  const p = from.p.map((v, i) => v + 0.5 * step * from.g[i]);
  const u = from.u.map((v, i) => v + step * p[i]);
  const g = new Float64Array(u.length);
  const logp = space.evaluate(u, g);
  for (let i = 0; i < p.length; i++) p[i] += 0.5 * step * g[i];
  return { u, p, g, logp };
}

const energy = (z: Point): number => 0.5 * dot(z.p, z.p) - z.logp;
const goesOn = (start: Float64Array, end: Float64Array, rho: Float64Array): boolean => dot(start, rho) > 0 && dot(end, rho) > 0;

function join(a: Tree, b: Tree, forward: boolean, proposal: Point): Tree {
  const [first, second] = forward ? [a, b] : [b, a];
  const rho = add(a.rho, b.rho);
  const on = goesOn(first.left.p, second.right.p, rho)
    && goesOn(first.left.p, second.left.p, add(first.rho, second.left.p))
    && goesOn(first.right.p, second.right.p, add(second.rho, first.right.p));
  return { left: first.left, right: second.right, proposal, logWeight: logAdd(a.logWeight, b.logWeight), rho, accept: a.accept + b.accept, leaves: a.leaves + b.leaves, ends: a.ends || b.ends || !on };
}

class Chain {
  step = 1;
  divergences = 0;
  private at: Point;
  private readonly space: Whitened;
  private readonly random: Random;
  private readonly maxDepth: number;
  constructor(space: Whitened, random: Random, start: Float64Array, maxDepth: number) {
    this.space = space;
    this.random = random;
    this.maxDepth = maxDepth;
    this.at = this.place(start);
  }
  get q(): Float64Array { return this.space.toQ(this.at.u, new Float64Array(this.at.u.length)); }
  get finite(): boolean { return Number.isFinite(this.at.logp); }
  place(q: Float64Array): Point {
    const u = this.space.fromQ(q);
    const g = new Float64Array(u.length);
    return { u, p: new Float64Array(u.length), g, logp: this.space.evaluate(u, g) };
  }
  /** New metric, same place. */
  reshape(l: Float64Array): void {
    const q = this.q;
    this.space.l = l;
    this.at = this.place(q);
  }
  private kick(): Point { return { ...this.at, p: this.at.u.map(() => this.random.normal()) }; }

  /** Doubles or halves the step until one leap's acceptance crosses 0.8 (Hoffman & Gelman alg. 4, Stan's threshold). */
  findStep(): void {
    let way = 0;
    for (let k = 0; k < 50; k++) {
      const z = this.kick();
      const change = energy(z) - energy(leapfrog(this.space, z, this.step));
      const now = change > Math.log(0.8) ? 1 : -1;
      if (way !== 0 && now !== way) return;
      way = now;
      this.step *= way > 0 ? 2 : 0.5;
    }
  }

  private build(from: Point, depth: number, forward: boolean, start: number): Tree {
    if (depth === 0) {
      const z = leapfrog(this.space, from, forward ? this.step : -this.step);
      const excess = energy(z) - start;
      const diverged = !(excess < 1000);
      if (diverged) this.divergences++;
      return { left: z, right: z, proposal: z, logWeight: diverged ? -Infinity : -excess, rho: z.p, accept: diverged ? 0 : Math.min(1, Math.exp(-excess)), leaves: 1, ends: diverged };
    }
    const a = this.build(from, depth - 1, forward, start);
    if (a.ends) return a;
    const b = this.build(forward ? a.right : a.left, depth - 1, forward, start);
    if (b.ends) return { ...a, accept: a.accept + b.accept, leaves: a.leaves + b.leaves, ends: true };
    const second = Math.log(this.random.next()) < b.logWeight - logAdd(a.logWeight, b.logWeight);
    return join(a, b, forward, second ? b.proposal : a.proposal);
  }

  /** One transition; returns the mean acceptance along the trajectory. */
  transition(): number {
    const z = this.kick();
    const start = energy(z);
    let tree: Tree = { left: z, right: z, proposal: z, logWeight: 0, rho: z.p, accept: 0, leaves: 0, ends: false };
    for (let depth = 0; depth < this.maxDepth; depth++) {
      const forward = this.random.next() < 0.5;
      const grown = this.build(forward ? tree.right : tree.left, depth, forward, start);
      if (grown.ends) { tree = { ...tree, accept: tree.accept + grown.accept, leaves: tree.leaves + grown.leaves }; break; }
      // Biased progressive sampling favours the new half (Betancourt 2017, A.3.2).
      const moves = Math.log(this.random.next()) < grown.logWeight - tree.logWeight;
      tree = join(tree, grown, forward, moves ? grown.proposal : tree.proposal);
      if (tree.ends) break;
    }
    this.at = tree.proposal;
    return tree.leaves ? tree.accept / tree.leaves : 0;
  }
}

/** Nesterov's dual averaging as in Hoffman & Gelman 2014, eq. 6 (γ 0.05, t₀ 10, κ 0.75). */
class StepTuner {
  private h = 0;
  private average = 0;
  private count = 0;
  private mu: number;
  private readonly target: number;
  constructor(target: number, step: number) { this.target = target; this.mu = Math.log(10 * step); }
  restart(step: number): void { this.h = 0; this.average = 0; this.count = 0; this.mu = Math.log(10 * step); }
  next(acceptance: number): number {
    this.count++;
    const eta = 1 / (this.count + 10);
    this.h = (1 - eta) * this.h + eta * (this.target - acceptance);
    const log = this.mu - (Math.sqrt(this.count) / 0.05) * this.h;
    const weight = this.count ** -0.75;
    this.average = weight * log + (1 - weight) * this.average;
    return Math.exp(log);
  }
  get settled(): number { return Math.exp(this.average); }
}

/** Ends of the metric windows: a fast start, windows that double, a fast end (Stan's 75/25/50 in proportion). */
function windows(warmup: number): { from: number; ends: number[] } {
  const [init, base, term] = warmup >= 150 ? [Math.min(75, warmup * 0.15), 25, Math.min(50, warmup * 0.1)] : [warmup * 0.15, warmup * 0.75, warmup * 0.1];
  const ends: number[] = [];
  const last = Math.round(warmup - term);
  for (let at = Math.round(init), size = Math.round(base); at < last; size *= 2) {
    at = at + size * 3 > last ? last : at + size;
    ends.push(at);
  }
  return { from: Math.round(init), ends };
}

/**
 * Covariance of the window's draws, shrunk: towards a first guess that was given, with the weight of as many draws as there are
 * dimensions (a dense covariance from few draws is worse than a curvature at the mode); else as Stan, towards little.
 */
function learntMetric(rows: Float64Array[], n: number, dense: boolean, before: Float64Array, guess: Float64Array | undefined): Float64Array | null {
  const m = rows.length;
  if (m < 5) return null;
  const mean = new Float64Array(n);
  for (const row of rows) for (let i = 0; i < n; i++) mean[i] += row[i] / m;
  const s = new Float64Array(n * n);
  for (const row of rows) for (let i = 0; i < n; i++) for (let j = dense ? 0 : i; j <= i; j++) s[i * n + j] += ((row[i] - mean[i]) * (row[j] - mean[j])) / (m - 1);
  const weight = guess ? n : 5;
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) {
    s[i * n + j] *= m / (m + weight);
    if (guess && (dense || i === j)) s[i * n + j] += (weight / (m + weight)) * guess[i * n + j];
    else if (i === j) { let old = 0; for (let k = 0; k <= i; k++) old += before[i * n + k] ** 2; s[i * n + i] += (weight / (m + weight)) * 1e-3 * old; }
    s[j * n + i] = s[i * n + j];
  }
  return cholesky(s, n);
}

function runChain(density: LogDensity, start: Float64Array, options: SampleOptions, random: Random, tick: () => boolean): { values: Float64Array; divergences: number; gradients: number; stopped: boolean } | null {
  const n = start.length;
  const identity = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));
  const space = new Whitened(density, n, (options.covariance && cholesky(options.covariance, n)) ?? identity);
  const chain = new Chain(space, random, start, options.maxDepth ?? 10);
  if (!chain.finite) return null;
  chain.findStep();
  const tuner = new StepTuner(options.targetAcceptance ?? 0.8, chain.step);
  const plan = windows(options.warmup);
  let window: Float64Array[] = [];
  const values = new Float64Array(options.draws * n);
  for (let k = 0; k < options.warmup + options.draws; k++) {
    const acceptance = chain.transition();
    if (tick()) return { values, divergences: chain.divergences, gradients: space.gradients, stopped: true };
    if (k >= options.warmup) { values.set(chain.q, (k - options.warmup) * n); continue; }
    chain.step = tuner.next(acceptance);
    if (k >= plan.from) window.push(chain.q);
    if (plan.ends.includes(k + 1)) {
      const l = learntMetric(window, n, options.metric !== 'diagonal', space.l, options.covariance);
      window = [];
      if (l) chain.reshape(l);
      chain.step = tuner.settled;
      chain.findStep();
      tuner.restart(chain.step);
    }
    if (k + 1 === options.warmup) { chain.step = tuner.settled; chain.divergences = 0; }
  }
  return { values, divergences: chain.divergences, gradients: space.gradients, stopped: false };
}

/** Runs every chain in turn. Null where a start lies outside the support. Judge the answer by `rhat`, the ESS and `divergences`. */
export function sample(density: LogDensity, options: SampleOptions, random: Random): Sample | null {
  const { starts, draws } = options;
  const dims = starts[0].length;
  const total = starts.length * (options.warmup + draws);
  let done = 0;
  const tick = (): boolean => { done++; return options.each?.(done / total) ?? false; };
  const values = new Float64Array(starts.length * draws * dims);
  let [divergences, gradients, stopped] = [0, 0, false];
  for (let c = 0; c < starts.length && !stopped; c++) {
    const run = runChain(density, starts[c], options, random.fork(`chain ${c}`), tick);
    if (!run) return null;
    values.set(run.values, c * draws * dims);
    divergences += run.divergences;
    gradients += run.gradients;
    stopped = run.stopped;
  }
  const series = Array.from({ length: dims }, (_, d) => starts.map((_, c) => Float64Array.from({ length: draws }, (_, k) => values[(c * draws + k) * dims + d])));
  return {
    dims, chains: starts.length, draws, values, divergences, gradients, stopped,
    rhat: Float64Array.from(series, splitRhat), bulkEss: Float64Array.from(series, bulkEss), tailEss: Float64Array.from(series, tailEss),
  };
}
