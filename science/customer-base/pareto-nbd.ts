/**
 * Pareto/NBD: Poisson purchases at rate λ ~ gamma(r, α) while active; an unseen lifetime, exponential at rate μ ~ gamma(s, β).
 * Sources: Schmittlein, Morrison & Colombo 1987, Management Science 33(1); Fader & Hardie 2005, "A note on deriving the Pareto/NBD
 * model and related expressions" (equation numbers below). The likelihood's ₂F₁ terms are one integral over the moment of leaving,
 *   L = Γ(r+x)/Γ(r) α^r β^s { (α+T)^-(r+x) (β+T)^-s + s ∫_{t_x}^{T} (α+y)^-(r+x) (β+y)^-(s+1) dy }       (their eq. 15 before integration),
 * which Gauss-Legendre panels in ln(y + min(α, β)) give to machine precision for any α and β: no switching between ₂F₁ forms, no
 * overflow, and all first and second derivatives under the same integral.
 */
import { drawExponential, drawGamma } from '../math/distributions.ts';
import { digamma, gammaln, trigamma } from '../math/special.ts';
import { lomaxMedian, type Family, type Term } from './family.ts';
import { outline, type Histories } from './histories.ts';
import { integrate, NODES, WEIGHTS } from './quadrature.ts';

export const paretoNbd: Family = {
  parameters: ['r', 'alpha', 's', 'beta'],
  purchaseScale: [1],
  dropoutScale: [3],
  term,
  starts,
  alive: (p, x, tx, T) => {
    const [r, alpha, s, beta] = [p[0], p[1], p[2], p[3]];
    const walk = panels(r + x, alpha, s, beta, tx, T);
    const survived = Math.exp(lnDensity(walk, T) - lnDensity(walk, tx)) * (beta + T);
    let left = 0;
    each(walk, (y, w) => { left += w * Math.exp(lnDensity(walk, y) - lnDensity(walk, tx)); });
    return survived / (survived + s * left);
  },
  posterior: (p, x, T) => [p[0] + x, p[1] + T, p[2], p[3] + T],
  /** E[X(t)] = r β/(α (s-1)) (1 - (β/(β+t))^(s-1)) (eq. 17), written so that s = 1 is no special point. */
  mean: (p, t) => {
    const [r, alpha, s, beta] = [p[0], p[1], p[2], p[3]];
    const ln = Math.log1p(t / beta);
    return ((r * beta) / alpha) * (s === 1 ? ln : -Math.expm1(-(s - 1) * ln) / (s - 1));
  },
  pmf: paretoPmf,
  wait: lomaxMedian,
  draw: (random, p, T) => {
    const rate = drawGamma(random, p[0], p[1]);
    const end = Math.min(T, drawExponential(random, drawGamma(random, p[2], p[3])));
    let [x, tx] = [0, 0];
    for (let t = drawExponential(random, rate); t <= end; t += drawExponential(random, rate)) {
      x++;
      tx = t;
    }
    return { x, tx };
  },
};

/** The walk of the quadrature over y in [tx, T], in w = ln(y + m). */
interface Walk { rx: number; alpha: number; s: number; beta: number; m: number; from: number; half: number; panels: number }

function panels(rx: number, alpha: number, s: number, beta: number, tx: number, T: number): Walk {
  const m = Math.min(alpha, beta);
  const from = Math.log(tx + m);
  const slope = (rx * (tx + m)) / (tx + alpha) + ((s + 1) * (tx + m)) / (tx + beta) - 1;
  // The integrand falls at least this fast in w; what lies 40 e-folds down adds nothing in double precision.
  const length = Math.min(Math.log1p((T - tx) / (tx + m)), slope > 0 ? 40 / slope : Infinity);
  const end = Math.exp(from + length) - m;
  const steepest = (rx * (end + m)) / (end + alpha) + ((s + 1) * (end + m)) / (end + beta) + 1;
  const count = Math.min(400, Math.max(1, Math.ceil(length / 2), Math.ceil((length * steepest) / 8)));
  return { rx, alpha, s, beta, m, from, half: length / count / 2, panels: length > 0 ? count : 0 };
}

/** ln of (α+y)^-(r+x) (β+y)^-(s+1). */
function lnDensity(v: Walk, y: number): number {
  return -v.rx * Math.log(v.alpha + y) - (v.s + 1) * Math.log(v.beta + y);
}

function each(v: Walk, visit: (y: number, weight: number) => void): void {
  for (let p = 0; p < v.panels; p++) {
    const middle = v.from + (2 * p + 1) * v.half;
    for (let k = 0; k < 12; k++) {
      const shifted = Math.exp(middle + v.half * NODES[k]);
      visit(shifted - v.m, WEIGHTS[k] * v.half * shifted);
    }
  }
}

/** Value, gradient and Hessian of ln Σ exp over the nodes: means and covariances of the nodes' derivatives under their weights. */
// size: fifteen sums and the derivatives made of them; apart, the loop over the nodes would have to pass them about.
function term(log: Float64Array): Term {
  const [r, alpha, s, beta] = [Math.exp(log[0]), Math.exp(log[1]), Math.exp(log[2]), Math.exp(log[3])];
  const [lnGammaR, psiR, psi1R] = [gammaln(r), digamma(r), trigamma(r)];
  let lastX = -1;
  let [base, baseR, baseRR] = [0, 0, 0];
  // size: fifteen sums and the derivatives made of them; apart, the loop over the nodes would have to pass them about.
  return (x, tx, T, out) => {
    if (x !== lastX) {
      lastX = x;
      base = gammaln(r + x) - lnGammaR + r * log[1] + s * log[3];
      baseR = digamma(r + x) - psiR + log[1];
      baseRR = trigamma(r + x) - psi1R;
    }
    const rx = r + x;
    const v = panels(rx, alpha, s, beta, tx, T);
    const lnTop = lnDensity(v, tx);
    // Sums over nodes of weight, first derivatives and products: A = ln(α+y), a = 1/(α+y), B = ln(β+y), b = 1/(β+y).
    let [w0, wA, wa, wB, wb, wAA, wAa, wAB, wAb, waa, waB, wab, wBB, wBb, wbb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let p = 0; p < v.panels; p++) {
      const middle = v.from + (2 * p + 1) * v.half;
      for (let k = 0; k < 12; k++) {
        const shifted = Math.exp(middle + v.half * NODES[k]);
        const y = shifted - v.m;
        const A = Math.log(alpha + y);
        const B = Math.log(beta + y);
        const a = 1 / (alpha + y);
        const b = 1 / (beta + y);
        const w = WEIGHTS[k] * v.half * shifted * s * Math.exp(-rx * A - (s + 1) * B - lnTop);
        const w1 = w * A;
        const w2 = w * a;
        const w3 = w * B;
        const w4 = w * b;
        w0 += w; wA += w1; wa += w2; wB += w3; wb += w4;
        wAA += w1 * A; wAa += w1 * a; wAB += w1 * B; wAb += w1 * b;
        waa += w2 * a; waB += w2 * B; wab += w2 * b;
        wBB += w3 * B; wBb += w3 * b; wbb += w4 * b;
      }
    }
    const [A, B] = [Math.log(alpha + T), Math.log(beta + T)];
    const [a, b] = [1 / (alpha + T), 1 / (beta + T)];
    const stay = Math.exp(-rx * A - s * B - lnTop);
    const total = w0 + stay;
    const P = w0 / total; // share of "left before T"
    const i = 1 / total;
    // First derivatives of the logarithm of a node: r: -A; α: -(r+x) a; s: -B + 1/s (left only); β: -(s+1) b (left) or -s b (active).
    const gr = -(wA + stay * A) * i;
    const ga = -rx * (wa + stay * a) * i;
    const gs = -(wB + stay * B) * i + P / s;
    const gb = -((s + 1) * wb + s * stay * b) * i;
    const hrr = (wAA + stay * A * A) * i - gr * gr;
    const hra = rx * (wAa + stay * A * a) * i - (wa + stay * a) * i - gr * ga;
    const hrs = (wAB + stay * A * B) * i - (wA * i) / s - gr * gs;
    const hrb = ((s + 1) * wAb + s * stay * A * b) * i - gr * gb;
    const haa = (rx * rx + rx) * (waa + stay * a * a) * i - ga * ga;
    const has = rx * (waB + stay * a * B) * i - (rx * wa * i) / s - ga * gs;
    const hab = rx * ((s + 1) * wab + s * stay * a * b) * i - ga * gb;
    const hss = (wBB + stay * B * B) * i - (2 * wB * i) / s - gs * gs; // (1/s)² of the node and -1/s² of its derivative cancel
    const hsb = ((s + 1) * wBb + s * stay * B * b) * i - ((s + 1) * wb * i) / s - (wb + stay * b) * i - gs * gb;
    const hbb = ((s + 1) * (s + 2) * wbb + s * (s + 1) * stay * b * b) * i - gb * gb;
    out[0] = base + lnTop + Math.log(total);
    out[1] = r * (baseR + gr);
    out[2] = alpha * (r / alpha + ga);
    out[3] = s * (log[3] + gs);
    out[4] = beta * (s / beta + gb);
    out[5] = r * r * (baseRR + hrr) + out[1];
    out[6] = r * alpha * (1 / alpha + hra);
    out[7] = r * s * hrs;
    out[8] = r * beta * hrb;
    out[9] = alpha * alpha * (haa - r / (alpha * alpha)) + out[2];
    out[10] = alpha * s * has;
    out[11] = alpha * beta * hab;
    out[12] = s * s * hss + out[3];
    out[13] = s * beta * (1 / beta + hsb);
    out[14] = beta * beta * (hbb - s / (beta * beta)) + out[4];
  };
}

function starts(h: Histories): Float64Array[] {
  const seen = outline(h);
  const rate = seen.purchases / seen.age;
  const age = seen.age / h.customers;
  const point = (r: number, s: number, life: number): Float64Array => Float64Array.from([r, r / (rate * 1.5), s, s * life * age].map(Math.log));
  return [point(0.5, 0.6, 1), point(1.5, 1.5, 2), point(0.3, 0.2, 0.3), point(1, 3, 5)];
}

/** P(n purchases within t) while active at the start: alive throughout, or left at y with n purchases by then. */
export function paretoPmf(p: ArrayLike<number>, n: number, t: number): number {
  const [r, alpha, s, beta] = [p[0], p[1], p[2], p[3]];
  if (!(t > 0)) return n === 0 ? 1 : 0;
  const lnChoose = gammaln(r + n) - gammaln(r) - gammaln(n + 1);
  const nbd = (y: number): number => (y === 0 ? Number(n === 0) : Math.exp(lnChoose - r * Math.log1p(y / alpha) + n * Math.log(y / (alpha + y))));
  const m = Math.min(alpha, beta);
  const length = Math.log1p(t / m);
  const left = (w: number): number => {
    const y = m * Math.expm1(w);
    return s * Math.exp(-(s + 1) * Math.log1p(y / beta)) / beta * nbd(y) * (y + m);
  };
  return nbd(t) * Math.exp(-s * Math.log1p(t / beta)) + integrate(left, 0, length, Math.max(4, Math.ceil(length * (1 + (n + r + s) / 8))));
}
