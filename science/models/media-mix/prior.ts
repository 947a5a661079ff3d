/** Priors of the media parameters, each sampled on an unconstrained scale u; the density includes the Jacobian |d natural / d u|. */
import { drawBeta, drawGamma } from '../../math/distributions.ts';
import type { Random } from '../../math/random.ts';

export type Prior =
  /** natural = scale · Beta(a, b), u its logit. */
  | { kind: 'beta'; a: number; b: number; scale: number }
  /** Gamma(shape, rate), u its logarithm. */
  | { kind: 'gamma'; shape: number; rate: number }
  /** ln natural ~ Normal(location, spread). */
  | { kind: 'log-normal'; location: number; spread: number }
  /** |Normal(0, sd)|, u its logarithm. */
  | { kind: 'half-normal'; sd: number };

/** Beyond these u the natural value leaves the range of doubles; the density there is nil for every prior. */
const edge = 40;

/** The natural value and its derivative by u, the ln density at u (up to a constant) and its derivative. */
export interface At { natural: number; slope: number; logp: number; logpSlope: number }

export function at(prior: Prior, u: number, into: At): At {
  if (Math.abs(u) > edge) { into.logp = -Infinity; return into; }
  if (prior.kind === 'beta') {
    const share = 1 / (1 + Math.exp(-u));
    into.natural = prior.scale * share;
    into.slope = prior.scale * share * (1 - share);
    into.logp = -prior.a * Math.log1p(Math.exp(-u)) - prior.b * Math.log1p(Math.exp(u));
    into.logpSlope = prior.a * (1 - share) - prior.b * share;
    return into;
  }
  const natural = Math.exp(u);
  into.natural = natural;
  into.slope = natural;
  if (prior.kind === 'gamma') {
    into.logp = prior.shape * u - prior.rate * natural;
    into.logpSlope = prior.shape - prior.rate * natural;
  } else if (prior.kind === 'log-normal') {
    const z = (u - prior.location) / prior.spread;
    into.logp = -0.5 * z * z;
    into.logpSlope = -z / prior.spread;
  } else {
    const z = natural / prior.sd;
    into.logp = -0.5 * z * z + u;
    into.logpSlope = 1 - z * z;
  }
  return into;
}

/** A middling value of u to start a search from. */
export function middle(prior: Prior): number {
  switch (prior.kind) {
    case 'beta': return Math.log(prior.a / prior.b);
    case 'gamma': return Math.log(prior.shape / prior.rate);
    case 'log-normal': return prior.location;
    case 'half-normal': return Math.log(0.5 * prior.sd);
  }
}

export function draw(prior: Prior, random: Random): number {
  switch (prior.kind) {
    case 'beta': return prior.scale * drawBeta(random, prior.a, prior.b);
    case 'gamma': return drawGamma(random, prior.shape, prior.rate);
    case 'log-normal': return Math.exp(prior.location + prior.spread * random.normal());
    case 'half-normal': return Math.abs(prior.sd * random.normal());
  }
}
