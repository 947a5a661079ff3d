/**
 * Variance of a sample quantile without estimating a density: the distance of the order statistics that bound it at 95 %
 * (binomial, normal approximation), turned into a standard deviation; several values a person widen it by how much more the share
 * below varies between people than between values (Deng, Knoblich & Lu 2018, eq. 10 to 13).
 */
import { normalQuantile } from '../../math/distributions.ts';
import { quantileSorted } from '../../math/summary.ts';

export interface QuantileStatistic { n: number; value: number; variance: number }

const Z = normalQuantile(0.975);

/** Variance for one observation from the two bounds; `share` is the quantile's. The mean's is this over n. */
export function varianceFromBounds(n: number, low: number, high: number): number {
  return (n - 1) * ((high - low) / (2 * Z)) ** 2;
}

/** A word in place of numbers where there are too few values beyond the quantile, the bounds are one number, or all values are one person's. */
export function quantileOf(values: Float64Array, share: number, person?: readonly string[]): QuantileStatistic | 'few' | 'piled' | 'alone' {
  const n = values.length;
  if (n * Math.min(share, 1 - share) < 10) return 'few';
  const ordered = values.slice().sort();
  const reach = Z * Math.sqrt((share * (1 - share)) / n);
  const [low, value, high] = [share - reach, share, share + reach].map((p) => quantileSorted(ordered, p));
  if (!(high > low)) return 'piled';
  if (person && new Set(person).size < 2) return 'alone';
  const factor = person ? clusterFactor(values, person, value, share) : 1;
  return { n, value, variance: varianceFromBounds(n, low, high) * factor };
}

/** Variance of the share below the quantile with people drawn whole, over that with values drawn one by one. */
function clusterFactor(values: Float64Array, person: readonly string[], quantile: number, share: number): number {
  const people = new Map<string, [number, number]>();
  values.forEach((v, i) => {
    const p = people.get(person[i]) ?? [0, 0];
    p[0] += Number(v <= quantile);
    p[1] += 1;
    people.set(person[i], p);
  });
  const k = people.size;
  const n = values.length;
  let [ms, mn] = [0, 0];
  for (const [s, c] of people.values()) { ms += s / k; mn += c / k; }
  let square = 0;
  for (const [s, c] of people.values()) square += (s - ms - (ms / mn) * (c - mn)) ** 2;
  const between = square / (k - 1) / (k * mn * mn);
  return Math.max(1e-9, between / ((share * (1 - share)) / n));
}

/** Difference of two quantiles, absolute or as a share of the first (delta method). */
export function quantileEffect(a: QuantileStatistic, b: QuantileStatistic, relative: boolean): { estimate: number; standardError: number } {
  const [va, vb] = [a.variance / a.n, b.variance / b.n];
  if (!relative) return { estimate: b.value - a.value, standardError: Math.sqrt(va + vb) };
  return { estimate: (b.value - a.value) / Math.abs(a.value), standardError: Math.sqrt(vb / a.value ** 2 + (va * b.value ** 2) / a.value ** 4) };
}
