import { chiSquareTail } from '../../math/distributions.ts';
import type { Estimate } from '../contract.ts';

/** −2 log λ of a 2×2 table (Dunning 1993): `a` of `n` texts here hold the term, `b` of `m` there. 0 where the shares are equal. */
export function logLikelihood(a: number, n: number, b: number, m: number): number {
  const share = (a + b) / (n + m);
  const part = (seen: number, expected: number): number => (seen === 0 ? 0 : seen * Math.log(seen / expected));
  return Math.max(0, 2 * (part(a, n * share) + part(n - a, n * (1 - share)) + part(b, m * share) + part(m - b, m * (1 - share))));
}

/** Chance of so great a log-likelihood where the shares are equal: chi-square of one degree of freedom. */
export const chanceOf = (score: number): number => chiSquareTail(score, 1);

/** How many times more often here than there, with the 90 % interval of Katz et al. 1978; a half is added to each count so that none is zero. */
export function ratio(a: number, n: number, b: number, m: number): Estimate {
  const [a2, n2, b2, m2] = [a + 0.5, n + 0.5, b + 0.5, m + 0.5];
  const value = (a2 / n2) / (b2 / m2);
  const spread = Math.exp(Z90 * Math.sqrt(1 / a2 - 1 / n2 + 1 / b2 - 1 / m2));
  return { value, low: value / spread, high: value * spread, level: 0.9 };
}

const Z90 = 1.6448536269514722;
