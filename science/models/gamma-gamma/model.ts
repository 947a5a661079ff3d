import { tooFewRepeaters, numbers, unsettledSearch } from '../../customer-base/checks.ts';
import { combine, fromScale } from '../../customer-base/delta.ts';
import { drawMeanSpend, expectedSpend, GAMMA_GAMMA, gammaGammaLikelihood, gammaGammaStarts } from '../../customer-base/gamma-gamma.ts';
import { maximise } from '../../customer-base/maximise.ts';
import { drawPoisson, normalQuantile } from '../../math/distributions.ts';
import { declined, needColumns, needRows, readSettings } from '../checks.ts';
import type { Model, Options, Outcome, Reason, Table, Tools } from '../contract.ts';
import { card } from './card.ts';

/** Plain JSON. `point` holds ln p, ln q, ln γ; `covariance` is its, row by row. */
export interface GammaGammaFit { parameters: { p: number; q: number; gamma: number }; point: number[]; covariance: number[]; logLikelihood: number; customers: number }

const SIMPLER = 'Customers may all spend alike, and then the overall mean order is the best forecast.';

export const model: Model<GammaGammaFit> = {
  card,
  fit,
  predict,
  simulate,
  summary: (got) => [
    ...GAMMA_GAMMA.map((name, i) => {
      const half = normalQuantile(0.95) * Math.sqrt(got.covariance[4 * i]);
      return { name, estimate: { value: Math.exp(got.point[i]), low: Math.exp(got.point[i] - half), high: Math.exp(got.point[i] + half), level: 0.9 } };
    }),
    { name: 'mean order across customers', estimate: null, text: got.parameters.q > 1 ? expectedSpend(parameters(got), 0, 0).toFixed(4) : 'does not exist (q <= 1)' },
    { name: 'log-likelihood', estimate: null, text: got.logLikelihood.toFixed(4) },
    { name: 'customers', estimate: null, text: String(got.customers) },
  ],
};

function parameters(got: GammaGammaFit): number[] {
  return [got.parameters.p, got.parameters.q, got.parameters.gamma];
}

function wrongSpend(data: Table): Reason | null {
  const why = needColumns(data, card) ?? needRows(data, 1);
  if (why) return why;
  const [x, m] = [numbers(data, 'frequency'), numbers(data, 'monetary')];
  const row = m.findIndex((v, i) => x[i] > 0 && !(v > 0));
  return row < 0 ? null : { code: 'spend-not-positive', column: 'monetary', row, value: String(m[row]), sentence: `Row ${row + 1}: a mean order of ${m[row]} is not a positive amount. Leave refunds and free orders out.` };
}

function fit(data: Table, options: Options): Outcome<GammaGammaFit> {
  const read = readSettings(card.options, options);
  const why = read.why ?? wrongSpend(data);
  if (why) return declined(why);
  const [x, m] = [numbers(data, 'frequency'), numbers(data, 'monetary')];
  const used = Array.from(x.keys()).filter((i) => x[i] > 0);
  const few = tooFewRepeaters(used.length);
  if (few) return declined({ ...few, code: 'too-few-customers', sentence: `Only ${used.length} customers have orders to learn from; at least 20 are needed. Wait for more orders.` });
  const spend = { rows: used.length, x: Float64Array.from(used, (i) => x[i]), mean: Float64Array.from(used, (i) => m[i]) };
  const got = maximise(gammaGammaLikelihood(spend), gammaGammaStarts(spend));
  if (!got.settled) return unsettledSearch(got, GAMMA_GAMMA, SIMPLER);
  const [p, q, gamma] = got.point.map(Math.exp);
  return { status: 'fitted', value: { parameters: { p, q, gamma }, point: [...got.point], covariance: [...got.covariance], logLikelihood: got.value, customers: used.length } };
}

function predict(got: GammaGammaFit, data: Table, options: Options): Outcome<Table> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = wrongSpend(data);
  if (why) return declined(why);
  const [x, m] = [numbers(data, 'frequency'), numbers(data, 'monetary')];
  const z = normalQuantile(0.5 + read.settings.number('level') / 2);
  const { p, q, gamma } = got.parameters;
  const none = x.findIndex((v) => !(p * v + q > 1));
  if (none >= 0) {
    return declined({ code: 'no-mean', column: 'frequency', row: none, value: String(x[none]), sentence: `Row ${none + 1}: orders vary so widely (q = ${q.toFixed(3)}) that a mean order does not exist for a customer with ${x[none]} orders. Forecast customers with more orders only.` });
  }
  const columns = { spend: new Float64Array(data.rows), spend_low: new Float64Array(data.rows), spend_high: new Float64Array(data.rows) };
  const slopes = new Float64Array(3);
  for (let i = 0; i < data.rows; i++) {
    const [n, seen] = [x[i], x[i] === 0 ? 0 : m[i]];
    const value = expectedSpend([p, q, gamma], n, seen);
    // d ln E / d(ln p, ln q, ln γ) of p (γ + x z̄)/(p x + q - 1)
    const rest = p * n + q - 1;
    slopes.set([1 - (p * n) / rest, -q / rest, gamma / (gamma + n * seen)]);
    const half = combine(slopes, got.covariance, 3, 1, z)[0];
    columns.spend[i] = value;
    columns.spend_low[i] = fromScale('log', Math.log(value) - half);
    columns.spend_high[i] = fromScale('log', Math.log(value) + half);
  }
  return { status: 'fitted', value: { rows: data.rows, columns: { ...(Array.isArray(data.columns.customer) ? { customer: data.columns.customer } : {}), ...columns } } };
}

function simulate(given: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const rows = settings.number('customers');
  const p = GAMMA_GAMMA.map((name) => settings.number(name));
  const frequency = new Float64Array(rows);
  const monetary = frequency.map((_, i) => {
    frequency[i] = 1 + drawPoisson(tools.random, settings.number('ordersMean'));
    return drawMeanSpend(tools.random, p, frequency[i]);
  });
  return { rows, columns: { frequency, monetary } };
}
