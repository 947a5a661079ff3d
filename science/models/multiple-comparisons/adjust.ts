/** Adjusted p-values: the smallest error rate at which a comparison would still be a finding. */

export type Method = 'holm' | 'bonferroni' | 'benjamini-hochberg' | 'benjamini-yekutieli';

export function adjustedP(p: ArrayLike<number>, method: Method): Float64Array {
  const m = p.length;
  const order = Array.from({ length: m }, (_, i) => i).sort((i, j) => p[i] - p[j]);
  const adjusted = new Float64Array(m);
  if (method === 'bonferroni') return Float64Array.from(p, (v) => Math.min(1, m * v));
  if (method === 'holm') {
    let largest = 0; // Holm 1979: step down, never smaller than the one before
    order.forEach((i, rank) => { adjusted[i] = largest = Math.max(largest, Math.min(1, (m - rank) * p[i])); });
    return adjusted;
  }
  let penalty = 1;
  if (method === 'benjamini-yekutieli') for (let i = 2; i <= m; i++) penalty += 1 / i;
  let smallest = 1; // Benjamini & Hochberg 1995: step up, never larger than the one after
  for (let rank = m - 1; rank >= 0; rank--) {
    const i = order[rank];
    adjusted[i] = smallest = Math.min(smallest, (penalty * m * p[i]) / (rank + 1));
  }
  return adjusted;
}

/**
 * Error allowed to each interval, or null where a comparison gets none: 1/m of it for simultaneous intervals; for the
 * methods of Benjamini the R findings share it as R/m (false coverage rate, Benjamini & Yekutieli 2005).
 */
export function intervalErrors(adjusted: Float64Array, method: Method, alpha: number): (number | null)[] {
  const m = adjusted.length;
  if (method === 'holm' || method === 'bonferroni') return Array.from(adjusted, () => alpha / m);
  const found = adjusted.filter((p) => p <= alpha).length;
  let penalty = 1;
  if (method === 'benjamini-yekutieli') for (let i = 2; i <= m; i++) penalty += 1 / i;
  return Array.from(adjusted, (p) => (p <= alpha ? (found * alpha) / (m * penalty) : null));
}
