/** Geo-based regression (Vaver & Koehler 2011): regions against regions where time-based regression sets periods against periods. */
import { tQuantile } from '../../math/distributions.ts';
import { leastSquares } from '../../math/linear.ts';
import type { Table } from '../contract.ts';

interface GeoRegression { iroas: number; standardError: number; df: number }

/**
 * Geo-based regression (Vaver & Koehler 2011, eq. 1): sales of each region in the test on its sales before and its extra cost,
 * with an error that grows with the size of the region, so weighted by one over the squared sales before; the coefficient of cost is the return on it. Null where costs do not vary.
 */
function geoBasedRegression(before: ArrayLike<number>, during: ArrayLike<number>, extraCost: ArrayLike<number>): GeoRegression | null {
  const n = before.length;
  const x = new Float64Array(3 * n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (!(before[i] > 0)) return null;
    const root = 1 / before[i];
    x.set([root, before[i] * root, extraCost[i] * root], 3 * i);
    y[i] = during[i] * root;
  }
  const fit = leastSquares(x, n, 3, y);
  if (fit.rank < 3 || n < 4) return null;
  return { iroas: fit.coefficients[2], df: n - 3, standardError: Math.sqrt((fit.residualSumOfSquares / (n - 3)) * fit.inverseGram[8]) };
}

/** What a unit of extra cost brought, from the columns region, group, time, value and cost; null where one of them is absent or costs do not vary. */
export function returnByRegions(data: Table, start: number, end: number, level: number): { value: number; low: number; high: number } | null {
  const { time, value, cost, group, region } = data.columns;
  if (!Array.isArray(region) || cost === undefined) return null;
  const sums = new Map<string, { before: number; during: number; spentBefore: number; spent: number }>();
  const periods = [new Set<number>(), new Set<number>()];
  for (let row = 0; row < data.rows; row++) {
    const at = Number(time[row]);
    if (at > end || (group[row] !== 'control' && group[row] !== 'treatment')) continue;
    const known = sums.get(region[row]) ?? { before: 0, during: 0, spentBefore: 0, spent: 0 };
    const tested = at >= start;
    known[tested ? 'during' : 'before'] += Number(value[row]);
    known[tested ? 'spent' : 'spentBefore'] += Number(cost[row]);
    periods[Number(tested)].add(at);
    sums.set(region[row], known);
  }
  const all = [...sums.values()];
  const extra = all.map(({ spent, spentBefore }) => spent - (spentBefore * periods[1].size) / periods[0].size);
  const found = geoBasedRegression(all.map(({ before }) => before), all.map(({ during }) => during), extra);
  if (!found) return null;
  const reach = tQuantile((1 + level) / 2, found.df) * found.standardError;
  return { value: found.iroas, low: found.iroas - reach, high: found.iroas + reach };
}
