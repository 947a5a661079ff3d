/** Forecasts for customers: still active, purchases in a window, at least one purchase, time to the next; each with its interval. */
import type { Card, Options, Outcome, Reason, Table, Tools } from '../models/contract.ts';
import { declined, readSettings, unsettled } from '../models/checks.ts';
import { purchaseChances } from './chances.ts';
import { numbers, tooFarAhead, wrongHistory } from './checks.ts';
import { normalQuantile } from '../math/distributions.ts';
import { combine, fromScale, toScale, type Scale } from './delta.ts';
import type { Family } from './family.ts';
import { withCovariates } from './fit.ts';
import { groupHistories } from './histories.ts';
import { readCovariates, type PurchaseFit } from './purchase-fit.ts';

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
  into[0] = alive * (family.staysNext?.(q) ?? 1);
  into[1] = alive * (family.mean(q, to) - before);
  into[2] = from > 0 ? 0 : alive * (1 - family.pmf(q, 0, to));
  into[3] = family.wait(q);
}

export function predictHistories(card: Card, family: Family, fit: PurchaseFit, data: Table, options: Options, tools: Tools, wrongRows: (data: Table) => Reason | null): Outcome<Table> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = wrongHistory(data, { columns: card.predictColumns ?? card.columns }) ?? wrongRows(data);
  if (why) return declined(why);
  const missing = fit.covariates.find((name) => data.columns[name] === undefined);
  if (missing) return declined({ code: 'column-missing', column: missing, sentence: `The model was fitted with "${missing}"; give it for these customers too.` });
  const [from, horizon, level] = [read.settings.number('from'), read.settings.number('horizon'), read.settings.number('level')];
  const far = tooFarAhead(from + horizon, fit.longestAge);
  if (far) return declined(far);
  const counts = read.settings.has('counts') ? read.settings.number('counts') : null;
  if (counts !== null && from > 0) return declined({ code: 'window-later', column: 'counts', value: String(from), sentence: 'Chances of single numbers are known for a window that begins at the end of the observation. Leave "counts" out, or take a "from" of 0.' });
  const tables = compute(family, fit, data, { from, to: from + horizon, level }, tools);
  if (!tables) return unsettled({ code: 'stopped', sentence: 'The forecast was stopped before its end. Start it again to get all customers.' });
  return { status: 'fitted', value: { rows: data.rows, columns: { ...(Array.isArray(data.columns.customer) ? { customer: data.columns.customer } : {}), ...tables, ...(counts === null ? {} : purchaseChances(family, fit, data, horizon, counts)) } } };
}

interface Window { from: number; to: number; level: number }

/** Step of the central differences in each coordinate of the point (logarithms of parameters, coefficients). */
export const STEP = 1e-4;

function compute(family: Family, fit: PurchaseFit, data: Table, window: Window, tools: Tools): Record<string, Float64Array> | null {
  const covariates = readCovariates(data, fit.covariates);
  // Without covariates identical histories have identical forecasts, and the moved parameters are the same for all.
  const h = groupHistories(numbers(data, 'frequency'), numbers(data, 'recency'), numbers(data, 'age'));
  const shared = covariates.width === 0;
  const rows = shared ? h.rows : data.rows;
  const used = window.from > 0 ? QUANTITIES.filter((q) => q.name !== 'any_purchase') : QUANTITIES;
  const results = new Map(used.flatMap(({ name }) => [name, `${name}_low`, `${name}_high`]).map((name) => [name, new Float64Array(rows)]));
  const indices = used.map(({ name, scale }) => ({ k: QUANTITIES.findIndex((q) => q.name === name), scale, value: results.get(name), low: results.get(`${name}_low`), high: results.get(`${name}_high`) }));
  let moved = shared ? movedParameters(family, fit, []) : [];
  const z = normalQuantile(0.5 + window.level / 2);
  const at = { centre: new Float64Array(QUANTITIES.length), up: new Float64Array(QUANTITIES.length), down: new Float64Array(QUANTITIES.length), slopes: new Float64Array(QUANTITIES.length * fit.point.length) };
  for (let row = 0; row < rows; row++) {
    if (row % 4096 === 0) {
      tools.progress?.(row / rows, 'customers');
      if (tools.stopped?.()) return null;
    }
    const r = shared ? row : h.rowOf[row];
    if (!shared) moved = movedParameters(family, fit, covariates.values.subarray(row * covariates.width, (row + 1) * covariates.width));
    const half = intervals(family, fit, moved, [h.x[r], h.tx[r], h.T[r]], window, z, at);
    for (const { k, scale, value, low, high } of indices) {
      const v = at.centre[k];
      const certain = scale === 'logit' && v >= 1;
      if (value) value[row] = v;
      if (low) low[row] = certain ? 1 : Math.min(v, fromScale(scale, toScale(scale, v) - half[k]));
      if (high) high[row] = certain ? 1 : Math.max(v, fromScale(scale, toScale(scale, v) + half[k]));
    }
  }
  tools.progress?.(1, 'customers');
  return Object.fromEntries([...results].map(([name, values]) => [name, shared ? Float64Array.from(h.rowOf, (row) => values[row]) : values]));
}

/** The parameters of a customer with covariates z at the estimate, then with each coordinate of the point a step up and a step down. */
export function movedParameters(family: Family, fit: PurchaseFit, z: ArrayLike<number>): Float64Array[] {
  const point = Float64Array.from(fit.point);
  const read = (): Float64Array => withCovariates(family, point, z).map(Math.exp);
  const all = [read()];
  for (let i = 0; i < point.length; i++) {
    for (const sign of [1, -1]) {
      point[i] = fit.point[i] + sign * STEP;
      all.push(read());
    }
    point[i] = fit.point[i];
  }
  return all;
}

/** Half-widths of all quantities on their scales by the delta method; the values themselves are left in `at.centre`. */
function intervals(family: Family, fit: PurchaseFit, moved: Float64Array[], history: [number, number, number], window: Window, z: number,
  at: { centre: Float64Array; up: Float64Array; down: Float64Array; slopes: Float64Array }): Float64Array {
  const [x, tx, T] = history;
  const n = fit.point.length;
  forecast(family, moved[0], x, tx, T, window.from, window.to, at.centre);
  for (let i = 0; i < n; i++) {
    forecast(family, moved[1 + 2 * i], x, tx, T, window.from, window.to, at.up);
    forecast(family, moved[2 + 2 * i], x, tx, T, window.from, window.to, at.down);
    for (let k = 0; k < QUANTITIES.length; k++) {
      const { scale } = QUANTITIES[k];
      at.slopes[k * n + i] = (toScale(scale, at.up[k]) - toScale(scale, at.down[k])) / (2 * STEP);
    }
  }
  return combine(at.slopes, fit.covariance, n, QUANTITIES.length, z);
}
