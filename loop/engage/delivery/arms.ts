import { createHash } from 'node:crypto';

/**
 * Draws the hold-out: a number in [0, 1) from the campaign's seed and the customer, the same on every node and after
 * every restart, and independent from one campaign to the next.
 */
export function draw(seed: string, customer: number): number {
  const digest = createHash('sha256').update(`${seed}:${customer}`).digest();
  return (digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11)) / 2 ** 53;
}

export const armOf = (seed: string, customer: number, holdoutShare: number): 'treatment' | 'holdout' =>
  draw(seed, customer) < holdoutShare ? 'holdout' : 'treatment';
