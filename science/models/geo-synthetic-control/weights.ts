/** Weights of zero or more that add up to one and follow a target best (Abadie et al. 2010, eq. 2), by a method of descent on the simplex. */

export interface Panel {
  /** The target and, row-major periods × donors, the others. */
  target: Float64Array;
  donors: Float64Array;
  count: number;
}

/**
 * Minimises |target - donors w|^2 over the simplex; with `shift` both are centred first. Accelerated projected gradient
 * (Beck & Teboulle 2009, FISTA with restart) on the Gram matrix, so the cost of a step does not depend on the periods.
 */
export function simplexWeights(p: Panel, shift: boolean, start?: Float64Array): Float64Array {
  const { target, count: k } = p;
  const n = target.length;
  const [y, x] = shift ? centred(p) : [target, p.donors];
  const gram = new Float64Array(k * k);
  const right = new Float64Array(k);
  for (let t = 0; t < n; t++) for (let i = 0; i < k; i++) {
    const v = x[t * k + i];
    right[i] += v * y[t];
    for (let j = 0; j <= i; j++) gram[i * k + j] += v * x[t * k + j];
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) gram[j * k + i] = gram[i * k + j];
  return descend(gram, right, k, start);
}

function descend(gram: Float64Array, right: Float64Array, k: number, start?: Float64Array): Float64Array {
  const step = 1 / largestEigenvalue(gram, k);
  let w: Float64Array = start ? start.slice() : new Float64Array(k).fill(1 / k);
  let v: Float64Array = w.slice();
  let momentum = 1;
  for (let iteration = 0; iteration < 5000; iteration++) {
    const trial = new Float64Array(k);
    for (let i = 0; i < k; i++) {
      let g = -right[i];
      for (let j = 0; j < k; j++) g += gram[i * k + j] * v[j];
      trial[i] = v[i] - step * g;
    }
    const next = ontoSimplex(trial);
    let [moved, uphill] = [0, 0];
    for (let i = 0; i < k; i++) { moved = Math.max(moved, Math.abs(next[i] - w[i])); uphill += (v[i] - next[i]) * (next[i] - w[i]); }
    if (uphill > 0) momentum = 1;
    const grown = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    v = next.map((a, i) => a + ((momentum - 1) / grown) * (a - w[i]));
    momentum = grown;
    w = next;
    if (moved < 1e-9) break;
  }
  return w;
}

/** Nearest point of the simplex (Held, Wolfe & Crowder 1974; Duchi et al. 2008, figure 1). */
export function ontoSimplex(x: Float64Array): Float64Array {
  const ordered = x.slice().sort().reverse();
  let [total, level] = [0, 0];
  for (let i = 0; i < ordered.length; i++) {
    total += ordered[i];
    const candidate = (total - 1) / (i + 1);
    if (ordered[i] > candidate) level = candidate;
  }
  return x.map((v) => Math.max(0, v - level));
}

/** By powers, from a fixed start; a tenth is added so that a step never overshoots. */
function largestEigenvalue(a: Float64Array, k: number): number {
  let v = new Float64Array(k).map((_, i) => 1 + i / k);
  let size = 1;
  for (let iteration = 0; iteration < 50; iteration++) {
    const next = new Float64Array(k);
    for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) next[i] += a[i * k + j] * v[j];
    size = Math.sqrt(next.reduce((s, x) => s + x * x, 0));
    if (!(size > 0)) return 1;
    v = next.map((x) => x / size);
  }
  return 1.1 * size;
}

function centred(p: Panel): [Float64Array, Float64Array] {
  const n = p.target.length;
  const mean = new Float64Array(p.count);
  let own = 0;
  for (let t = 0; t < n; t++) { own += p.target[t] / n; for (let i = 0; i < p.count; i++) mean[i] += p.donors[t * p.count + i] / n; }
  return [p.target.map((v) => v - own), p.donors.map((v, at) => v - mean[at % p.count])];
}

/** What the mix leaves of the target in each period. */
export function residuals(p: Panel, w: Float64Array, shift: boolean, upTo = p.target.length): Float64Array {
  const r = p.target.map((v, t) => {
    let s = v;
    for (let i = 0; i < p.count; i++) s -= w[i] * p.donors[t * p.count + i];
    return s;
  });
  if (!shift) return r;
  let own = 0;
  for (let t = 0; t < upTo; t++) own += r[t] / upTo;
  return r.map((v) => v - own);
}
