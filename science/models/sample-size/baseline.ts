/** What past data say about one person's value: mean, variance, what the period before explains, and how clusters inflate. */
import type { Table } from '../contract.ts';
import { correlation, mean, variance } from '../../math/summary.ts';

export interface Baseline {
  mean: number;
  variance: number;
  /** Share of the variance that remains after adjusting by the period before: 1 - r^2 (Deng et al. 2013, eq. 5). */
  remaining: number;
  /** Factor on the variance from people of one cluster being alike. */
  designEffect: number;
  people: number;
}

/** Rows are people; for a ratio the variance is that of the linearised value (Deng, Knoblich & Lu 2018, eq. 3). */
export function readBaseline(data: Table): Baseline {
  const value = data.columns['value'] as Float64Array;
  const denominator = data.columns['denominator'] as Float64Array | undefined;
  let person = value;
  let level = mean(value);
  if (denominator) {
    const size = mean(denominator);
    level /= size;
    person = value.map((v, i) => (v - level * denominator[i]) / size + level);
  }
  const before = data.columns['before'] as Float64Array | undefined;
  const r = before ? correlation(person, before) ?? 0 : 0;
  const cluster = data.columns['cluster'] as string[] | undefined;
  return { mean: level, variance: variance(person), remaining: 1 - r * r, designEffect: cluster ? clusterEffect(person, cluster) : 1, people: data.rows };
}

/** Factor from whole clusters being assigned: 1 + ((1 + cv^2) m - 1) icc (Eldridge, Ashby & Kerry 2006, eq. 3). */
export function clusterFactor(size: number, variation: number, icc: number): number {
  return 1 + ((1 + variation * variation) * size - 1) * icc;
}

/** The factor with the intra-cluster correlation from the analysis of variance (Donner 1986, eq. 2.1); never below 1. */
function clusterEffect(values: Float64Array, cluster: string[]): number {
  const groups = new Map<string, number[]>();
  values.forEach((v, i) => { const g = groups.get(cluster[i]); if (g) g.push(v); else groups.set(cluster[i], [v]); });
  const [n, k] = [values.length, groups.size];
  if (k < 2 || n === k) return 1;
  const all = mean(values);
  let between = 0;
  let inside = 0;
  let squares = 0;
  for (const g of groups.values()) {
    const m = mean(g);
    between += g.length * (m - all) ** 2;
    inside += g.reduce((s, v) => s + (v - m) ** 2, 0);
    squares += g.length ** 2;
  }
  const typical = (n - squares / n) / (k - 1);
  const [msb, msw] = [between / (k - 1), inside / (n - k)];
  const denominator = msb + (typical - 1) * msw;
  const icc = denominator > 0 ? Math.max(0, (msb - msw) / denominator) : 0;
  const variation = Math.sqrt(Math.max(0, (squares / k) / (n / k) ** 2 - 1));
  return clusterFactor(n / k, variation, icc);
}
