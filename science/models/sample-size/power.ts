/**
 * Power, people needed and smallest detectable effect of a comparison of two arms.
 * Sources: Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, eq. 4.14 (the variance under "no
 * difference" may differ from that under the effect); Deng, Knoblich & Lu 2018, eq. 3 (relative effects).
 */
import { halfWidth, mixture } from '../../experiments/confidence-sequence.ts';
import { normalCdf, normalQuantile } from '../../math/distributions.ts';
import { brentRoot } from '../../math/optimise.ts';

/** Spread of one person's value, and the share of all people that each of the two arms gets. */
export interface Comparison {
  /** Variance in both arms where there is no effect. */
  nullVariance: number;
  controlVariance: number;
  /** Variance in the treated arm at an effect, which a proportion's depends on. */
  treatmentVariance: (effect: number) => number;
  controlShare: number;
  treatmentShare: number;
}

export interface Risk {
  /** Chance of a false alarm, both sides together. */
  alpha: number;
  power: number;
  /** Where the result may be read at any time: the people (both arms) at which the sequence is tightest. */
  tightest?: number;
}

/** People in all arms, not yet rounded up: ((z_a/2 s0 + z_b s1) / effect)^2, with s0, s1 the spreads for one person in all. */
export function peopleNeeded(c: Comparison, effect: number, risk: Risk): number {
  const total = ((reach(risk.alpha) * spread(c, null) + normalQuantile(risk.power) * spread(c, effect)) / effect) ** 2;
  if (risk.tightest === undefined) return total;
  // The sequence's threshold grows with the number of people, so the number is found by solving; power rises with it.
  const gap = (logN: number): number => powerAt(c, effect, Math.exp(logN), risk) - risk.power;
  const root = brentRoot(gap, Math.log(total), Math.log(total) + 12);
  return root.converged ? Math.exp(root.x) : Infinity;
}

/** Chance of noticing the effect with so many people in all arms (for a sequence: at that last look). */
export function powerAt(c: Comparison, effect: number, total: number, risk: Pick<Risk, 'alpha' | 'tightest'>): number {
  const se = spread(c, effect) / Math.sqrt(total);
  const pair = total * (c.controlShare + c.treatmentShare);
  const threshold = risk.tightest === undefined
    ? (reach(risk.alpha) * spread(c, null)) / Math.sqrt(total)
    : halfWidth(se, pair, risk.alpha, mixture(risk.alpha, risk.tightest));
  return normalCdf((effect - threshold) / se) + normalCdf((-effect - threshold) / se);
}

/** Smallest effect noticed with the wanted power; null where no effect up to `largest` is. */
export function smallestEffect(c: Comparison, total: number, risk: Risk, largest: number): number | null {
  const root = brentRoot((effect) => powerAt(c, effect, total, risk) - risk.power, largest * 1e-9, largest);
  return root.converged ? root.x : null;
}

function spread(c: Comparison, effect: number | null): number {
  const [a, b] = effect === null ? [c.nullVariance, c.nullVariance] : [c.controlVariance, c.treatmentVariance(effect)];
  return Math.sqrt(a / c.controlShare + b / c.treatmentShare);
}

function reach(alpha: number): number {
  return normalQuantile(1 - alpha / 2);
}

/** Standard error of a relative effect (delta method) when both arms have this mean's variance and so many people each. */
export function relativeStandardError(mean: number, variance: number, lift: number, perArm: number): number {
  return Math.sqrt(((1 + (1 + lift) ** 2) * variance) / (mean * mean * perArm));
}

/** Power of a two-sided test of a relative effect. */
export function relativePower(lift: number, standardError: number, alpha: number): number {
  return normalCdf(lift / standardError - reach(alpha)) + normalCdf(-lift / standardError - reach(alpha));
}

/**
 * Smallest relative effect noticed: the positive root of lift^2 = z^2 s (1 + (1 + lift)^2), s = variance / (mean^2 n).
 * Null where z^2 s >= 1: then no effect, however large, stands out, for its own error grows as fast.
 */
export function smallestLift(mean: number, variance: number, perArm: number, alpha: number, power: number): number | null {
  const q = ((reach(alpha) + normalQuantile(power)) ** 2 * variance) / (mean * mean * perArm);
  return q < 1 ? (q + Math.sqrt(q * q + 2 * q * (1 - q))) / (1 - q) : null;
}

/** Normal prior of the effect for a Bayesian reading; absent means flat. */
export interface Prior { mean: number; variance: number }

/** Chance that a credible interval leaves zero out when the effect is `effect`, estimated with this standard error. */
export function bayesianPower(effect: number, standardError: number, alpha: number, prior?: Prior): number {
  const v = standardError ** 2;
  const precision = 1 / v + (prior ? 1 / prior.variance : 0);
  const pull = prior ? (v * prior.mean) / prior.variance : 0;
  const bar = v * Math.sqrt(precision) * reach(alpha);
  return normalCdf((effect + pull - bar) / standardError) + normalCdf((-effect - pull - bar) / standardError);
}

export interface Running { standardError: number; people: number; effect: number; alpha: number; power: number; tightest?: number; prior?: Prior }

/** People still needed, as a multiple of those already in, for a running experiment to have its power; 0 where it has. */
export function furtherShare(r: Running): number | null {
  const powerWith = (share: number): number => {
    const se = r.standardError / Math.sqrt(1 + share);
    if (r.tightest === undefined) return bayesianPower(r.effect, se, r.alpha, r.prior);
    const bar = halfWidth(se, r.people * (1 + share), r.alpha, mixture(r.alpha, r.tightest));
    return normalCdf((r.effect - bar) / se) + normalCdf((-r.effect - bar) / se);
  };
  if (powerWith(0) >= r.power) return 0;
  const root = brentRoot((share) => powerWith(share) - r.power, 0, 2 ** 27, 1e-9);
  return root.converged ? root.x : null;
}
