/**
 * BG/BB: at each of n opportunities an active customer buys with chance p ~ beta(α, β); before each one leaves with chance
 * θ ~ beta(γ, δ). Source: Fader, Hardie & Shang 2010, "Customer-base analysis in a discrete-time noncontractual setting",
 * Marketing Science 29(6), eq. 5 (likelihood), 7-8 (expectation), 9 (distribution), 11 (active).
 */
import { drawBeta } from '../math/distributions.ts';
import { digamma, gammaln, trigamma } from '../math/special.ts';
import type { Family, Term } from './family.ts';
import { outline, type Histories } from './histories.ts';

export const bgBb: Family = {
  parameters: ['alpha', 'beta', 'gamma', 'delta'],
  purchaseScale: [0, 1],
  dropoutScale: [2, 3],
  term,
  starts,
  alive: (p, x, tx, n) => {
    const lnStay = lnBuy(p, x, n) + lnSurvive(p, n);
    let left = 0;
    for (let m = tx; m < n; m++) left += Math.exp(lnBuy(p, x, m) + lnLeave(p, m) - lnStay);
    return 1 / (1 + left);
  },
  posterior: (p, x, n) => [p[0] + x, p[1] + n - x, p[2], p[3] + n],
  staysNext: (q) => q[3] / (q[2] + q[3]),
  /** α/(α+β) Σ_{i=1..t} P(active at i): eq. 8 as a sum, which has no special point at γ = 1. A part of an opportunity counts as that part. */
  mean: (p, t) => {
    let [sum, active] = [0, 1];
    for (let i = 0; i < t; i++) {
      active *= (p[3] + i) / (p[2] + p[3] + i);
      sum += active * Math.min(1, t - i);
    }
    return (p[0] / (p[0] + p[1])) * sum;
  },
  pmf: (p, x, t) => {
    if (x > t) return 0;
    let sum = Math.exp(lnChoose(t, x) + lnBuy(p, x, t) + lnSurvive(p, t));
    for (let i = x; i < t; i++) sum += Math.exp(lnChoose(i, x) + lnBuy(p, x, i) + lnLeave(p, i));
    return sum;
  },
  wait,
  draw: (random, p, n) => {
    const [buy, leave] = [drawBeta(random, p[0], p[1]), drawBeta(random, p[2], p[3])];
    let [x, tx] = [0, 0];
    for (let i = 1; i <= n && random.next() >= leave; i++) {
      if (random.next() >= buy) continue;
      x++;
      tx = i;
    }
    return { x, tx };
  },
};

/** ln B(α+x, β+m-x)/B(α, β). */
function lnBuy(p: ArrayLike<number>, x: number, m: number): number {
  return gammaln(p[0] + x) - gammaln(p[0]) + gammaln(p[1] + m - x) - gammaln(p[1]) - gammaln(p[0] + p[1] + m) + gammaln(p[0] + p[1]);
}

/** ln B(γ, δ+n)/B(γ, δ). */
function lnSurvive(p: ArrayLike<number>, n: number): number {
  return gammaln(p[3] + n) - gammaln(p[3]) - gammaln(p[2] + p[3] + n) + gammaln(p[2] + p[3]);
}

/** ln B(γ+1, δ+m)/B(γ, δ): left before opportunity m+1. */
function lnLeave(p: ArrayLike<number>, m: number): number {
  return Math.log(p[2]) + gammaln(p[3] + m) - gammaln(p[3]) - gammaln(p[2] + p[3] + m + 1) + gammaln(p[2] + p[3]);
}

function lnChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

/** Opportunities until the next purchase of a customer who stays, median: B(α, β+k)/B(α, β) = ½ solved for k. */
function wait(p: ArrayLike<number>): number {
  const lnNone = (k: number): number => gammaln(p[1] + k) - gammaln(p[1]) - gammaln(p[0] + p[1] + k) + gammaln(p[0] + p[1]);
  if (lnNone(1e9) > -Math.LN2) return Math.min(1e300, 1e9 * Math.exp((Math.LN2 + lnNone(1e9)) / p[0])); // its tail is k^-α
  let [low, high] = [0, 1e9];
  for (let i = 0; i < 90; i++) {
    const middle = high > 4 * low + 1 ? Math.sqrt((low + 1e-3) * (high + 1e-3)) : (low + high) / 2;
    if (lnNone(middle) > -Math.LN2) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** ψ and ψ′ of base + k for whole k, each worked out once. */
function cached(base: number): { psi(k: number): number; psi1(k: number): number } {
  const [first, second]: [number[], number[]] = [[], []];
  return { psi: (k) => (first[k] ??= digamma(base + k)), psi1: (k) => (second[k] ??= trigamma(base + k)) };
}

function term(log: Float64Array): Term {
  const p = log.map(Math.exp);
  const [alpha, beta, gamma, delta] = p;
  const [A, B, AB, D, GD] = [cached(alpha), cached(beta), cached(alpha + beta), cached(delta), cached(gamma + delta)];
  const first = new Float64Array(4);
  return (x, tx, n, out) => {
    const lnStay = lnBuy(p, x, n) + lnSurvive(p, n);
    let top = lnStay;
    const weights = [lnStay];
    for (let m = tx; m < n; m++) {
      weights.push(lnBuy(p, x, m) + lnLeave(p, m));
      top = Math.max(top, weights[weights.length - 1]);
    }
    const total = weights.reduce((sum, w) => sum + Math.exp(w - top), 0);
    out.fill(0);
    out[0] = top + Math.log(total);
    weights.forEach((w, k) => {
      const share = Math.exp(w - top) / total;
      const left = k > 0;
      const m = left ? tx + k - 1 : n;
      const end = left ? m + 1 : m; // index of γ+δ
      const both = AB.psi(0) - AB.psi(m);
      const stay = GD.psi(0) - GD.psi(end);
      first[0] = alpha * (A.psi(x) - A.psi(0) + both);
      first[1] = beta * (B.psi(m - x) - B.psi(0) + both);
      first[2] = gamma * stay + (left ? 1 : 0);
      first[3] = delta * (D.psi(m) - D.psi(0) + stay);
      const [both1, stay1] = [AB.psi1(0) - AB.psi1(m), GD.psi1(0) - GD.psi1(end)];
      // Second derivatives in the logarithms: θᵢθⱼ ∂ᵢⱼ + δᵢⱼ θᵢ ∂ᵢ; the ln γ of leaving is linear and adds none.
      const second = [
        alpha * alpha * (A.psi1(x) - A.psi1(0) + both1) + first[0], alpha * beta * both1, 0, 0,
        beta * beta * (B.psi1(m - x) - B.psi1(0) + both1) + first[1], 0, 0,
        gamma * gamma * stay1 + gamma * stay, gamma * delta * stay1,
        delta * delta * (D.psi1(m) - D.psi1(0) + stay1) + first[3],
      ];
      let at = 5;
      for (let i = 0, e = 0; i < 4; i++) {
        out[1 + i] += share * first[i];
        for (let j = i; j < 4; j++) out[at++] += share * (second[e++] + first[i] * first[j]);
      }
    });
    for (let i = 0, at = 5; i < 4; i++) for (let j = i; j < 4; j++) out[at++] -= out[1 + i] * out[1 + j];
  };
}

function starts(h: Histories): Float64Array[] {
  const seen = outline(h);
  const rate = Math.min(0.8, Math.max(0.05, (1.5 * seen.purchases) / seen.age));
  const point = (spread: number, leave: number, size: number): Float64Array => Float64Array.from([rate * spread, (1 - rate) * spread, leave * size, (1 - leave) * size].map(Math.log));
  return [point(2, 0.15, 3), point(1, 0.3, 1.5), point(5, 0.05, 10)];
}
