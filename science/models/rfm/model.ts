import { numbers } from '../../customer-base/checks.ts';
import { drawExponential, drawGamma, drawPoisson } from '../../math/distributions.ts';
import { declined, needColumns, needRows, notNegative, readSettings } from '../checks.ts';
import type { Model, Options, Outcome, Reason, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { breaks, score, segment } from './scores.ts';

/** Plain JSON: the least value that earns each score from 2 up, as far as a customer reached it. Recency is held as minus the time since. */
export interface RfmFit { groups: number; customers: number; recency: number[]; frequency: number[]; monetary: number[] }

export const model: Model<RfmFit> = {
  card,
  fit: (data, options) => {
    const read = readSettings(card.options, options);
    if (read.why) return declined(read.why);
    const groups = read.settings.number('groups');
    const why = wrong(data) ?? needRows(data, groups);
    if (why) return declined(why);
    const least = (values: Float64Array): number[] => breaks(values, groups).filter(Number.isFinite);
    return { status: 'fitted', value: { groups, customers: data.rows, recency: least(numbers(data, 'since').map((v) => -v)), frequency: least(numbers(data, 'frequency')), monetary: least(numbers(data, 'monetary')) } };
  },
  predict: (fit, data): Outcome<Table> => {
    const why = wrong(data);
    if (why) return declined(why);
    const score3 = (least: number[], values: Float64Array): Float64Array => values.map((v) => score(least, v));
    const r = score3(fit.recency, numbers(data, 'since').map((v) => -v));
    const f = score3(fit.frequency, numbers(data, 'frequency'));
    const m = score3(fit.monetary, numbers(data, 'monetary'));
    const five = (v: number): number => 1 + (4 * (v - 1)) / (fit.groups - 1);
    return {
      status: 'fitted',
      value: {
        rows: data.rows,
        columns: {
          ...(Array.isArray(data.columns.customer) ? { customer: data.columns.customer } : {}),
          recency_score: r, frequency_score: f, monetary_score: m,
          score: Array.from(r, (v, i) => `${v}-${f[i]}-${m[i]}`),
          segment: Array.from(r, (v, i) => segment(five(v), five((f[i] + m[i]) / 2))),
        },
      },
    };
  },
  simulate,
  summary: (fit) => [
    { name: 'customers', estimate: null, text: String(fit.customers) },
    { name: 'time since the last purchase, at most, for scores 2 and up', estimate: null, text: reached(fit, fit.recency.map((v) => 0 - v)) },
    { name: 'purchases, at least, for scores 2 and up', estimate: null, text: reached(fit, fit.frequency) },
    { name: 'money, at least, for scores 2 and up', estimate: null, text: reached(fit, fit.monetary) },
  ],
};

const reached = ({ groups }: RfmFit, least: number[]): string => Array.from({ length: groups - 1 }, (_, i) => least[i] ?? 'never reached').join(', ');

function wrong(data: Table): Reason | null {
  return needColumns(data, card) ?? needRows(data, 1) ?? notNegative('since', numbers(data, 'since')) ?? notNegative('monetary', numbers(data, 'monetary'));
}

function simulate(given: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const rows = settings.number('customers');
  const columns = { since: new Float64Array(rows), frequency: new Float64Array(rows), monetary: new Float64Array(rows) };
  for (let i = 0; i < rows; i++) {
    const rate = drawGamma(tools.random, 0.8, 0.8);
    columns.frequency[i] = 1 + drawPoisson(tools.random, (settings.number('orders') - 1) * rate);
    columns.since[i] = Math.min(settings.number('days'), drawExponential(tools.random, (columns.frequency[i] + 0.5) / settings.number('days')));
    columns.monetary[i] = settings.number('order') * drawGamma(tools.random, 4 * columns.frequency[i], 4);
  }
  return { rows, columns };
}
