/**
 * Gamma-Gamma: each order of a customer is gamma(p, ν), ν ~ gamma(q, γ) across customers; z̄ is the mean of x orders.
 * Sources: Colombo & Jiang 1999, Marketing Letters 10; Fader & Hardie 2013, "The Gamma-Gamma model of monetary value", eq. 1a, 3, 5.
 */
import { drawGamma } from '../math/distributions.ts';
import type { Random } from '../math/random.ts';
import { digamma, gammaln, trigamma } from '../math/special.ts';
import type { LogLikelihood } from './maximise.ts';

export const GAMMA_GAMMA = ['p', 'q', 'gamma'] as const;

/** Spend rows: x orders with mean value z̄ > 0, each row standing for `weight` customers. */
export interface Spend { rows: number; x: ArrayLike<number>; mean: ArrayLike<number>; weight?: ArrayLike<number> }

/** Log-likelihood (eq. 1a) with gradient and Hessian in (ln p, ln q, ln γ). */
export function gammaGammaLikelihood(spend: Spend): LogLikelihood {
  return (log, gradient, hessian) => {
    const [p, q, g] = [Math.exp(log[0]), Math.exp(log[1]), Math.exp(log[2])];
    const [lnGq, psiQ, psi1Q] = [gammaln(q), digamma(q), trigamma(q)];
    const table = new Map<number, [number, number, number, number, number]>(); // what depends on x alone
    let [value, dp, dq, dg, pp, pq, pg, qq, qg, gg] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < spend.rows; i++) {
      const [x, z] = [spend.x[i], spend.mean[i]];
      const w = spend.weight ? spend.weight[i] : 1;
      let at = table.get(x);
      if (!at) {
        const [px, both] = [p * x, p * x + q];
        const psi = digamma(both);
        const psi1 = trigamma(both);
        at = [gammaln(both) - gammaln(px) - lnGq + px * Math.log(x), psi - digamma(px) + Math.log(x), psi - psiQ, psi1 - trigamma(px), psi1];
        table.set(x, at);
      }
      const late = 1 / (g + x * z);
      const lnLate = Math.log(g + x * z);
      const [px, both] = [p * x, p * x + q];
      value += w * (at[0] + q * log[2] + (px - 1) * Math.log(z) - both * lnLate);
      dp += w * x * (at[1] + Math.log(z) - lnLate);
      dq += w * (at[2] + log[2] - lnLate);
      dg += w * (q / g - both * late);
      pp += w * x * x * at[3];
      pq += w * x * at[4];
      pg -= w * x * late;
      qq += w * (at[4] - psi1Q);
      qg += w * (1 / g - late);
      gg += w * (both * late * late - q / (g * g));
    }
    gradient.set([p * dp, q * dq, g * dg]);
    hessian.set([p * p * pp + p * dp, p * q * pq, p * g * pg, p * q * pq, q * q * qq + q * dq, q * g * qg, p * g * pg, q * g * qg, g * g * gg + g * dg]);
    return value;
  };
}

/** Starting points: the scale follows the mean order. */
export function gammaGammaStarts(spend: Spend): Float64Array[] {
  let [sum, orders] = [0, 0];
  for (let i = 0; i < spend.rows; i++) {
    const w = (spend.weight ? spend.weight[i] : 1) * spend.x[i];
    sum += w * spend.mean[i];
    orders += w;
  }
  const mean = sum / orders;
  return [[2, 3], [6, 4], [0.7, 8]].map(([p, q]) => Float64Array.from([Math.log(p), Math.log(q), Math.log((mean * (q - 1)) / p)]));
}

/** E[a customer's mean order | x orders with mean z̄] = p (γ + x z̄)/(p x + q - 1) (eq. 5); x = 0 gives the population mean. Exists for p x + q > 1. */
export function expectedSpend(parameters: ArrayLike<number>, x: number, mean: number): number {
  const [p, q, g] = [parameters[0], parameters[1], parameters[2]];
  if (!(p * x + q > 1)) throw new RangeError(`the mean order does not exist for p x + q = ${p * x + q} <= 1`);
  return (p * (g + (x === 0 ? 0 : x * mean))) / (p * x + q - 1);
}

/** Mean of `x` orders of one random customer. */
export function drawMeanSpend(random: Random, parameters: ArrayLike<number>, x: number): number {
  const rate = drawGamma(random, parameters[1], parameters[2]);
  return drawGamma(random, parameters[0] * x, rate * x);
}
