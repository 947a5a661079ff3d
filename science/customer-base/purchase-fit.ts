import type { Table } from '../models/contract.ts';
import { numbers } from './checks.ts';
import type { Covariates } from './fit.ts';

/**
 * Plain JSON. `point` holds the logarithms of the parameters, then the covariates' coefficients; `covariance` is its, row by row; `low` and
 * `high` are the ends of its 90 % intervals.
 */
export interface PurchaseFit {
  model: string;
  parameters: Record<string, number>;
  point: number[];
  covariance: number[];
  low: number[];
  high: number[];
  covariates: string[];
  logLikelihood: number;
  customers: number;
  purchases: number;
  longestAge: number;
}

/** Names of the columns that hold covariates, in a fixed order. */
export function covariateNames(table: Table): string[] {
  return Object.keys(table.columns).filter((name) => name.startsWith('covariate_')).sort();
}

export function readCovariates(table: Table, names: string[]): Covariates {
  const values = new Float64Array(table.rows * names.length);
  names.forEach((name, j) => numbers(table, name).forEach((v, i) => { values[i * names.length + j] = v; }));
  return { width: names.length, values };
}
