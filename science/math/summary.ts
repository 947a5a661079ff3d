/** Summaries of columns of numbers: means, variances, covariances and quantiles, plain and weighted, by stable algorithms. */

export type Numbers = Float64Array | readonly number[];

/** Sum with Neumaier's compensation (ZAMM 54, 1974): the error does not grow with the number of terms. */
export function sum(x: Numbers): number {
  let total = 0;
  let lost = 0;
  for (const v of x) {
    const t = total + v;
    lost += Math.abs(total) >= Math.abs(v) ? total - t + v : v - t + total;
    total = t;
  }
  return total + lost;
}

/** Arithmetic mean; the caller ensures at least one entry. */
export function mean(x: Numbers): number {
  return sum(x) / x.length;
}

/** Unbiased variance (divisor n - 1) by the corrected two-pass algorithm (Chan, Golub & LeVeque 1983, eq. 1.7); needs two entries. */
export function variance(x: Numbers): number {
  const centre = mean(x);
  let squares = 0;
  let drift = 0;
  for (const v of x) { const d = v - centre; squares += d * d; drift += d; }
  return Math.max(0, squares - (drift * drift) / x.length) / (x.length - 1);
}

export function standardDeviation(x: Numbers): number {
  return Math.sqrt(variance(x));
}

/** Unbiased covariance (divisor n - 1) of two columns of equal length. */
export function covariance(x: Numbers, y: Numbers): number {
  const mx = mean(x);
  const my = mean(y);
  let s = 0;
  for (let i = 0; i < x.length; i++) s += ((x[i] as number) - mx) * ((y[i] as number) - my);
  return s / (x.length - 1);
}

/** Pearson's correlation; null where a column does not vary. */
export function correlation(x: Numbers, y: Numbers): number | null {
  const scale = Math.sqrt(variance(x) * variance(y));
  return scale > 0 ? Math.max(-1, Math.min(1, covariance(x, y) / scale)) : null;
}

/** Running mean and variance that can be merged (Welford 1962; Chan et al. 1983, eq. 2.1). */
export interface Running { n: number; mean: number; squares: number }

export function running(): Running {
  return { n: 0, mean: 0, squares: 0 };
}

export function observe(r: Running, x: number): void {
  r.n += 1;
  const d = x - r.mean;
  r.mean += d / r.n;
  r.squares += d * (x - r.mean);
}

export function merge(a: Running, b: Running): Running {
  const n = a.n + b.n;
  if (n === 0) return running();
  const d = b.mean - a.mean;
  return { n, mean: a.mean + (d * b.n) / n, squares: a.squares + b.squares + (d * d * a.n * b.n) / n };
}

/** A sorted copy, ascending by number. */
export function sorted(x: Numbers): Float64Array {
  return Float64Array.from(x).sort();
}

/**
 * Quantile of an ascending column: linear interpolation of the order statistics at (n - 1) p,
 * definition 7 of Hyndman & Fan (1996), as in R, NumPy and spreadsheets.
 */
export function quantileSorted(ascending: Numbers, p: number): number {
  const at = (ascending.length - 1) * Math.min(1, Math.max(0, p));
  const below = Math.floor(at);
  const low = ascending[below] as number;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] as number;
  return low + (at - below) * (high - low);
}

export function quantile(x: Numbers, p: number): number {
  return quantileSorted(sorted(x), p);
}

export function median(x: Numbers): number {
  return quantile(x, 0.5);
}

/** Mean under weights that need not add to one; the caller ensures a positive total. */
export function weightedMean(x: Numbers, w: Numbers): number {
  let total = 0;
  let products = 0;
  for (let i = 0; i < x.length; i++) { total += w[i] as number; products += (w[i] as number) * (x[i] as number); }
  return products / total;
}

/** Variance of the population the weights stand for: sum w (x - mean)^2 / sum w. */
export function weightedVariance(x: Numbers, w: Numbers): number {
  const centre = weightedMean(x, w);
  let total = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    const d = (x[i] as number) - centre;
    total += w[i] as number;
    squares += (w[i] as number) * d * d;
  }
  return squares / total;
}

/** Covariance of the population the weights stand for. */
export function weightedCovariance(x: Numbers, y: Numbers, w: Numbers): number {
  const mx = weightedMean(x, w);
  const my = weightedMean(y, w);
  let total = 0;
  let products = 0;
  for (let i = 0; i < x.length; i++) {
    total += w[i] as number;
    products += (w[i] as number) * ((x[i] as number) - mx) * ((y[i] as number) - my);
  }
  return products / total;
}

/** Smallest x at which the weight at or below reaches the share p (the inverse of the weighted distribution function). */
export function weightedQuantile(x: Numbers, w: Numbers, p: number): number {
  const order = Array.from(x, (_, i) => i).sort((i, j) => (x[i] as number) - (x[j] as number));
  const target = p * sum(w);
  let reached = 0;
  for (const i of order) {
    reached += w[i] as number;
    if (reached >= target) return x[i] as number;
  }
  return x[order[order.length - 1] as number] as number;
}

/** How many equally weighted answers the weights are worth: (sum w)^2 / sum w^2 (Kish 1965, sec. 11.7). */
export function effectiveSize(w: Numbers): number {
  let total = 0;
  let squares = 0;
  for (const v of w) { total += v; squares += v * v; }
  return (total * total) / squares;
}
