/**
 * Special functions: thin names over the @stdlib leaves (ports of Cephes, Boost and FreeBSD's msun, about 1e-15 relative),
 * and the few that statistics needs beside them. Real arguments; a domain error throws RangeError, never NaN.
 */
import stdBetainc from '@stdlib/math-base-special-betainc';
import stdBetaincinv from '@stdlib/math-base-special-betaincinv';
import stdBetaln from '@stdlib/math-base-special-betaln';
import stdDigamma from '@stdlib/math-base-special-digamma';
import stdErf from '@stdlib/math-base-special-erf';
import stdErfc from '@stdlib/math-base-special-erfc';
import stdErfcinv from '@stdlib/math-base-special-erfcinv';
import stdGammainc from '@stdlib/math-base-special-gammainc';
import stdGammaincinv from '@stdlib/math-base-special-gammaincinv';
import stdGammaln from '@stdlib/math-base-special-gammaln';
import stdTrigamma from '@stdlib/math-base-special-trigamma';

function need(ok: boolean, what: string): void {
  if (!ok) throw new RangeError(what);
}

/** ln Γ(x), x > 0. */
export function gammaln(x: number): number {
  need(x > 0, `gammaln needs x > 0, got ${x}`);
  return stdGammaln(x);
}

/** ln B(a, b), a > 0, b > 0. */
export function betaln(a: number, b: number): number {
  need(a > 0 && b > 0, `betaln needs positive arguments, got ${a}, ${b}`);
  return stdBetaln(a, b);
}

/** ψ(x) = d ln Γ(x)/dx, x > 0. */
export function digamma(x: number): number {
  need(x > 0, `digamma needs x > 0, got ${x}`);
  return stdDigamma(x);
}

/** ψ′(x), x > 0. */
export function trigamma(x: number): number {
  need(x > 0, `trigamma needs x > 0, got ${x}`);
  return stdTrigamma(x);
}

export function erf(x: number): number {
  need(!Number.isNaN(x), 'erf needs a number');
  return stdErf(x);
}

/** 1 - erf(x) without cancellation. */
export function erfc(x: number): number {
  need(!Number.isNaN(x), 'erfc needs a number');
  return stdErfc(x);
}

/** The x with erfc(x) = y, 0 < y < 2. */
export function erfcInverse(y: number): number {
  need(y > 0 && y < 2, `erfcInverse needs 0 < y < 2, got ${y}`);
  return stdErfcinv(y);
}

/** Regularised lower incomplete gamma P(a, x) = γ(a, x)/Γ(a), a > 0, x >= 0. */
export function gammaP(a: number, x: number): number {
  need(a > 0 && x >= 0, `gammaP needs a > 0 and x >= 0, got ${a}, ${x}`);
  return x === Infinity ? 1 : stdGammainc(x, a, true, false);
}

/** Regularised upper incomplete gamma Q(a, x) = 1 - P(a, x). */
export function gammaQ(a: number, x: number): number {
  need(a > 0 && x >= 0, `gammaQ needs a > 0 and x >= 0, got ${a}, ${x}`);
  return x === Infinity ? 0 : stdGammainc(x, a, true, true);
}

/** The x with P(a, x) = p, 0 <= p < 1. */
export function gammaPInverse(a: number, p: number): number {
  need(a > 0 && p >= 0 && p < 1, `gammaPInverse needs a > 0 and 0 <= p < 1, got ${a}, ${p}`);
  return stdGammaincinv(p, a, false);
}

/** Regularised incomplete beta I_x(a, b), a > 0, b > 0, 0 <= x <= 1; `upper` gives 1 - I_x without cancellation. */
export function betaI(a: number, b: number, x: number, upper = false): number {
  need(a > 0 && b > 0 && x >= 0 && x <= 1, `betaI needs a, b > 0 and 0 <= x <= 1, got ${a}, ${b}, ${x}`);
  return stdBetainc(x, a, b, true, upper);
}

/** The x with I_x(a, b) = p, 0 <= p <= 1. */
export function betaIInverse(a: number, b: number, p: number): number {
  need(a > 0 && b > 0 && p >= 0 && p <= 1, `betaIInverse needs a, b > 0 and 0 <= p <= 1, got ${a}, ${b}, ${p}`);
  return stdBetaincinv(p, a, b, false);
}

/** ln Σ exp(v), safe against overflow; -Infinity for no terms (the logarithm of an empty sum). */
export function logSumExp(values: ArrayLike<number>): number {
  let top = -Infinity;
  for (let i = 0; i < values.length; i++) if (values[i]! > top) top = values[i]!;
  if (top === -Infinity || top === Infinity) return top;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - top);
  return top + Math.log(sum);
}

/** ln(exp(a) + exp(b)). */
export function logAddExp(a: number, b: number): number {
  if (a === -Infinity) return b;
  return a >= b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}

/** ln(1 - exp(x)) for x < 0 (Mächler 2012: the switch at ln ½ keeps every digit). */
export function log1mExp(x: number): number {
  need(x < 0, `log1mExp needs x < 0, got ${x}`);
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** ln(1 + exp(x)). */
export function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** 1/(1 + exp(-x)). */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/**
 * Gauss's ₂F₁(a, b; c; z) for z < 1, c > 0, by its power series (Abramowitz & Stegun 15.1.1). Negative z goes through Pfaff's
 * transformation (15.3.4), and Euler's (15.3.3) is taken where it shrinks the terms. Close to z = 1 the series is long:
 * about 36/(1 - z) terms; beyond 2 million it throws.
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  need(z < 1 && c > 0, `hyp2f1 needs z < 1 and c > 0, got z ${z}, c ${c}`);
  if (z < 0) return (1 - z) ** -a * hyp2f1(a, c - b, c, z / (z - 1));
  if (z > 0.5 && c - a - b < 0 && a > 0 && b > 0) return (1 - z) ** (c - a - b) * hyp2f1Series(c - a, c - b, c, z);
  return hyp2f1Series(a, b, c, z);
}

function hyp2f1Series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 2e6; n++) {
    term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    sum += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(sum) && n > -a && n > -b) return sum;
    if (term === 0) return sum;
  }
  throw new RangeError(`hyp2f1 did not settle for ${a}, ${b}; ${c}; ${z}`);
}
