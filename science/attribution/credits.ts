/** Credits that add up: exactly as numbers, or in whole minor units of money by the largest remainder. */

/**
 * Rounds credits to a grid of powers of two fine enough for `total` and gives the residue to the largest, so that summing in any order gives
 * `total` exactly: on the grid sums do not round. (Only credits far larger than their total, which need negative ones beside them, can still.)
 */
export function settle(credits: Float64Array, total: number): Float64Array {
  if (credits.length === 0 || total === 0) return credits;
  const exponent = Math.floor(Math.log2(Math.abs(total)));
  const coarse = 2 ** (exponent - 48);
  const grid = total % coarse === 0 ? coarse : 2 ** (exponent - 52);
  let [largest, sum] = [0, 0];
  for (let i = 0; i < credits.length; i++) {
    credits[i] = Math.round(credits[i] / grid) * grid;
    sum += credits[i];
    if (Math.abs(credits[i]) > Math.abs(credits[largest])) largest = i;
  }
  credits[largest] += total - sum;
  return credits;
}

/** Whole numbers close to `amounts` (which sum to `total` but for rounding) that add up to the whole number `total` (Hamilton's method; ties go to the earlier one). */
export function apportion(total: number, amounts: ArrayLike<number>): number[] {
  if (!Number.isInteger(total)) throw new RangeError(`apportion needs a whole total, got ${total}`);
  const whole = Array.from(amounts, (v) => Math.floor(v));
  const left = total - whole.reduce((a, b) => a + b, 0);
  const order = whole.map((v, i) => ({ i, rest: amounts[i] - v })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let k = 0; k < Math.abs(left); k++) whole[order[left > 0 ? k % order.length : order.length - 1 - (k % order.length)].i] += Math.sign(left);
  return whole;
}
