/** Whether counts fit the shares that were set. */
import { chiSquareTail } from '../../math/distributions.ts';
import { gammaln } from '../../math/special.ts';

/** Pearson's chi-square and its p-value, for a check made once. */
export function chiSquareRatio(counts: ArrayLike<number>, shares: ArrayLike<number>): { statistic: number; p: number } {
  const total = Array.from(counts).reduce((a, b) => a + b, 0);
  const whole = Array.from(shares).reduce((a, b) => a + b, 0);
  let statistic = 0;
  for (let i = 0; i < counts.length; i++) {
    const expected = (total * shares[i]) / whole;
    statistic += (counts[i] - expected) ** 2 / expected;
  }
  return { statistic, p: chiSquareTail(statistic, counts.length - 1) };
}

/** Weight of the Dirichlet prior about the set shares; Lindon & Malek take a large one because real mismatches are small. */
const CONCENTRATION = 10000;

/**
 * p-value that holds at every look: one over the Bayes factor of a Dirichlet prior centred on the set shares against the
 * shares themselves (Lindon & Malek 2022, eq. 6). It depends on the counts alone, not on the order people came in.
 */
export function alwaysValidRatio(counts: ArrayLike<number>, shares: ArrayLike<number>): number {
  const whole = Array.from(shares).reduce((a, b) => a + b, 0);
  let total = 0;
  let log = 0;
  for (let i = 0; i < counts.length; i++) {
    const share = shares[i] / whole;
    const prior = CONCENTRATION * share;
    total += counts[i];
    log += gammaln(prior + counts[i]) - gammaln(prior) - counts[i] * Math.log(share);
  }
  log += gammaln(CONCENTRATION) - gammaln(CONCENTRATION + total);
  return Math.min(1, Math.exp(-log));
}
