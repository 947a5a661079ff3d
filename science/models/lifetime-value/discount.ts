import type { Family } from '../../customer-base/family.ts';

/** Ends of the discount periods up to the horizon; the last one may be a part of a period and counts as a whole one in its discount. */
export function periodEnds(horizon: number, period: number): Float64Array {
  const whole = Math.ceil(horizon / period - 1e-9);
  return Float64Array.from({ length: whole }, (_, i) => Math.min(horizon, (i + 1) * period));
}

/** Σ over periods of the expected purchases in the period, divided by (1 + rate)^number of the period (Fader, Hardie & Lee 2005, JMR, eq. 1). */
export function discountedPurchases(family: Family, p: ArrayLike<number>, x: number, tx: number, T: number, ends: Float64Array, rate: number): number {
  const q = family.posterior(p, x, T);
  if (rate === 0) return family.alive(p, x, tx, T) * family.mean(q, ends[ends.length - 1]);
  let [sum, before, weight] = [0, 0, 1];
  for (const end of ends) {
    weight /= 1 + rate;
    const until = family.mean(q, end);
    sum += weight * (until - before);
    before = until;
  }
  return family.alive(p, x, tx, T) * sum;
}
