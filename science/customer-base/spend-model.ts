/** Fitting and forecasting mean orders with Gamma-Gamma, for every model that needs them. */
import type { Card, Outcome, Reason, Table } from '../models/contract.ts';
import { declined, needColumns, needRows } from '../models/checks.ts';
import { numbers, tooFewRepeaters, unsettledSearch } from './checks.ts';
import { combine } from './delta.ts';
import { expectedSpend, GAMMA_GAMMA, gammaGammaLikelihood, gammaGammaStarts } from './gamma-gamma.ts';
import { maximise } from './maximise.ts';
import { profileEnds } from './profile.ts';

/** Plain JSON. `point` holds ln p, ln q, ln γ; `covariance` is its, row by row; `low` and `high` are the ends of its 90 % intervals. */
export interface GammaGammaFit { parameters: { p: number; q: number; gamma: number }; point: number[]; covariance: number[]; low: number[]; high: number[]; logLikelihood: number; customers: number }

const SIMPLER = 'Customers may all spend alike, and then the overall mean order is the best forecast.';

/** Columns are there and every customer with orders has a positive mean order. */
export function wrongSpend(data: Table, card: Pick<Card, 'columns'>): Reason | null {
  const why = needColumns(data, card) ?? needRows(data, 1);
  if (why) return why;
  const [x, m] = [numbers(data, 'frequency'), numbers(data, 'monetary')];
  const row = m.findIndex((v, i) => x[i] > 0 && !(v > 0));
  return row < 0 ? null : { code: 'spend-not-positive', column: 'monetary', row, value: String(m[row]), sentence: `Row ${row + 1}: a mean order of ${m[row]} is not a positive amount. Leave refunds and free orders out.` };
}

/** Maximum likelihood on the customers with orders. */
export function fitSpend(data: Table, card: Pick<Card, 'columns'>): Outcome<GammaGammaFit> {
  const why = wrongSpend(data, card);
  if (why) return declined(why);
  const [x, m] = [numbers(data, 'frequency'), numbers(data, 'monetary')];
  const used = Array.from(x.keys()).filter((i) => x[i] > 0);
  const few = tooFewRepeaters(used.length);
  if (few) return declined({ ...few, code: 'too-few-customers', sentence: `Only ${used.length} customers have orders to learn from; at least 20 are needed. Wait for more orders.` });
  const spend = { rows: used.length, x: Float64Array.from(used, (i) => x[i]), mean: Float64Array.from(used, (i) => m[i]) };
  const likelihood = gammaGammaLikelihood(spend);
  const got = maximise(likelihood, gammaGammaStarts(spend));
  if (!got.settled) return unsettledSearch(got, GAMMA_GAMMA, SIMPLER);
  const [p, q, gamma] = got.point.map(Math.exp);
  return { status: 'fitted', value: { parameters: { p, q, gamma }, point: [...got.point], covariance: [...got.covariance], ...profileEnds(likelihood, got, got.point.length), logLikelihood: got.value, customers: used.length } };
}

/** The first row for which a mean order does not exist (p x + q <= 1), as the reason to decline; null where all do. */
export function withoutMean(got: GammaGammaFit, x: ArrayLike<number>): Reason | null {
  const { p, q } = got.parameters;
  for (let i = 0; i < x.length; i++) {
    if (p * x[i] + q > 1) continue;
    return { code: 'no-mean', column: 'frequency', row: i, value: String(x[i]), sentence: `Row ${i + 1}: orders vary so widely (q = ${q.toFixed(3)}) that a mean order does not exist for a customer with ${x[i]} orders. Forecast customers with more orders only.` };
  }
  return null;
}

/** Expected mean order and the half-width of its logarithm, z standard errors of the estimate (delta method on E = p (γ + x z̄)/(p x + q - 1)). */
export function spendForecast(got: GammaGammaFit, x: number, mean: number, z: number): { value: number; half: number } {
  const { p, q, gamma } = got.parameters;
  const seen = x === 0 ? 0 : mean;
  const rest = p * x + q - 1;
  const slopes = Float64Array.of(1 - (p * x) / rest, -q / rest, gamma / (gamma + x * seen));
  return { value: expectedSpend([p, q, gamma], x, seen), half: combine(slopes, got.covariance, 3, 1, z)[0] };
}
