/**
 * No plan can bring more than this: for every price λ, Σ max_x [value(x) − λ x] + λ · total is above the best plan's value
 * (Lagrangian duality; Everett 1963). The least such bound over λ is returned; steps and groups are left out, which only raises it.
 */
import { brentMinimum } from '../../math/optimise.ts';
import type { Constraints } from './constraints.ts';

const points = 4000;

export function upperBound({ cells, total }: Constraints, value: (cell: number, spend: number) => number): number {
  const tables = cells.map((c, k) => {
    const width = (c.high - c.low) / points;
    return { low: c.low, width, values: Float64Array.from({ length: points + 1 }, (_, i) => value(k, c.low + i * width)) };
  });
  const dual = (price: number): number => tables.reduce((sum, { low, width, values }) => {
    // Between two points a rising value is at most the right one's, the cost at least the left one's.
    let best = values[0] - price * low;
    for (let i = 1; i <= points; i++) best = Math.max(best, values[i] - price * (low + (i - 1) * width));
    return sum + best;
  }, price * total);
  const steepest = Math.max(...tables.map(({ width, values }) => (width > 0 ? values.reduce((m, v, i) => (i === 0 ? m : Math.max(m, (v - values[i - 1]) / width)), 0) : 0)));
  return Math.min(dual(0), brentMinimum(dual, 0, steepest * 1.01 + 1e-300, 1e-7).value);
}
