import { numbers } from '../../customer-base/checks.ts';
import { fromScale } from '../../customer-base/delta.ts';
import { drawMeanSpend, expectedSpend, GAMMA_GAMMA } from '../../customer-base/gamma-gamma.ts';
import { fitSpend, spendForecast, withoutMean, wrongSpend, type GammaGammaFit } from '../../customer-base/spend-model.ts';
import { drawPoisson, normalQuantile } from '../../math/distributions.ts';
import { declined, readSettings } from '../checks.ts';
import type { Model, Options, Outcome, Table, Tools } from '../contract.ts';
import { card } from './card.ts';

export const model: Model<GammaGammaFit> = {
  card,
  fit: (data, options) => {
    const { why } = readSettings(card.options, options);
    return why ? declined(why) : fitSpend(data, card);
  },
  predict,
  simulate,
  summary: (got) => [
    ...GAMMA_GAMMA.map((name, i) => ({ name, estimate: { value: Math.exp(got.point[i]), low: Math.exp(got.low[i]), high: Math.exp(got.high[i]), level: 0.9 } })),
    { name: 'mean order across customers', estimate: null, text: got.parameters.q > 1 ? expectedSpend(parameters(got), 0, 0).toFixed(4) : 'does not exist (q <= 1)' },
    { name: 'log-likelihood', estimate: null, text: got.logLikelihood.toFixed(4) },
    { name: 'customers', estimate: null, text: String(got.customers) },
  ],
};

function parameters(got: GammaGammaFit): number[] {
  return [got.parameters.p, got.parameters.q, got.parameters.gamma];
}

function predict(got: GammaGammaFit, data: Table, options: Options): Outcome<Table> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = wrongSpend(data, card);
  if (why) return declined(why);
  const [x, m] = [numbers(data, 'frequency'), numbers(data, 'monetary')];
  const none = withoutMean(got, x);
  if (none) return declined(none);
  const z = normalQuantile(0.5 + read.settings.number('level') / 2);
  const columns = { spend: new Float64Array(data.rows), spend_low: new Float64Array(data.rows), spend_high: new Float64Array(data.rows) };
  for (let i = 0; i < data.rows; i++) {
    const { value, half } = spendForecast(got, x[i], m[i], z);
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
