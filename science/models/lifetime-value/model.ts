import { bgNbd, mbgNbd } from '../../customer-base/beta-geometric.ts';
import { numbers, tooFarAhead, wrongHistory } from '../../customer-base/checks.ts';
import { combine } from '../../customer-base/delta.ts';
import type { Family } from '../../customer-base/family.ts';
import { drawMeanSpend } from '../../customer-base/gamma-gamma.ts';
import { paretoNbd } from '../../customer-base/pareto-nbd.ts';
import { movedParameters, STEP } from '../../customer-base/predict.ts';
import type { Ends } from '../../customer-base/profile.ts';
import { fitPurchases } from '../../customer-base/purchase-model.ts';
import { readCovariates, type PurchaseFit } from '../../customer-base/purchase-fit.ts';
import { fitSpend, spendForecast, withoutMean, wrongSpend, type GammaGammaFit } from '../../customer-base/spend-model.ts';
import { normalQuantile } from '../../math/distributions.ts';
import { declined, readSettings, unsettled, type Settings } from '../checks.ts';
import type { Model, Options, Outcome, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { discountedPurchases, periodEnds } from './discount.ts';

export type Process = 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd';
const FAMILIES: Record<Process, Family> = { 'bg-nbd': bgNbd, 'mbg-nbd': mbgNbd, 'pareto-nbd': paretoNbd };

/** Plain JSON. `correlation` is that of frequency and mean order among customers who came back (null where either never varies). */
export interface LifetimeValueFit { process: Process; purchases: PurchaseFit; spend: GammaGammaFit; correlation: number | null }

export const model: Model<LifetimeValueFit> = {
  card,
  fit,
  predict,
  simulate,
  summary: (got) => [
    ...Object.entries(got.purchases.parameters).map(([name, value], i) => interval(`${name} (${got.process})`, value, got.purchases, i)),
    ...Object.entries(got.spend.parameters).map(([name, value], i) => interval(`${name} (orders)`, value, got.spend, i)),
    { name: 'correlation of frequency and mean order', estimate: null, text: got.correlation === null ? 'cannot be told' : got.correlation.toFixed(3) },
  ],
};

function interval(name: string, value: number, ends: Ends, i: number): ReturnType<typeof model.summary>[number] {
  return { name, estimate: { value, low: Math.exp(ends.low[i]), high: Math.exp(ends.high[i]), level: 0.9 } };
}

function fit(data: Table, options: Options): Outcome<LifetimeValueFit> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const process = read.settings.text('process') as Process;
  const purchases = fitPurchases(card, FAMILIES[process], 'Choose another process, or gather a longer history.', data, options);
  if (purchases.status !== 'fitted') return purchases;
  const spend = fitSpend(data, card);
  if (spend.status !== 'fitted') return spend;
  return { status: 'fitted', value: { process, purchases: purchases.value, spend: spend.value, correlation: correlation(data) } };
}

function correlation(data: Table): number | null {
  const [x, m] = [numbers(data, 'frequency'), numbers(data, 'monetary')];
  const used = Array.from(x.keys()).filter((i) => x[i] > 0);
  const centre = (v: Float64Array): number => used.reduce((sum, i) => sum + v[i], 0) / used.length;
  const [mx, mm] = [centre(x), centre(m)];
  let [xx, xm, mm2] = [0, 0, 0];
  for (const i of used) {
    xx += (x[i] - mx) ** 2;
    xm += (x[i] - mx) * (m[i] - mm);
    mm2 += (m[i] - mm) ** 2;
  }
  return xx > 0 && mm2 > 0 ? xm / Math.sqrt(xx * mm2) : null;
}

function predict(got: LifetimeValueFit, data: Table, options: Options, tools: Tools): Outcome<Table> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const { settings } = read;
  const why = wrongHistory(data, card) ?? wrongSpend(data, card) ?? withoutMean(got.spend, numbers(data, 'frequency')) ?? tooFarAhead(settings.number('horizon'), got.purchases.longestAge);
  if (why) return declined(why);
  if (settings.number('horizon') / settings.number('period') > 1e5) {
    return declined({ code: 'too-many-periods', column: 'period', value: String(settings.number('period')), sentence: 'More than 100,000 discount periods fit into the horizon. Take a longer period.' });
  }
  const missing = got.purchases.covariates.find((name) => data.columns[name] === undefined);
  if (missing) return declined({ code: 'column-missing', column: missing, sentence: `The model was fitted with "${missing}"; give it for these customers too.` });
  const columns = values(got, data, settings, tools);
  if (!columns) return unsettled({ code: 'stopped', sentence: 'The forecast was stopped before its end. Start it again to get all customers.' });
  return { status: 'fitted', value: { rows: data.rows, columns: { ...(Array.isArray(data.columns.customer) ? { customer: data.columns.customer } : {}), ...columns } } };
}

function values(got: LifetimeValueFit, data: Table, settings: Settings, tools: Tools): Record<string, Float64Array> | null {
  const [x, tx, T, m] = ['frequency', 'recency', 'age', 'monetary'].map((name) => numbers(data, name));
  const family = FAMILIES[got.process];
  const covariates = readCovariates(data, got.purchases.covariates);
  const ends = periodEnds(settings.number('horizon'), settings.number('period'));
  const [discount, margin, z] = [settings.number('discount'), settings.number('margin'), normalQuantile(0.5 + settings.number('level') / 2)];
  const n = got.purchases.point.length;
  const slopes = new Float64Array(n);
  const out = { value: new Float64Array(data.rows), value_low: new Float64Array(data.rows), value_high: new Float64Array(data.rows), purchases: new Float64Array(data.rows), spend: new Float64Array(data.rows) };
  let moved = movedParameters(family, got.purchases, covariates.values.subarray(0, covariates.width));
  for (let i = 0; i < data.rows; i++) {
    if (i % 2048 === 0) {
      tools.progress?.(i / data.rows, 'customers');
      if (tools.stopped?.()) return null;
    }
    if (covariates.width > 0) moved = movedParameters(family, got.purchases, covariates.values.subarray(i * covariates.width, (i + 1) * covariates.width));
    const buy = (p: Float64Array, rate: number): number => discountedPurchases(family, p, x[i], tx[i], T[i], ends, rate);
    const worth = buy(moved[0], discount);
    for (let k = 0; k < n; k++) slopes[k] = Math.log(Math.max(1e-300, buy(moved[1 + 2 * k], discount)) / Math.max(1e-300, buy(moved[2 + 2 * k], discount))) / (2 * STEP);
    const spend = spendForecast(got.spend, x[i], m[i], z);
    // Purchases and orders are estimated apart from each other, so the variances of their logarithms add.
    const half = Math.hypot(combine(slopes, got.purchases.covariance, n, 1, z)[0], spend.half);
    out.spend[i] = spend.value;
    out.purchases[i] = buy(moved[0], 0);
    out.value[i] = margin * worth * spend.value;
    out.value_low[i] = out.value[i] * Math.exp(-half);
    out.value_high[i] = Math.min(Number.MAX_VALUE, out.value[i] * Math.exp(half));
  }
  return out;
}

function simulate(given: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const rows = settings.number('customers');
  const get = (...names: string[]): number[] => names.map((name) => settings.number(name));
  const [buying, orders] = [get('r', 'alpha', 'a', 'b'), get('p', 'q', 'gamma')];
  const columns = { frequency: new Float64Array(rows), recency: new Float64Array(rows), age: new Float64Array(rows).fill(settings.number('age')), monetary: new Float64Array(rows) };
  for (let i = 0; i < rows; i++) {
    const drawn = bgNbd.draw(tools.random, buying, columns.age[i]);
    columns.frequency[i] = drawn.x;
    columns.recency[i] = drawn.tx;
    if (drawn.x > 0) columns.monetary[i] = drawMeanSpend(tools.random, orders, drawn.x);
  }
  return { rows, columns };
}
