/** One channel's spend through carry-over and saturation, and the way back for gradients. */
import { adstockParameters, adstockWeightsWithDerivatives, carryOver } from '../../math/adstock.ts';
import { saturationParameters, saturationWithDerivatives } from '../../math/saturation.ts';
import type { Structure } from './design.ts';

/** Sampled coordinates before the channels': ln σ and ln wiggle. Then per channel ln β, the adstock's and the saturation's. */
export const fixed = 2;

/** Coordinates of one channel: effect, adstock parameters, saturation parameters. */
export function perChannel(structure: Structure): number {
  return 1 + adstockParameters[structure.adstock].length + saturationParameters[structure.saturation].length;
}

/** Scratch of one channel's transforms over `n` periods. */
export interface Curve {
  weights: Float64Array;
  byParameter: Float64Array[];
  carried: Float64Array;
  /** d carried / d retention of the geometric form, whose recursion makes it cheaper than the weights' derivatives. */
  byRetention: Float64Array | null;
  value: Float64Array;
  byX: Float64Array;
  byP: Float64Array[];
}

export function curveScratch({ adstock, saturation, lags }: Structure, n: number): Curve {
  return {
    weights: new Float64Array(lags), byParameter: adstockParameters[adstock].map(() => new Float64Array(lags)), carried: new Float64Array(n),
    byRetention: adstock === 'geometric' ? new Float64Array(n) : null, value: new Float64Array(n), byX: new Float64Array(n), byP: saturationParameters[saturation].map(() => new Float64Array(n)),
  };
}

/** Runs a spend series through the channel whose natural parameters begin at `from`; fills `curve`. */
export function trace({ adstock, saturation, normalised }: Structure, x: Float64Array, natural: Float64Array, from: number, curve: Curve): void {
  const middle = from + 1 + curve.byParameter.length;
  adstockWeightsWithDerivatives(adstock, natural.subarray(from + 1, middle), normalised, curve.weights, curve.byParameter);
  if (curve.byRetention) geometric(x, natural[from + 1], normalised, curve, curve.byRetention);
  else carryOver(x, curve.weights, curve.carried);
  saturationWithDerivatives(saturation, curve.carried, natural.subarray(middle, middle + curve.byP.length), curve.value, curve.byX, curve.byP);
}

/** carried[t] = x[t] + α carried[t−1] − α^L x[t−L], and its derivative by α, instead of L products a period. */
function geometric(x: Float64Array, alpha: number, normalised: boolean, { weights, byParameter, carried }: Curve, byRetention: Float64Array): void {
  const lags = weights.length;
  // The weights are known up to their sum, which the unnormalised first weight of 1 gives away.
  const sum = 1 / weights[0];
  const sumSlope = normalised ? -byParameter[0][0] * sum * sum : 0;
  const last = alpha ** lags;
  const lastSlope = lags * alpha ** (lags - 1);
  let [c, d] = [0, 0];
  for (let t = 0; t < x.length; t++) {
    const left = t >= lags ? x[t - lags] : 0;
    d = c + alpha * d - lastSlope * left;
    c = x[t] + alpha * c - last * left;
    carried[t] = c / sum;
    byRetention[t] = (d - carried[t] * sumSlope) / sum;
  }
  // Cancellation of the leaving term may leave −1e−17 where nothing is carried.
  for (let t = 0; t < x.length; t++) if (carried[t] < 0) carried[t] = 0;
}

/** Gradient by a channel's natural parameters of anything whose derivative by the channel's contribution is `w`. */
export function pullBack(w: Float64Array, x: Float64Array, k: Curve, beta: number, byNatural: Float64Array, from: number, adjoint: Float64Array): void {
  const [na, n] = [k.byParameter.length, x.length];
  let byBeta = 0;
  for (let t = 0; t < n; t++) { byBeta += w[t] * k.value[t]; adjoint[t] = beta * w[t] * k.byX[t]; }
  byNatural[from] += byBeta;
  for (let q = 0; q < k.byP.length; q++) { let s = 0; for (let t = 0; t < n; t++) s += w[t] * k.byP[q][t]; byNatural[from + 1 + na + q] += beta * s; }
  if (na === 0) return;
  if (k.byRetention) {
    let byAlpha = 0;
    for (let t = 0; t < n; t++) byAlpha += adjoint[t] * k.byRetention[t];
    byNatural[from + 1] += byAlpha;
    return;
  }
  for (let l = 0; l < k.weights.length; l++) {
    let byWeight = 0;
    for (let t = l; t < n; t++) byWeight += adjoint[t] * x[t - l];
    for (let q = 0; q < na; q++) byNatural[from + 1 + q] += byWeight * k.byParameter[q][l];
  }
}
