/**
 * A buy-till-you-die family. All of them share one closure: a customer still active at T goes on as a fresh customer of the same
 * family with updated parameters (`posterior`), so every forecast is P(active) times a statement about a fresh customer.
 */
import type { Histories } from './histories.ts';
import type { Random } from '../math/random.ts';

/** Value, gradient and upper triangle of the Hessian (row by row) of one history's log-likelihood, in the logarithms of the parameters. */
export type Term = (x: number, tx: number, T: number, out: Float64Array) => void;

export interface Family {
  /** Names of the parameters, all positive. */
  parameters: readonly string[];
  /** Indices of the parameters that covariates act on: on the purchase rate, and on leaving. */
  purchaseScale: readonly number[];
  dropoutScale: readonly number[];
  /** Evaluator at these log-parameters; fastest when calls come in order of x. */
  term(log: Float64Array): Term;
  /** Starting points (logarithms). */
  starts(h: Histories): Float64Array[];
  /** P(still active at T | x, t_x, T). */
  alive(p: ArrayLike<number>, x: number, tx: number, T: number): number;
  /** Parameters of the process that goes on after T for a customer who is still active. */
  posterior(p: ArrayLike<number>, x: number, T: number): number[];
  /** Where people leave before fixed occasions: P(an active customer with parameters `q` is still there at the next one). */
  staysNext?(q: ArrayLike<number>): number;
  /** For an active customer with parameters `q`: expected purchases within t. */
  mean(q: ArrayLike<number>, t: number): number;
  /** For an active customer with parameters `q`: P(exactly n purchases within t). */
  pmf(q: ArrayLike<number>, n: number, t: number): number;
  /** For an active customer with parameters `q` who does not leave meanwhile: the median wait for the next purchase. */
  wait(q: ArrayLike<number>): number;
  /** One customer's history over T. */
  draw(random: Random, p: ArrayLike<number>, T: number): { x: number; tx: number };
}

export function packedLength(n: number): number {
  return 1 + n + (n * (n + 1)) / 2;
}

/** E[purchases in (from, to] after T | history]. */
export function expectedPurchases(family: Family, p: ArrayLike<number>, x: number, tx: number, T: number, to: number, from = 0): number {
  const q = family.posterior(p, x, T);
  return family.alive(p, x, tx, T) * (family.mean(q, to) - (from > 0 ? family.mean(q, from) : 0));
}

/** E[purchases in t] of a customer just acquired (the first purchase not counted). */
export function expectedPurchasesNew(family: Family, p: ArrayLike<number>, t: number): number {
  return expectedPurchases(family, p, 0, 0, 0, t);
}

/** P(exactly n purchases within t after T | history). */
export function purchaseProbability(family: Family, p: ArrayLike<number>, x: number, tx: number, T: number, n: number, t: number): number {
  const alive = family.alive(p, x, tx, T);
  return (n === 0 ? 1 - alive : 0) + alive * family.pmf(family.posterior(p, x, T), n, t);
}

/** Median of the wait at a gamma(q₀, q₁) distributed rate, a Lomax variable: q₁(2^(1/q₀) - 1); beyond 1e300 held there. */
export function lomaxMedian(q: ArrayLike<number>): number {
  return Math.min(1e300, q[1] * Math.expm1(Math.LN2 / q[0]));
}
