/** Counts how often 90 % intervals hold the truth over simulations, for tests. */
import type { Estimate } from '../models/contract.ts';

export interface Coverage { held: number; asked: number }

export function count(into: Coverage, estimate: Pick<Estimate, 'low' | 'high'> | null | undefined, truth: number): void {
  if (!estimate) throw new Error('an interval is missing');
  into.asked++;
  // A thousandth of a millionth is rounding: a certain quantity (active for sure) has an interval without width.
  const slack = 1e-9 * Math.abs(truth);
  if (estimate.low - slack <= truth && truth <= estimate.high + slack) into.held++;
}

/** With TRIBUTARY_FULL the share is told too, for the record. */
export function told(name: string, counted: Coverage): number {
  const share = counted.held / counted.asked;
  if (process.env.TRIBUTARY_FULL) process.stdout.write(`coverage ${name}: ${(100 * share).toFixed(1)} % of ${counted.asked}\n`);
  return share;
}
