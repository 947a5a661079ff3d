/** Distribution functions, their inverses, and draws. Arguments outside the domain throw RangeError. */
import { betaI, betaIInverse, erfc, erfcInverse, gammaP, gammaPInverse, gammaQ } from './special.ts';
import type { Random } from './random.ts';

/** P(Z <= z), standard normal by default. */
export function normalCdf(z: number, mean = 0, sd = 1): number {
  return 0.5 * erfc((mean - z) / (sd * Math.SQRT2));
}

export function normalPdf(z: number, mean = 0, sd = 1): number {
  const u = (z - mean) / sd;
  return Math.exp(-0.5 * u * u) / (sd * Math.sqrt(2 * Math.PI));
}

/** The z with P(Z <= z) = p, 0 < p < 1. */
export function normalQuantile(p: number, mean = 0, sd = 1): number {
  return mean - sd * Math.SQRT2 * erfcInverse(2 * p);
}

/** Student's t with `df` > 0 (not necessarily whole) degrees of freedom. */
export function tCdf(t: number, df: number): number {
  const tail = 0.5 * tTwoSided(t, df);
  return t > 0 ? 1 - tail : tail;
}

/** P(|t| > |value|), the two-sided p value, exact far into the tail. */
export function tTwoSided(t: number, df: number): number {
  const square = t * t;
  // Two forms of the same number: the smaller argument keeps its digits.
  return square < df ? betaI(0.5, df / 2, square / (df + square), true) : betaI(df / 2, 0.5, df / (df + square));
}

export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`tQuantile needs 0 < p < 1, got ${p}`);
  if (p === 0.5) return 0;
  const tail = 2 * Math.min(p, 1 - p);
  const x = betaIInverse(df / 2, 0.5, tail);
  // Near the middle x is close to 1 and 1 - x loses digits: use the complementary inverse there.
  const size = x < 0.5 ? Math.sqrt((df * (1 - x)) / x) : middleT(tail, df);
  return p < 0.5 ? -size : size;
}

function middleT(tail: number, df: number): number {
  const y = betaIInverse(0.5, df / 2, 1 - tail);
  return Math.sqrt((df * y) / (1 - y));
}

export function chiSquareCdf(x: number, df: number): number {
  return gammaP(df / 2, Math.max(0, x) / 2);
}

/** P(X > x): the p value of a chi-square statistic. */
export function chiSquareTail(x: number, df: number): number {
  return gammaQ(df / 2, Math.max(0, x) / 2);
}

export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaPInverse(df / 2, p);
}

export function fCdf(x: number, df1: number, df2: number): number {
  return x <= 0 ? 0 : betaI(df1 / 2, df2 / 2, (df1 * x) / (df1 * x + df2));
}

/** P(F > x): the p value of an F statistic. */
export function fTail(x: number, df1: number, df2: number): number {
  return x <= 0 ? 1 : betaI(df2 / 2, df1 / 2, df2 / (df1 * x + df2));
}

export function fQuantile(p: number, df1: number, df2: number): number {
  const y = betaIInverse(df1 / 2, df2 / 2, p);
  return (df2 * y) / (df1 * (1 - y));
}

export function betaCdf(x: number, a: number, b: number): number {
  return betaI(a, b, Math.min(1, Math.max(0, x)));
}

export function betaQuantile(p: number, a: number, b: number): number {
  return betaIInverse(a, b, p);
}

/** Gamma with this shape and rate (mean shape/rate). */
export function gammaCdf(x: number, shape: number, rate = 1): number {
  return gammaP(shape, Math.max(0, x) * rate);
}

export function gammaQuantile(p: number, shape: number, rate = 1): number {
  return gammaPInverse(shape, p) / rate;
}

/** P(N <= n) for a Poisson count of this mean. */
export function poissonCdf(n: number, mean: number): number {
  if (n < 0) return 0;
  return mean === 0 ? 1 : gammaQ(Math.floor(n) + 1, mean);
}

/** P(K <= k) for a binomial count of `n` trials. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaI(Math.floor(k) + 1, n - Math.floor(k), p, true);
}

/** Exponential draw with this rate. */
export function drawExponential(random: Random, rate = 1): number {
  return -Math.log1p(-random.next()) / rate;
}

/** Gamma draw (mean shape/rate): Marsaglia & Tsang 2000; below shape 1 their boost, in logarithms so that tiny shapes do not round to 0 early. */
export function drawGamma(random: Random, shape: number, rate = 1): number {
  return Math.exp(drawLogGamma(random, shape)) / rate;
}

/** Logarithm of a gamma draw with rate 1. */
export function drawLogGamma(random: Random, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`a gamma draw needs shape > 0, got ${shape}`);
  if (shape < 1) return drawLogGamma(random, shape + 1) + Math.log(1 - random.next()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = random.normal();
    const v = (1 + c * z) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.next();
    if (Math.log(u) < 0.5 * z * z + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}

export function drawBeta(random: Random, a: number, b: number): number {
  const x = drawLogGamma(random, a);
  const y = drawLogGamma(random, b);
  return 1 / (1 + Math.exp(y - x));
}

/** Poisson draw: multiplication below mean 10, above it Hörmann's transformed rejection (PTRS, 1993). */
export function drawPoisson(random: Random, mean: number): number {
  if (!(mean >= 0) || mean === Infinity) throw new RangeError(`a Poisson draw needs a finite mean >= 0, got ${mean}`);
  if (mean < 10) {
    const stop = Math.exp(-mean);
    let n = 0;
    for (let product = random.next(); product > stop; product *= random.next()) n++;
    return n;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const accept = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.next() - 0.5;
    const v = 1 - random.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accept) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log(v) + Math.log(inverse) - Math.log(a / (us * us) + b) <= k * Math.log(mean) - mean - logFactorial(k)) return k;
  }
}

/** Binomial draw: by splitting on a beta order statistic (Devroye 1986, X.4.3) until few trials are left, so O(log n). */
export function drawBinomial(random: Random, trials: number, p: number): number {
  if (!(Number.isInteger(trials) && trials >= 0 && p >= 0 && p <= 1)) throw new RangeError(`a binomial draw needs whole trials and 0 <= p <= 1, got ${trials}, ${p}`);
  let n = trials;
  let q = p;
  let count = 0;
  while (n > 30) {
    const i = (n + 1) >>> 1;
    const middle = drawBeta(random, i, n + 1 - i);
    if (middle <= q) {
      count += i;
      n -= i;
      q = middle < 1 ? (q - middle) / (1 - middle) : 0;
    } else {
      n = i - 1;
      q = q / middle;
    }
  }
  for (; n > 0; n--) if (random.next() < q) count++;
  return count;
}

/** Index drawn with probability proportional to its weight (weights >= 0, not all 0). */
export function drawCategorical(random: Random, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  if (!(total > 0) || total === Infinity) throw new RangeError('a categorical draw needs weights with a positive finite sum');
  let left = random.next() * total;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i]! <= 0) continue;
    last = i;
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return last;
}

/** ln k!: exact below 10, Stirling's series above (error below 1e-13). */
function logFactorial(k: number): number {
  if (k < 10) {
    let product = 1;
    for (let i = 2; i <= k; i++) product *= i;
    return Math.log(product);
  }
  const n = k + 1;
  return (n - 0.5) * Math.log(n) - n + 0.918938533204672742 + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5);
}
