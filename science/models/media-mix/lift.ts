/**
 * Experiments as data: what the model says a test should have found is compared with what it found.
 * A window test asks what the outcome would have been without a share of the spend in those periods (carry-over included).
 */
import { curveScratch, fixed, perChannel, pullBack, trace, type Curve } from './channel-curve.ts';
import type { MixInput, Structure } from './design.ts';

/** A lift test in model units: Σ over `periods` of contribution(spend) − contribution(counterfactual) against `gain` ± `error`. */
export interface PreparedLift {
  channel: number;
  spend: Float64Array;
  counterfactual: Float64Array;
  gain: number;
  error: number;
  /** Compare logarithms (a return), or differences. */
  logarithmic: boolean;
  /** Only the last period counts (a steady state reached after `lags` periods). */
  lastOnly: boolean;
  scratch: { curve: Curve; adjoint: Float64Array; signs: Float64Array; byNatural: Float64Array } | null;
}

export function prepareLifts(input: MixInput, spends: Float64Array[], spendScales: number[], outcomeScale: number): PreparedLift[] {
  return input.lifts.map((lift) => {
    const channel = input.channels.findIndex((c) => c.name === lift.channel);
    const x = spends[channel];
    const common = { channel, scratch: null };
    if (lift.kind === 'window') {
      // Far from the window both worlds are the same, so only the window and the lags after it need computing.
      const first = Math.max(0, lift.from - input.structure.lags + 1);
      const end = Math.min(x.length, lift.to + input.structure.lags);
      const without = x.map((v, t) => (t >= lift.from && t <= lift.to ? v * (1 - lift.share) : v));
      return { ...common, spend: x.slice(first, end), counterfactual: without.slice(first, end), gain: lift.gain / outcomeScale, error: lift.error / outcomeScale, logarithmic: false, lastOnly: false };
    }
    if (lift.kind === 'step') {
      const steady = (spend: number): Float64Array => new Float64Array(input.structure.lags).fill(Math.max(0, spend) / spendScales[channel]);
      return { ...common, spend: steady(lift.spend + lift.change), counterfactual: steady(lift.spend), gain: lift.gain / outcomeScale, error: lift.error / outcomeScale, logarithmic: false, lastOnly: true };
    }
    const total = input.channels[channel].spend.reduce((a, b) => a + b, 0);
    return { ...common, spend: x, counterfactual: new Float64Array(x.length), gain: (lift.roas * total) / outcomeScale, error: lift.error, logarithmic: true, lastOnly: false };
  });
}

/** What the natural parameters say the test should have found, in model units. */
export function expectedLift(lift: PreparedLift, structure: Structure, natural: Float64Array): number {
  return Math.max(liftWithGradient(lift, structure, natural), lift.logarithmic ? 1e-300 : -Infinity);
}

/** Leaves the gradient by the natural parameters in the test's scratch. */
function liftWithGradient(lift: PreparedLift, structure: Structure, natural: Float64Array): number {
  const n = lift.spend.length;
  const s = lift.scratch ??= { curve: curveScratch(structure, n), adjoint: new Float64Array(n), signs: new Float64Array(n), byNatural: new Float64Array(natural.length) };
  const from = fixed + lift.channel * perChannel(structure);
  const beta = natural[from];
  s.byNatural.fill(0);
  let expected = 0;
  for (const [x, sign] of [[lift.spend, 1], [lift.counterfactual, -1]] as const) {
    trace(structure, x, natural, from, s.curve);
    s.signs.fill(lift.lastOnly ? 0 : sign);
    s.signs[n - 1] = sign;
    for (let t = 0; t < n; t++) expected += beta * s.signs[t] * s.curve.value[t];
    pullBack(s.signs, x, s.curve, beta, s.byNatural, from, s.adjoint);
  }
  return expected;
}

/** ln likelihood of one test (up to a constant); adds its gradient by the natural parameters. */
export function liftDensity(lift: PreparedLift, structure: Structure, natural: Float64Array, byNatural: Float64Array): number {
  const from = fixed + lift.channel * perChannel(structure);
  const expected = liftWithGradient(lift, structure, natural);
  const off = lift.logarithmic ? Math.log(Math.max(expected, 1e-300) / lift.gain) : expected - lift.gain;
  const apart = off / lift.error; // not its square over the error's: that underflows to nothing where the unit is large
  const slope = -apart / lift.error / (lift.logarithmic ? Math.max(expected, 1e-300) : 1);
  for (let i = from; i < from + perChannel(structure); i++) byNatural[i] += slope * (lift.scratch?.byNatural[i] ?? 0);
  return -0.5 * apart * apart;
}
