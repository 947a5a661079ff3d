/** Forecasts for customers: still active, purchases in a window, at least one purchase, time to the next; each with its interval. */
import type { Card, Options, Outcome, Table, Tools } from '../models/contract.ts';
import { declined, readSettings, unsettled } from '../models/checks.ts';
import { numbers, wrongHistory } from './checks.ts';
import { fromScale, halfWidths, toScale, type Scale } from './delta.ts';
import type { Family } from './family.ts';
import { withCovariates } from './fit.ts';
import { groupHistories } from './histories.ts';
import { readCovariates, type PurchaseFit } from './purchase-model.ts';

const QUANTITIES: readonly { name: string; scale: Scale }[] = [
  { name: 'alive', scale: 'logit' },
  { name: 'purchases', scale: 'log' },
  { name: 'any_purchase', scale: 'logit' },
  { name: 'next_purchase', scale: 'log' },
];

/** Columns of the answer. `next_purchase` is the median wait of a customer who is still active and does not leave meanwhile. */
export function forecast(family: Family, p: ArrayLike<number>, x: number, tx: number, T: number, from: number, to: number, into: Float64Array): void {
  const alive = family.alive(p, x, tx, T);
  const q = family.posterior(p, x, T);
  const before = from > 0 ? family.mean(q, from) : 0;
  into[0] = alive;
  into[1] = alive * (family.mean(q, to) - before);
  into[2] = from > 0 ? 0 : alive * (1 - family.pmf(q, 0, to));
  // Active customers buy at a gamma(r+x, α+T) rate: the wait is Lomax, median (α+T)(2^(1/(r+x)) - 1).
  into[3] = q[1] * Math.expm1(Math.LN2 / q[0]);
}

export function predictHistories(card: Card, family: Family, fit: PurchaseFit, data: Table, options: Options, tools: Tools): Outcome<Table> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = wrongHistory(data, { columns: card.predictColumns ?? card.columns });
  if (why) return declined(why);
  const missing = fit.covariates.find((name) => data.columns[name] === undefined);
  if (missing) return declined({ code: 'column-missing', column: missing, sentence: `The model was fitted with "${missing}"; give it for these customers too.` });
  const [from, horizon, level] = [read.settings.number('from'), read.settings.number('horizon'), read.settings.number('level')];
  const tables = compute(family, fit, data, { from, to: from + horizon, level }, tools);
  if (!tables) return unsettled({ code: 'stopped', sentence: 'The forecast was stopped before its end. Start it again to get all customers.' });
  return { status: 'fitted', value: { rows: data.rows, columns: { ...(Array.isArray(data.columns.customer) ? { customer: data.columns.customer } : {}), ...tables } } };
}

function compute(family: Family, fit: PurchaseFit, data: Table, window: { from: number; to: number; level: number }, tools: Tools): Record<string, Float64Array> | null {
  const used = window.from > 0 ? QUANTITIES.filter((q) => q.name !== 'any_purchase') : QUANTITIES;
  const covariates = readCovariates(data, fit.covariates);
  // Without covariates identical histories have identical forecasts.
  const h = groupHistories(numbers(data, 'frequency'), numbers(data, 'recency'), numbers(data, 'age'));
  const shared = covariates.width === 0;
  const rows = shared ? h.rows : data.rows;
  const at = (row: number): number => (shared ? row : h.rowOf[row]);
  const results = used.flatMap(({ name }) => [name, `${name}_low`, `${name}_high`]).map((name) => ({ name, values: new Float64Array(rows) }));
  const point = Float64Array.from(fit.point);
  const log = new Float64Array(family.parameters.length);
  const out = new Float64Array(QUANTITIES.length);
  for (let row = 0; row < rows; row++) {
    if (row % 4096 === 0) {
      tools.progress?.(row / rows, 'customers');
      if (tools.stopped?.()) return null;
    }
    const [x, tx, T] = [h.x[at(row)], h.tx[at(row)], h.T[at(row)]];
    const z = shared ? [] : covariates.values.subarray(row * covariates.width, (row + 1) * covariates.width);
    const f = (theta: Float64Array, into: Float64Array): void => {
      forecast(family, withCovariates(family, theta, z, log).map(Math.exp), x, tx, T, window.from, window.to, out);
      QUANTITIES.forEach(({ scale }, k) => { into[k] = toScale(scale, out[k]); });
    };
    const centre = new Float64Array(QUANTITIES.length);
    f(point, centre);
    const value = Float64Array.from(out);
    const half = halfWidths(f, point, fit.covariance, QUANTITIES.length, window.level);
    used.forEach((quantity, column) => {
      const k = QUANTITIES.indexOf(quantity);
      const certain = quantity.scale === 'logit' && value[k] >= 1;
      results[3 * column].values[row] = value[k];
      results[3 * column + 1].values[row] = certain ? 1 : fromScale(quantity.scale, centre[k] - half[k]);
      results[3 * column + 2].values[row] = certain ? 1 : fromScale(quantity.scale, centre[k] + half[k]);
    });
  }
  tools.progress?.(1, 'customers');
  return Object.fromEntries(results.map(({ name, values }) => [name, shared ? Float64Array.from(h.rowOf, (row) => values[row]) : values]));
}
