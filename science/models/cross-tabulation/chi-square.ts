/** Independence of rows and columns of a table of weighted answers. */
import { chiSquareTail } from '../../math/distributions.ts';

export interface Independence { statistic: number; df: number; p: number; /** What the weights cost: 1 without. */ correction: number; smallExpected: number }

/** `row` and `column` hold the index of each answer's cell. */
export function independence(row: Int32Array, column: Int32Array, rows: number, columns: number, weight: Float64Array | undefined): Independence {
  const n = row.length;
  const total = weight ? weight.reduce((a, b) => a + b, 0) : n;
  const cell = new Float64Array(rows * columns);
  for (let i = 0; i < n; i++) cell[row[i] * columns + column[i]] += (weight ? weight[i] : 1) / total;
  const rowShare = Float64Array.from({ length: rows }, (_, r) => cell.slice(r * columns, (r + 1) * columns).reduce((a, b) => a + b, 0));
  const columnShare = Float64Array.from({ length: columns }, (_, c) => { let s = 0; for (let r = 0; r < rows; r++) s += cell[r * columns + c]; return s; });
  let [statistic, small] = [0, 0];
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) {
    const expected = rowShare[r] * columnShare[c];
    statistic += (n * (cell[r * columns + c] - expected) ** 2) / expected;
    if (n * expected < 5) small += 1 / (rows * columns);
  }
  const df = (rows - 1) * (columns - 1);
  const correction = weight ? firstOrder(row, column, rows, columns, weight, total, cell, rowShare, columnShare) : 1;
  return { statistic: statistic / correction, df, p: chiSquareTail(statistic / correction, df), correction, smallExpected: small };
}

/**
 * Mean of the generalised design effects (Rao & Scott 1984, eq. 3.7):
 * [sum (1 - p_rc) d_rc - sum (1 - p_r) d_r - sum (1 - p_c) d_c] / ((R - 1)(C - 1)), d the design effects of cells and margins.
 */
function firstOrder(row: Int32Array, column: Int32Array, rows: number, columns: number, weight: Float64Array, total: number, cell: Float64Array, rowShare: Float64Array, columnShare: Float64Array): number {
  const n = row.length;
  const square = new Float64Array(rows * columns);
  let all = 0;
  for (let i = 0; i < n; i++) { const w2 = (weight[i] / total) ** 2; square[row[i] * columns + column[i]] += w2; all += w2; }
  // Sum of w^2 (in - p)^2 = inside (1 - p)^2 + outside p^2; times n/(n-1), over p(1 - p)/n; what is wanted is (1 - p) d.
  const weighed = (p: number, inside: number): number => (p > 0 ? ((n * n) / (n - 1)) * (inside * (1 - p) ** 2 + (all - inside) * p * p) / p : 0);
  let sum = 0;
  for (let i = 0; i < cell.length; i++) sum += weighed(cell[i], square[i]);
  for (let r = 0; r < rows; r++) { let s = 0; for (let c = 0; c < columns; c++) s += square[r * columns + c]; sum -= weighed(rowShare[r], s); }
  for (let c = 0; c < columns; c++) { let s = 0; for (let r = 0; r < rows; r++) s += square[r * columns + c]; sum -= weighed(columnShare[c], s); }
  return Math.max(1e-9, sum / ((rows - 1) * (columns - 1)));
}
