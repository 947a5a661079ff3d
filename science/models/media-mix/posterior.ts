/**
 * The ln posterior of noise, wiggle and the channels' parameters on their unconstrained scales, with its exact gradient.
 *
 * Ceiling β and steepness trade against each other along a curved ridge; their product at the usual spend does not. So the
 * sampled coordinate u of a channel's effect is that product, b = β · saturation(usual spend) = s · ln(1 + eᵘ): positive, but
 * straight where b is large, so that two channels that only their sum is known of lie along a line and not along a hook.
 */
import type { LogDensity } from '../../math/sampler.ts';
import { saturationWithDerivatives } from '../../math/saturation.ts';
import { curveScratch, fixed, pullBack, trace } from './channel-curve.ts';
import { liftDensity } from './lift.ts';
import { marginalLikelihood } from './marginal-likelihood.ts';
import { at, type At } from './prior.ts';
import type { Problem } from './problem.ts';

export function logPosterior(p: Problem): LogDensity {
  const n = p.y.length;
  const dims = p.priors.length;
  const core = marginalLikelihood(p.z, n, p.base);
  const { structure } = p.input;
  const curves = p.spends.map(() => curveScratch(structure, n));
  const natural = new Float64Array(dims);
  const byNatural = new Float64Array(dims);
  const residual = new Float64Array(n);
  const adjoint = new Float64Array(n);
  const unpack = unpacker(p);
  return (u, gradient) => {
    const prior = unpack(u, natural, gradient);
    if (prior === -Infinity) return -Infinity;
    let logp = prior;
    residual.set(p.y);
    p.spends.forEach((x, c) => {
      const from = fixed + c * p.perChannel;
      const k = curves[c];
      trace(structure, x, natural, from, k);
      const beta = natural[from];
      for (let t = 0; t < n; t++) residual[t] -= beta * k.value[t];
    });
    byNatural.fill(0);
    logp += core(residual, natural[0], natural[1], byNatural);
    p.spends.forEach((x, c) => pullBack(core.w, x, curves[c], natural[fixed + c * p.perChannel], byNatural, fixed + c * p.perChannel, adjoint));
    for (const lift of p.lifts) logp += liftDensity(lift, structure, natural, byNatural);
    unpack.pull(byNatural, gradient);
    return logp;
  };
}

/** Where the effect's coordinate turns from logarithmic to straight, in shares of the largest outcome. */
export const bend = 0.05;

interface Unpacker {
  /** Fills the natural parameters and the gradient of the ln prior by the natural parameters' unconstrained values; returns the ln prior. */
  (u: Float64Array, natural: Float64Array, gradient: Float64Array): number;
  /** Adds a gradient by natural parameters and turns the whole into one by the sampled coordinates. */
  pull(byNatural: Float64Array, gradient: Float64Array): void;
}

/** From sampled coordinates to natural parameters and back for gradients. */
export function unpacker(p: Problem): Unpacker {
  const dims = p.priors.length;
  const cell: At = { natural: 0, slope: 0, logp: 0, logpSlope: 0 };
  const slopes = new Float64Array(dims);
  /** d ln saturation(usual) / d natural, at the places of the saturation's parameters. */
  const shifts = new Float64Array(dims);
  const { saturation } = p.input.structure;
  const curves = p.spends.map(() => curveScratch(p.input.structure, 1));
  /** Per channel: d ln b / d u and d ln(d ln b / d u) / d u. */
  const stretch = new Float64Array(p.spends.length);
  const stretchSlope = new Float64Array(p.spends.length);
  const one = (i: number, u: number, natural: Float64Array, gradient: Float64Array): number => {
    at(p.priors[i], u, cell);
    if (cell.logp === -Infinity) return -Infinity;
    natural[i] = cell.natural;
    slopes[i] = cell.slope;
    gradient[i] = cell.logpSlope;
    return cell.logp;
  };
  const unpack = (u: Float64Array, natural: Float64Array, gradient: Float64Array): number => {
    let logp = 0;
    for (let i = 0; i < dims; i++) if (i < fixed || (i - fixed) % p.perChannel !== 0) logp += one(i, u[i], natural, gradient);
    if (logp === -Infinity) return logp;
    p.spends.forEach((_, c) => {
      const from = fixed + c * p.perChannel;
      const k = curves[c];
      const middle = from + 1 + k.byParameter.length;
      k.carried[0] = p.usual[c];
      saturationWithDerivatives(saturation, k.carried, natural.subarray(middle, from + p.perChannel), k.value, k.byX, k.byP);
      k.byP.forEach((d, q) => { shifts[middle + q] = d[0] / k.value[0]; });
      const soft = u[from] > 30 ? u[from] : Math.log1p(Math.exp(u[from]));
      const share = 1 / (1 + Math.exp(-u[from]));
      stretch[c] = share / soft;
      stretchSlope[c] = 1 - share - stretch[c];
      if (!(k.value[0] > 0 && soft > 0)) { logp = -Infinity; return; }
      logp += one(from, Math.log((bend * soft) / k.value[0]), natural, gradient) + Math.log(stretch[c]);
    });
    return logp;
  };
  const pull = (byNatural: Float64Array, gradient: Float64Array): void => {
    for (let i = 0; i < dims; i++) gradient[i] += byNatural[i] * slopes[i];
    for (let c = 0, from = fixed; from < dims; c++, from += p.perChannel) {
      for (let i = from + 1; i < from + p.perChannel; i++) gradient[i] -= gradient[from] * shifts[i] * slopes[i];
      gradient[from] = gradient[from] * stretch[c] + stretchSlope[c];
    }
  };
  return Object.assign(unpack, { pull });
}
