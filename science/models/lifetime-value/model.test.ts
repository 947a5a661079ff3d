import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bgNbd } from '../../customer-base/beta-geometric.ts';
import { count, told } from '../../customer-base/coverage.fixture.ts';
import { drawMeanSpend, expectedSpend } from '../../customer-base/gamma-gamma.ts';
import { paretoNbd } from '../../customer-base/pareto-nbd.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { discountedPurchases, periodEnds } from './discount.ts';
import { model, type LifetimeValueFit } from './model.ts';

const tools = { random: seeded(1) };
const path = new URL('../../../../shared/data/cdnow/cdnow_customers_summary_with_transactions.csv', import.meta.url);

function fitted(data: Table, options: Options = {}): LifetimeValueFit {
  const got = model.fit(data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}

function values(fit: LifetimeValueFit, data: Table, options: Options = {}): Record<string, Float64Array> {
  const got = model.predict(fit, data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value.columns as Record<string, Float64Array>;
}

describe('lifetime value', () => {
  test.skipIf(!existsSync(path))('CDNOW: twelve months at one per cent a month as lifetimes computes it (skipped without ../shared/data/cdnow)', () => {
    const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number));
    const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k]);
    const data: Table = { rows: rows.length, columns: { frequency: column(1), recency: column(2), age: column(3), monetary: column(4) } };
    const got = values(fitted(data), data, { horizon: 12 * 4.345, period: 4.345, discount: 0.01 });
    const sum = got.value.reduce((a, b) => a + b, 0);
    expect(sum / 71509.8993).toBeCloseTo(1, 4);
  });

  const own = (): Table => model.simulate({ customers: 1500 }, { random: seeded('clv') });
  const data = own();

  test.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd'])('with %s the value is finite, inside its interval, and falls with the discount', (process) => {
    const data = own();
    if (process === 'pareto-nbd') {
      const random = seeded('leaving at any time');
      for (let i = 0; i < data.rows; i++) {
        const drawn = paretoNbd.draw(random, [0.8, 8, 0.8, 12], 39);
        (data.columns.frequency as Float64Array)[i] = drawn.x;
        (data.columns.recency as Float64Array)[i] = drawn.tx;
        (data.columns.monetary as Float64Array)[i] = drawn.x > 0 ? drawMeanSpend(random, [6.25, 3.74, 15.44], drawn.x) : 0;
      }
    }
    const fit = fitted(data, { process });
    const [now, later] = [values(fit, data, { process, discount: 0 }), values(fit, data, { process, discount: 0.05 })];
    for (let i = 0; i < data.rows; i++) {
      expect(Number.isFinite(now.value[i]) && now.value_low[i] <= now.value[i] && now.value[i] <= now.value_high[i]).toBe(true);
      expect(later.value[i]).toBeLessThanOrEqual(now.value[i]);
      expect(now.value[i]).toBeCloseTo(now.purchases[i] * now.spend[i], 6);
    }
  });

  test('recovers what it was simulated with: 90 % intervals of parameters and of values cover 85 to 95 % of the time', () => {
    const full = Boolean(process.env.TRIBUTARY_FULL);
    const [buying, orders] = [[0.243, 4.414, 0.793, 2.426], [6.25, 3.74, 15.44]];
    const [parameters, worths] = [{ held: 0, asked: 0 }, { held: 0, asked: 0 }];
    const customers: Table = { rows: 4, columns: { frequency: Float64Array.of(0, 1, 3, 12), recency: Float64Array.of(0, 5, 30, 38), age: Float64Array.of(39, 39, 39, 39), monetary: Float64Array.of(0, 20, 35, 60) } };
    let settled = 0;
    for (let run = 0; run < (full ? 200 : 40); run++) {
      const got = model.fit(model.simulate({ customers: 3000 }, { random: seeded(`clv ${run}`) }), {}, tools);
      if (got.status !== 'fitted') continue;
      settled++;
      const rows = model.summary(got.value);
      [...buying, ...orders].forEach((value, i) => count(parameters, rows[i].estimate, value));
      const worth = values(got.value, customers, { horizon: 52, discount: 0.01 });
      for (let row = 0; row < customers.rows; row++) {
        const [x, tx, T, m] = ['frequency', 'recency', 'age', 'monetary'].map((column) => Number(customers.columns[column][row]));
        const want = discountedPurchases(bgNbd, buying, x, tx, T, periodEnds(52, 4.345), 0.01) * expectedSpend(orders, x, m);
        count(worths, { low: worth.value_low[row], high: worth.value_high[row] }, want);
      }
    }
    expect(settled).toBeGreaterThanOrEqual(full ? 196 : 39);
    const slack = full ? 0 : 0.06;
    for (const share of [told('lifetime value, parameters', parameters), told('lifetime value, values', worths)]) {
      expect(share).toBeGreaterThan(0.85 - slack);
      expect(share).toBeLessThan(0.95 + slack);
    }
  }, 240_000);

  test('the total value agrees with what the simulated customers go on to spend', () => {
    const fit = fitted(data);
    const forecast = values(fit, data, { discount: 0, horizon: 39 }).value.reduce((a, b) => a + b, 0);
    const twice = model.simulate({ customers: 40_000, age: 78 }, { random: seeded('future') });
    const once = model.simulate({ customers: 40_000, age: 39 }, { random: seeded('past') });
    const repeats = (t: Table): number => (t.columns.frequency as Float64Array).reduce((a, b) => a + b, 0);
    const spend = (6.25 * 15.44) / 2.74;
    const truth = ((repeats(twice) - repeats(once)) / 40_000) * 1500 * spend;
    expect(Math.abs(forecast / truth - 1)).toBeLessThan(0.2);
  });

  test('half the margin is half the value; pence are a hundred times pounds', () => {
    const fit = fitted(data);
    const [whole, half] = [values(fit, data), values(fit, data, { margin: 0.5 })];
    expect(half.value[7]).toBeCloseTo(whole.value[7] / 2, 9);
    const pence: Table = { rows: data.rows, columns: { ...data.columns, monetary: (data.columns.monetary as Float64Array).map((v) => v * 100) } };
    const hundred = values(fitted(pence), pence);
    expect(hundred.value[7] / whole.value[7]).toBeCloseTo(100, 2);
  });

  test('customers who leave only after purchases do not fit Pareto/NBD, which says so within seconds', () => {
    const got = model.fit(data, { process: 'pareto-nbd' }, tools);
    expect(got.status === 'unsettled' && got.why.code).toBe('not-identified');
  });

  test('wrong rows and options are declined by name', () => {
    const bad: Table = { rows: data.rows, columns: { ...data.columns, monetary: (data.columns.monetary as Float64Array).map((v) => -v) } };
    const got = model.fit(bad, {}, tools);
    expect(got.status === 'declined' && got.why.code).toBe('spend-not-positive');
    const fit = fitted(data);
    const fine = model.predict(fit, data, { period: 1e-5 }, tools);
    expect(fine.status === 'declined' && fine.why.code).toBe('too-many-periods');
    const unknown = model.fit(data, { process: 'magic' }, tools);
    expect(unknown.status === 'declined' && unknown.why.column).toBe('process');
    expect(model.fit({ rows: 0, columns: { frequency: new Float64Array(0), recency: new Float64Array(0), age: new Float64Array(0), monetary: new Float64Array(0) } }, {}, tools).status).toBe('declined');
  });
});
