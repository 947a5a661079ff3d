import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bgBb } from '../../customer-base/bg-bb.ts';
import { forecast } from '../../customer-base/predict.ts';
import { count, told } from '../../customer-base/coverage.fixture.ts';
import { expectedPurchases, purchaseProbability } from '../../customer-base/family.ts';
import { fitFamily } from '../../customer-base/fit.ts';
import { groupHistories } from '../../customer-base/histories.ts';
import { seeded } from '../../math/random.ts';
import type { Table } from '../contract.ts';
import { model } from './model.ts';

const tools = { random: seeded(1) };
const path = new URL('../../../../shared/data/cdnow/donations.csv', import.meta.url);
const table = (x: number[], tx: number[], n: number[]): Table => ({ rows: x.length, columns: { frequency: Float64Array.from(x), recency: Float64Array.from(tx), age: Float64Array.from(n) } });

describe('BG/BB', () => {
  test.skipIf(!existsSync(path))('donations: estimates, log-likelihood, expectations, active donors (skipped without ../shared/data/cdnow)', () => {
    const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number));
    const h = groupHistories(rows.map((r) => r[0]), rows.map((r) => r[1]), rows.map((r) => r[2]), rows.map((r) => r[3]));
    const got = fitFamily(bgBb, h);
    if (!got.settled) throw new Error(got.why);
    const p = [...got.point].map(Math.exp);
    // Fader, Hardie & Shang 2010: 1.204, .750, .657, 2.783; LL -33225.6.
    [1.203522, 0.749716, 0.656718, 2.783442].forEach((want, i) => expect(p[i] / want).toBeCloseTo(1, 5));
    expect(got.value).toBeCloseTo(-33225.58127, 4);
    const five = rows.reduce((sum, [x, tx, n, w]) => sum + w * expectedPurchases(bgBb, p, x, tx, n, 5), 0);
    expect(five).toBeCloseTo(12884.2, 0);
    expect(11104 * purchaseProbability(bgBb, p, 0, 0, 0, 0, 6)).toBeCloseTo(3454.9, 0);
    expect(11104 * purchaseProbability(bgBb, p, 0, 0, 0, 6, 6)).toBeCloseTo(1253.1, 0);
    // The paper's table is of being active at the next occasion: one more chance to leave than at the last one observed.
    const into = new Float64Array(4);
    const next = ([x, tx]: [number, number]): number => { forecast(bgBb, p, x, tx, 6, 0, 5, into); return Number(into[0].toFixed(2)); };
    expect(([[0, 0], [2, 4], [6, 6]] as [number, number][]).map(next)).toEqual([0.11, 0.59, 0.93]);
  });

  test('recovers what it was simulated with: 90 % intervals of parameters and of forecasts cover 85 to 95 % of the time', () => {
    const truth = [1.204, 0.75, 0.657, 2.783];
    const donors = table([0, 1, 3, 2, 5], [0, 1, 5, 4, 5], [6, 6, 6, 6, 6]);
    const [parameters, forecasts] = [{ held: 0, asked: 0 }, { held: 0, asked: 0 }];
    for (let run = 0; run < 200; run++) {
      const got = model.fit(model.simulate({ customers: 3000 }, { random: seeded(`bgbb ${run}`) }), {}, tools);
      if (got.status !== 'fitted') continue;
      const rows = model.summary(got.value);
      truth.forEach((value, i) => count(parameters, rows[i].estimate, value));
      const next = model.predict(got.value, donors, { horizon: 5 }, tools);
      if (next.status !== 'fitted') throw new Error(next.why.sentence);
      for (let row = 0; row < donors.rows; row++) {
        const [x, tx, n] = ['frequency', 'recency', 'age'].map((column) => Number(donors.columns[column][row]));
        const want = expectedPurchases(bgBb, truth, x, tx, n, 5);
        count(forecasts, { low: Number(next.value.columns.purchases_low[row]), high: Number(next.value.columns.purchases_high[row]) }, want);
      }
    }
    expect(parameters.asked).toBeGreaterThanOrEqual(4 * 195);
    for (const share of [told('BG/BB, parameters', parameters), told('BG/BB, forecasts', forecasts)]) {
      expect(share).toBeGreaterThan(0.85);
      expect(share).toBeLessThan(0.95);
    }
  }, 240_000);

  test('the chances of 0, 1, 2, … add up to one and have the expected mean', () => {
    const p = [1.2, 0.75, 1, 2.8];
    const chances = Array.from({ length: 9 }, (_, x) => bgBb.pmf(p, x, 8));
    expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(chances.reduce((sum, v, x) => sum + x * v, 0)).toBeCloseTo(bgBb.mean(p, 8), 12);
  });

  test('forecasts are finite, in range and inside their intervals', () => {
    const got = model.fit(model.simulate({ customers: 3000 }, { random: seeded('bb') }), {}, tools);
    if (got.status !== 'fitted') throw new Error(got.why.sentence);
    const next = model.predict(got.value, table([0, 6, 1, 0], [0, 6, 1, 0], [6, 6, 60, 1]), { horizon: 5 }, tools);
    if (next.status !== 'fitted') throw new Error(next.why.sentence);
    for (const [name, values] of Object.entries(next.value.columns)) for (const v of values) expect(Number.isFinite(v), name).toBe(true);
    const buys = next.value.columns.purchases as Float64Array;
    buys.forEach((v) => expect(v).toBeLessThanOrEqual(5));
  });

  test('more purchases than occasions, and parts of an occasion, are declined', () => {
    const many = model.fit(table([3], [2], [6]), {}, tools);
    expect(many.status === 'declined' && many.why.code).toBe('more-than-occasions');
    const half = model.fit(table([1], [1.5], [6]), {}, tools);
    expect(half.status === 'declined' && half.why.code).toBe('not-a-count');
  });
});
