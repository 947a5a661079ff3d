/**
 * A branching process whose members have negative binomial numbers of offspring, mean K and shape r (variance K + K²/r).
 * Generating function g(s) = (1 + K(1 − s)/r)^{−r} (Lloyd-Smith et al. 2005, supplementary eq. 1).
 */
import { drawGamma, drawPoisson } from '../../math/distributions.ts';
import { brentRoot } from '../../math/optimise.ts';
import type { Random } from '../../math/random.ts';

export interface Offspring { k: number; evenness: number }

export function generating({ k, evenness }: Offspring, s: number): number {
  return Math.exp(-evenness * Math.log1p((k * (1 - s)) / evenness));
}

/** Chance that one participant's line dies out: the smallest root of g(q) = q; 1 where K ≤ 1. */
export function extinction(o: Offspring): number {
  if (o.k <= 1) return 1;
  // g(s) − s is convex, above 0 at 0, has the root 1 and one below it: look under the minimum, where g′(s) = 1.
  const slope = (s: number): number => o.k * Math.exp(-(o.evenness + 1) * Math.log1p((o.k * (1 - s)) / o.evenness)) - 1;
  const lowest = slope(0) >= 0 ? 0 : brentRoot(slope, 0, 1).x;
  if (lowest === 0) return 0;
  const root = brentRoot((s) => generating(o, s) - s, 0, lowest);
  return root.converged ? root.x : 1;
}

/** Mean number of participants, the seed counted, that one seed leads to in the end; null where the spread carries itself. */
export function finalSize({ k }: Offspring): number | null {
  return k < 1 ? 1 / (1 - k) : null;
}

/** Offspring of `parents` members together: negative binomials of one scale add up their shapes, so one draw does. */
export function drawGeneration(parents: number, { k, evenness }: Offspring, random: Random): number {
  if (parents === 0 || k === 0) return 0;
  return drawPoisson(random, drawGamma(random, parents * evenness, evenness / k));
}
