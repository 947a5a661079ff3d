/**
 * Do the data say anything about a channel? The contribution's interval after the data is compared with the one before, and
 * channels whose contributions can be exchanged for each other are named. A channel that fails either is "not identified":
 * its numbers are then mostly the prior's, and the way out is a lift test or spend that moves apart. So is one whose test and series
 * contradict each other: what moves spend and outcome together cannot be seen in the series alone.
 */
import { symmetricInverse } from '../../math/linear.ts';
import { correlation, covariance, quantile } from '../../math/summary.ts';
import { curveScratch, fixed, trace } from './channel-curve.ts';
import type { LiftCheck } from './lift-check.ts';
import type { Problem } from './problem.ts';

export interface Identification {
  channel: string;
  identified: boolean;
  /** Width of the 90 % interval of the contribution after the data, in shares of the width before them. */
  narrowing: number;
  /** The channel it cannot be told from, where there is one. */
  entangled: string | null;
  sentence: string;
}

/** An interval that the data did not even halve is mostly the prior's. */
const leastNarrowing = 0.5;
/** So much of a contribution's uncertainty is shared with the other channels' that, this uncertain, it belongs to the group and not to the channel. */
const shared = 0.6;
const uncertain = 0.5;
/** Standard errors between a test and the series at which chance explains it no more (three in a thousand) and neither can be believed unasked. */
const contradiction = 3;

export function identify(p: Problem, draws: number[][], priorDraws: number[][], lifts: LiftCheck[]): Identification[] {
  const after = p.spends.map((_, c) => contributions(p, draws, c));
  const before = p.spends.map((_, c) => contributions(p, priorDraws, c));
  const trade = sharedVariance(after);
  const width = (v: Float64Array): number => quantile(v, 0.95) - quantile(v, 0.05);
  return p.input.channels.map(({ name }, c): Identification => {
    const wide = width(after[c]);
    const narrowing = wide / Math.max(width(before[c]), 1e-300);
    const relative = wide / 2 / Math.max(quantile(after[c], 0.5), 1e-300);
    const against = after.map((other, k) => (k === c ? 1 : correlation(after[c], other) ?? 1));
    const partner = against.indexOf(Math.min(...against));
    const entangled = trade[c] > shared && relative > uncertain && against[partner] < 0 ? p.input.channels[partner].name : null;
    if (!(Math.max(...p.spends[c]) > 0)) return { channel: name, identified: false, narrowing, entangled: null, sentence: `Nothing was spent on "${name}", so its effect is not known.` };
    if (entangled !== null) {
      return { channel: name, identified: false, narrowing, entangled, sentence: `Not identified: the spends of "${name}" and "${entangled}" move together, so their effects cannot be told apart. A lift test of one, or moving them apart, would tell.` };
    }
    if (narrowing > leastNarrowing) {
      return { channel: name, identified: false, narrowing, entangled: null, sentence: `Not identified: the data narrow the effect of "${name}" to only ${(100 * narrowing).toFixed(0)} % of what was assumed beforehand. A lift test, or varying the spend more, would tell.` };
    }
    const contradicted = lifts.find((l) => l.channel === name && l.apart > contradiction);
    if (contradicted) return { channel: name, identified: false, narrowing, entangled: null, sentence: `Not identified. ${contradicted.sentence}` };
    const unproven = lifts.some((l) => l.channel === name) ? '' : ', if nothing unseen moves its spend and the outcome together; only a lift test can show that';
    return { channel: name, identified: true, narrowing, entangled: null, sentence: `Identified: the data narrow the effect of "${name}" to ${(100 * narrowing).toFixed(0)} % of what was assumed beforehand${unproven}.` };
  });
}

/** Share of each contribution's posterior variance that goes away once the others are known: 1 − 1/(C_cc · C⁻¹_cc), C their covariance. */
function sharedVariance(totals: Float64Array[]): number[] {
  const k = totals.length;
  const c = Float64Array.from({ length: k * k }, (_, i) => covariance(totals[Math.floor(i / k)], totals[i % k]));
  for (let i = 0; i < k; i++) c[i * (k + 1)] = Math.max(c[i * (k + 1)] * (1 + 1e-9), 1e-300);
  const inverse = symmetricInverse(c, k);
  return totals.map((_, i) => (inverse ? 1 - 1 / (c[i * (k + 1)] * inverse[i * (k + 1)]) : 1));
}

/** Total contribution of a channel per draw, in shares of the largest outcome. */
function contributions(p: Problem, draws: number[][], c: number): Float64Array {
  const curve = curveScratch(p.input.structure, p.y.length);
  const from = fixed + c * p.perChannel;
  return Float64Array.from(draws, (row) => {
    const natural = Float64Array.from(row);
    trace(p.input.structure, p.spends[c], natural, from, curve);
    return natural[from] * curve.value.reduce((a, b) => a + b, 0);
  });
}
