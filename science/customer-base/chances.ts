/** How many purchases, with which chance: P(X(t) = n) of every customer, at the estimate of the parameters. */
import type { Table } from '../models/contract.ts';
import { numbers } from './checks.ts';
import { purchaseProbability, type Family } from './family.ts';
import { withCovariates } from './fit.ts';
import { groupHistories } from './histories.ts';
import { readCovariates, type PurchaseFit } from './purchase-fit.ts';

/** Columns `chance_of_0` … `chance_of_<most>` and `chance_of_more` for the window of `length` after the observation; those of a customer add up to 1. */
export function purchaseChances(family: Family, fit: PurchaseFit, data: Table, length: number, most: number): Record<string, Float64Array> {
  const { width, values } = readCovariates(data, fit.covariates);
  const h = groupHistories(numbers(data, 'frequency'), numbers(data, 'recency'), numbers(data, 'age'));
  const rows = Array.from({ length: width === 0 ? h.rows : data.rows }, (_, row) => {
    const p = withCovariates(family, fit.point, values.subarray(row * width, (row + 1) * width)).map(Math.exp);
    const r = width === 0 ? row : h.rowOf[row];
    const chances = Array.from({ length: most + 1 }, (__, n) => Math.min(1, Math.max(0, purchaseProbability(family, p, h.x[r], h.tx[r], h.T[r], n, length))));
    return [...chances, Math.max(0, 1 - chances.reduce((sum, chance) => sum + chance, 0))];
  });
  const names = [...Array.from({ length: most + 1 }, (_, n) => `chance_of_${n}`), 'chance_of_more'];
  return Object.fromEntries(names.map((name, n) => [name, Float64Array.from({ length: data.rows }, (_, row) => rows[width === 0 ? h.rowOf[row] : row][n])]));
}
