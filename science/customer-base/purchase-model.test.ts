import fc from '#tests/properties.ts';
import { describe, expect, test } from 'vitest';
import { seeded } from '../math/random.ts';
import { model as bg } from '../models/bg-nbd/model.ts';
import type { Model, Options, Table } from '../models/contract.ts';
import { model as mbg } from '../models/mbg-nbd/model.ts';
import { model as nbd } from '../models/nbd/model.ts';
import { model as pareto } from '../models/pareto-nbd/model.ts';
import { bgNbd, mbgNbd } from './beta-geometric.ts';
import { count, told } from './coverage.fixture.ts';
import { logLikelihood } from './fit.ts';
import type { Family } from './family.ts';
import { groupHistories } from './histories.ts';
import { nbd as nbdFamily } from './nbd.ts';
import { paretoNbd } from './pareto-nbd.ts';
import { forecast } from './predict.ts';
import type { PurchaseFit } from './purchase-fit.ts';

const MODELS: [string, Model<PurchaseFit>, Family][] = [['BG/NBD', bg, bgNbd], ['MBG/NBD', mbg, mbgNbd], ['Pareto/NBD', pareto, paretoNbd], ['NBD', nbd, nbdFamily]];
const tools = (seed: string) => ({ random: seeded(seed) });

function fitted(model: Model<PurchaseFit>, data: Table, options: Options = {}): PurchaseFit {
  const got = model.fit(data, options, tools('fit'));
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}

function predicted(model: Model<PurchaseFit>, fit: PurchaseFit, data: Table, options: Options = {}): Record<string, Float64Array> {
  const got = model.predict(fit, data, options, tools('predict'));
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return Object.fromEntries(Object.entries(got.value.columns).filter((e): e is [string, Float64Array] => e[1] instanceof Float64Array));
}

const table = (x: number[], tx: number[], T: number[]): Table => ({ rows: x.length, columns: { frequency: Float64Array.from(x), recency: Float64Array.from(tx), age: Float64Array.from(T) } });
const reorder = (data: Table, order: number[]): Table => ({ rows: data.rows, columns: Object.fromEntries(Object.entries(data.columns).map(([k, v]) => [k, Float64Array.from(order, (i) => Number(v[i]))])) });

describe.each(MODELS)('%s', (name, model, family) => {
  test('recovers what it was simulated with: 90 % intervals of parameters and of forecasts cover 85 to 95 % of the time', () => {
    const full = Boolean(process.env.TRIBUTARY_FULL);
    const runs = full ? 200 : 20;
    const truth = model.card.simulation.filter((o) => family.parameters.includes(o.name)).map((o) => Number(o.default));
    const customers = table([0, 1, 1, 3, 8, 15, 40], [0, 5, 25, 20, 28, 20, 37], [30, 30, 30, 30, 35, 38, 38]);
    const [parameters, forecasts] = [{ held: 0, asked: 0 }, { held: 0, asked: 0 }];
    let settled = 0;
    for (let run = 0; run < runs; run++) {
      const got = model.fit(model.simulate({ customers: 3000 }, tools(`${name} ${run}`)), {}, tools('fit'));
      if (got.status !== 'fitted') continue;
      settled++;
      const rows = model.summary(got.value);
      truth.forEach((value, i) => count(parameters, rows[i].estimate, value));
      const next = predicted(model, got.value, customers, { horizon: 39 });
      for (let row = 0; row < customers.rows; row++) {
        const [x, tx, T] = ['frequency', 'recency', 'age'].map((column) => Number(customers.columns[column][row]));
        const want = new Float64Array(4);
        forecast(family, truth, x, tx, T, 0, 39, want);
        ['alive', 'purchases', 'any_purchase', 'next_purchase'].forEach((column, k) => {
          // That a customer of BG/NBD or NBD who could not leave is active is no estimate.
          if (want[k] < 1 || column !== 'alive') count(forecasts, { low: next[`${column}_low`][row], high: next[`${column}_high`][row] }, want[k]);
        });
      }
    }
    expect(settled).toBeGreaterThanOrEqual(runs - Math.ceil(runs / 50));
    const slack = full ? 0 : 0.08;
    for (const share of [told(`${name}, parameters`, parameters), told(`${name}, forecasts`, forecasts)]) {
      expect(share).toBeGreaterThan(0.85 - slack);
      expect(share).toBeLessThan(0.95 + slack);
    }
  }, 900_000);

  test('gradient and Hessian are the derivatives of the log-likelihood', () => {
    const h = groupHistories([0, 1, 2, 9, 0, 40], [0, 3, 20, 8, 0, 29.5], [30, 31, 30, 12, 0.5, 30]);
    const ll = logLikelihood(family, h);
    const n = family.parameters.length;
    const [g, H, up, down, scratch] = [new Float64Array(n), new Float64Array(n * n), new Float64Array(n), new Float64Array(n), new Float64Array(n * n)];
    const point = Float64Array.from([-0.4, 1.6, -0.2, 0.8].slice(0, n));
    ll(point, g, H);
    for (let i = 0; i < n; i++) {
      const at = Float64Array.from(point);
      at[i] += 1e-5;
      const above = ll(at, up, scratch);
      at[i] -= 2e-5;
      const below = ll(at, down, scratch);
      expect(g[i]).toBeCloseTo((above - below) / 2e-5, 6);
      for (let j = 0; j < n; j++) expect(H[i * n + j]).toBeCloseTo((up[j] - down[j]) / 2e-5, 6);
    }
  });

  test('the chances of 0, 1, 2, … purchases of an active customer add up to one and have the expected mean', () => {
    const p = model.card.simulation.filter((o) => family.parameters.includes(o.name)).map((o) => Number(o.default));
    let [sum, mean] = [0, 0];
    for (let n = 0; n < 400; n++) {
      const chance = family.pmf(p, n, 25);
      sum += chance;
      mean += n * chance;
    }
    expect(sum).toBeCloseTo(1, 9);
    expect(mean).toBeCloseTo(family.mean(p, 25), 7);
  });

  test('the chances of each number of purchases that it answers with add up to one and to the expected number', () => {
    const data = model.simulate({ customers: 600 }, tools(`chances ${name}`));
    const got = predicted(model, fitted(model, data), data, { horizon: 4, counts: 120 });
    for (let i = 0; i < data.rows; i += 17) {
      const chances = Array.from({ length: 121 }, (_, n) => got[`chance_of_${n}`][i]);
      expect(chances.reduce((sum, chance) => sum + chance, 0) + got.chance_of_more[i]).toBeCloseTo(1, 9);
      expect(chances.reduce((sum, chance, n) => sum + n * chance, 0)).toBeCloseTo(got.purchases[i], 5);
    }
  });

  test('forecasts agree with what simulated customers go on to do', () => {
    const p = model.card.simulation.filter((o) => family.parameters.includes(o.name)).map((o) => Number(o.default));
    const random = seeded(`forward ${name}`);
    let [expected, happened, square, n] = [0, 0, 0, 4000];
    for (let i = 0; i < n; i++) {
      // The same stream twice: up to 30, and up to 60, gives one customer's past and future.
      const seed = `customer ${name} ${i} ${random.next()}`;
      const past = family.draw(seeded(seed), p, 30);
      const whole = family.draw(seeded(seed), p, 60);
      const ahead = family.alive(p, past.x, past.tx, 30) * family.mean(family.posterior(p, past.x, 30), 30);
      expected += ahead;
      happened += whole.x - past.x;
      square += (whole.x - past.x - ahead) ** 2;
    }
    expect(Math.abs(happened - expected)).toBeLessThan(4 * Math.sqrt(square));
  });

  test('permuting customers changes nothing', () => {
    const data = model.simulate({ customers: 800 }, tools(`permute ${name}`));
    const want = fitted(model, data);
    fc.assert(fc.property(fc.shuffledSubarray([...Array(data.rows).keys()], { minLength: data.rows }), (order) => {
      const got = fitted(model, reorder(data, order));
      family.parameters.forEach((p) => expect(got.parameters[p] / want.parameters[p]).toBeCloseTo(1, 5));
    }), { numRuns: 5 });
  });

  test('days instead of weeks stretch the scale parameters by seven and leave forecasts alone', () => {
    const data = model.simulate({ customers: 1000 }, tools(`scale ${name}`));
    const days: Table = { rows: data.rows, columns: { ...data.columns, recency: Float64Array.from(data.columns.recency as Float64Array, (v) => v * 7), age: Float64Array.from(data.columns.age as Float64Array, (v) => v * 7) } };
    const [weekly, daily] = [fitted(model, data), fitted(model, days)];
    expect(daily.parameters.alpha / weekly.parameters.alpha).toBeCloseTo(7, 3);
    expect(daily.parameters.r).toBeCloseTo(weekly.parameters.r, 4);
    const [a, b] = [predicted(model, weekly, data, { horizon: 10 }), predicted(model, daily, days, { horizon: 70 })];
    for (let i = 0; i < data.rows; i += 37) expect(a.purchases[i]).toBeCloseTo(b.purchases[i], 4);
  });

  test('more customers narrow the intervals', () => {
    const width = (customers: number): number => {
      const got = fitted(model, model.simulate({ customers }, tools(`narrow ${name}`)));
      return Math.sqrt(got.covariance[0]);
    };
    expect(width(12_000)).toBeLessThan(width(1500));
  });

  test('every forecast is finite and in range, and its interval holds the value', () => {
    const fit = fitted(model, model.simulate({ customers: 1500 }, tools(`range ${name}`)));
    const odd = table([0, 0, 1, 5000, 3, 1], [0, 0, 0, 30, 1e-9, 1e6], [1e-6, 1e6, 39, 31, 4000, 1e6]);
    const got = predicted(model, fit, odd, { horizon: 52 });
    for (const [column, values] of Object.entries(got)) {
      for (let i = 0; i < values.length; i++) {
        expect(Number.isFinite(values[i]) && values[i] >= 0, `${column} row ${i}: ${values[i]}`).toBe(true);
        if (column === 'alive' || column === 'any_purchase') expect(values[i]).toBeLessThanOrEqual(1);
        if (!/_(low|high)$/.test(column)) {
          expect(got[`${column}_low`][i]).toBeLessThanOrEqual(values[i] * (1 + 1e-9));
          expect(got[`${column}_high`][i]).toBeGreaterThanOrEqual(values[i] * (1 - 1e-9));
        }
      }
    }
  });

  test('two windows side by side hold as many purchases as both together', () => {
    const data = model.simulate({ customers: 1000 }, tools(`window ${name}`));
    const fit = fitted(model, data);
    const [near, far, both] = [predicted(model, fit, data, { horizon: 10 }), predicted(model, fit, data, { from: 10, horizon: 20 }), predicted(model, fit, data, { horizon: 30 })];
    for (let i = 0; i < data.rows; i += 23) expect(near.purchases[i] + far.purchases[i]).toBeCloseTo(both.purchases[i], 9);
    expect('any_purchase' in far).toBe(false);
  });

  test.each<[string, Table, string]>([
    ['no customers', table([], [], []), 'too-few-rows'],
    ['one customer', table([3], [4], [9]), 'too-few-repeaters'],
    ['nobody who came back', table([0, 0, 0], [0, 0, 0], [9, 9, 9]), 'too-few-repeaters'],
    ['a recency beyond the age', table([1, 1], [4, 40], [9, 9]), 'recency-beyond-age'],
    ['an age of zero', table([0], [0], [0]), 'age-not-positive'],
    ['a number that is none', table([1, Number.NaN], [1, 1], [9, 9]), 'not-a-number'],
    ['half a purchase', table([1.5], [1], [9]), 'not-a-count'],
    ['a missing column', { rows: 1, columns: { frequency: Float64Array.of(1) } }, 'column-missing'],
  ])('%s is declined with the reason', (_, data, code) => {
    const got = model.fit(data, {}, tools('edge'));
    expect(got.status === 'declined' && got.why.code).toBe(code);
  });

  test('customers who are all alike leave the spread untold, and the model says so', () => {
    const got = model.fit(table(Array(200).fill(3), Array(200).fill(20), Array(200).fill(30)), {}, tools('alike'));
    expect(got.status).toBe('unsettled');
  });

  test('a window a hundred times longer than anything observed is a wrong unit, and is declined', () => {
    const data = model.simulate({ customers: 1500 }, tools(`far ${name}`));
    const got = model.predict(fitted(model, data), data, { horizon: 1e6 }, tools('far'));
    expect(got.status === 'declined' && [got.why.code, got.why.column]).toEqual(['too-far-ahead', 'horizon']);
  });

  test('enormous times and counts are fitted or refused, never answered with a number that is none', () => {
    const data = model.simulate({ customers: 1500 }, tools(`huge ${name}`));
    const huge: Table = { rows: data.rows, columns: { ...data.columns, recency: Float64Array.from(data.columns.recency as Float64Array, (v) => v * 1e12), age: Float64Array.from(data.columns.age as Float64Array, (v) => v * 1e12) } };
    const fit = fitted(model, huge);
    expect(Object.values(fit.parameters).every((v) => Number.isFinite(v) && v > 0)).toBe(true);
  });
});
