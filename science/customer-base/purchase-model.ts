/** Makes a model of the contract from a family: fit with standard errors, forecasts with intervals, simulation, summary. */
import type { Card, Estimate, Model, Options, Outcome, Reason, Table, Tools } from '../models/contract.ts';
import { declined, readSettings } from '../models/checks.ts';
import { numbers, tooFewRepeaters, unsettledSearch, wrongHistory } from './checks.ts';
import type { Family } from './family.ts';
import { fitFamily, fitWithCovariates, logLikelihood, scales, type Covariates } from './fit.ts';
import { groupHistories, outline } from './histories.ts';
import { predictHistories } from './predict.ts';
import { profileEnds } from './profile.ts';
import { covariateNames, readCovariates, type PurchaseFit } from './purchase-fit.ts';

/** `wrongRows` is what a family asks of its rows beyond the common checks. */
export function purchaseModel(card: Card, family: Family, simpler: string, wrongRows: (data: Table) => Reason | null = () => null): Model<PurchaseFit> {
  return {
    card,
    fit: (data, options) => fitPurchases(card, family, simpler, data, options, wrongRows),
    predict: (got, data, options, tools) => predictHistories(card, family, got, data, options, tools, wrongRows),
    simulate: (parameters, tools) => simulate(card, family, parameters, tools),
    summary: (got) => summarise(family, got),
  };
}

/** Fits a family to the rows of a table, by the columns and options of a card. */
export function fitPurchases(card: Card, family: Family, simpler: string, data: Table, options: Options, wrongRows: (data: Table) => Reason | null = () => null): Outcome<PurchaseFit> {
  const read = readSettings(card.options, options);
  const why = read.why ?? wrongHistory(data, card) ?? wrongRows(data);
  if (why) return declined(why);
  const [x, tx, T] = [numbers(data, 'frequency'), numbers(data, 'recency'), numbers(data, 'age')];
  const histories = groupHistories(x, tx, T);
  const seen = outline(histories);
  const thinData = tooFewRepeaters(seen.repeaters);
  if (thinData) return declined(thinData);
  const names = covariateNames(data);
  const covariates = readCovariates(data, names);
  const spread = spreads(covariates);
  const flat = spread.findIndex((s) => !(s > 0));
  if (flat >= 0) {
    return declined({ code: 'covariate-constant', column: names[flat], sentence: `"${names[flat]}" is the same for every customer, so its influence cannot be told. Leave it out.` });
  }
  const scaled: Covariates = { width: covariates.width, values: covariates.values.map((v, i) => v / spread[i % covariates.width]) };
  const { got, likelihood } = names.length > 0 ? fitWithCovariates(family, x, tx, T, scaled) : { got: fitFamily(family, histories), likelihood: logLikelihood(family, histories) };
  if (!got.settled) return unsettledSearch(got, [...family.parameters, ...coefficientNames(family, names)], simpler);
  const n = family.parameters.length;
  const unit = Float64Array.from(got.point, (_, i) => (i < n ? 1 : 1 / spread[(i - n) % names.length]));
  const size = got.point.length;
  const ends = profileEnds(likelihood, got, n);
  return {
    status: 'fitted',
    value: {
      model: card.id,
      parameters: Object.fromEntries(family.parameters.map((name, i) => [name, Math.exp(got.point[i])])),
      point: Array.from(got.point, (v, i) => v * unit[i]),
      covariance: Array.from(got.covariance, (v, k) => v * unit[Math.floor(k / size)] * unit[k % size]),
      low: ends.low.map((v, i) => v * unit[i]),
      high: ends.high.map((v, i) => v * unit[i]),
      covariates: names,
      logLikelihood: got.value,
      customers: data.rows,
      purchases: seen.purchases,
      longestAge: seen.longest,
    },
  };
}

/** Root mean square about the mean, per covariate, so that the search does not depend on their units. */
function spreads(covariates: Covariates): number[] {
  const { width, values } = covariates;
  const rows = width > 0 ? values.length / width : 0;
  return Array.from({ length: width }, (_, j) => {
    let [mean, square] = [0, 0];
    for (let i = 0; i < rows; i++) mean += values[i * width + j] / rows;
    for (let i = 0; i < rows; i++) square += (values[i * width + j] - mean) ** 2 / rows;
    return square > 1e-20 * mean * mean ? Math.sqrt(square) : 0; // rounding alone is no variation
  });
}

function coefficientNames(family: Family, names: string[]): string[] {
  return scales(family).flatMap(({ parameter }) => names.map((name) => `${name} on ${family.parameters[parameter]}`));
}

function simulate(card: Card, family: Family, parameters: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, parameters);
  if (why) throw new RangeError(why.sentence);
  const customers = settings.number('customers');
  const p = family.parameters.map((name) => settings.number(name));
  const [least, most] = [settings.number('ageLeast'), settings.number('ageMost')];
  const [x, tx, T] = [new Float64Array(customers), new Float64Array(customers), new Float64Array(customers)];
  for (let i = 0; i < customers; i++) {
    const age = least + (most - least) * tools.random.next();
    T[i] = card.columns.some((column) => column.name === 'age' && column.kind === 'count') ? Math.round(age) : age;
    const drawn = family.draw(tools.random, p, T[i]);
    x[i] = drawn.x;
    tx[i] = drawn.tx;
  }
  return { rows: customers, columns: { frequency: x, recency: tx, age: T } };
}

function summarise(family: Family, got: PurchaseFit): { name: string; estimate: Estimate | null; text?: string }[] {
  const names = coefficientNames(family, got.covariates);
  return [
    ...family.parameters.map((name, i) => ({ name, estimate: { value: Math.exp(got.point[i]), low: Math.exp(got.low[i]), high: Math.exp(got.high[i]), level: 0.9 } })),
    ...names.map((name, k) => {
      const i = family.parameters.length + k;
      return { name, estimate: { value: got.point[i], low: got.low[i], high: got.high[i], level: 0.9 } };
    }),
    { name: 'log-likelihood', estimate: null, text: got.logLikelihood.toFixed(4) },
    { name: 'customers', estimate: null, text: String(got.customers) },
    { name: 'repeat purchases', estimate: null, text: String(got.purchases) },
  ];
}
