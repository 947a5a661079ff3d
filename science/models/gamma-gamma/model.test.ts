import fc from '#tests/properties.ts';
import { describe, expect, test } from 'vitest';
import { cdnow, cdnowPresent } from '../../customer-base/cdnow.fixture.ts';
import { count, told } from '../../customer-base/coverage.fixture.ts';
import { expectedSpend, gammaGammaLikelihood } from '../../customer-base/gamma-gamma.ts';
import { seeded } from '../../math/random.ts';
import type { Table } from '../contract.ts';
import { model } from './model.ts';

const tools = { random: seeded(1) };
const table = (frequency: ArrayLike<number>, monetary: ArrayLike<number>): Table => ({ rows: frequency.length, columns: { frequency: Float64Array.from(frequency), monetary: Float64Array.from(monetary) } });

describe('Gamma-Gamma', () => {
  test.skipIf(!cdnowPresent)('CDNOW: estimates, log-likelihood and expected spend (skipped without ../shared/data/cdnow)', () => {
    const { table: base, meanSpend } = cdnow();
    const x = base.columns.frequency as Float64Array;
    const got = model.fit(table(x, meanSpend), {}, tools);
    if (got.status !== 'fitted') throw new Error(got.why.sentence);
    // Fader & Hardie 2013: 6.25, 3.74, 15.44; gold figures to ten digits recomputed.
    expect(got.value.customers).toBe(946);
    expect(got.value.parameters.p / 6.249572866).toBeCloseTo(1, 5);
    expect(got.value.parameters.q / 3.744224467).toBeCloseTo(1, 5);
    expect(got.value.parameters.gamma / 15.443518295).toBeCloseTo(1, 5);
    expect(got.value.logLikelihood).toBeCloseTo(-4055.9176948, 6);
    const next = model.predict(got.value, table(x, meanSpend), {}, tools);
    if (next.status !== 'fitted') throw new Error(next.why.sentence);
    const spend = next.value.columns.spend as Float64Array;
    [24.6586, 18.9115, 35.171, 35.171, 35.171, 71.4629, 18.9115, 35.171, 27.2824, 35.171].forEach((want, i) => expect(spend[i]).toBeCloseTo(want, 1));
    expect(spend[2]).toBeCloseTo(35.17049924, 3);
  });

  test('recovers what it was simulated with: 90 % intervals of parameters and of mean orders cover 85 to 95 % of the time', () => {
    const truth = [6.25, 3.74, 15.44];
    const customers = table([0, 1, 2, 8], [0, 10, 70, 30]);
    const [parameters, forecasts] = [{ held: 0, asked: 0 }, { held: 0, asked: 0 }];
    for (let run = 0; run < 200; run++) {
      const got = model.fit(model.simulate({ customers: 1500 }, { random: seeded(`gg ${run}`) }), {}, tools);
      if (got.status !== 'fitted') throw new Error(got.why.sentence);
      const rows = model.summary(got.value);
      truth.forEach((value, i) => count(parameters, rows[i].estimate, value));
      const next = model.predict(got.value, customers, {}, tools);
      if (next.status !== 'fitted') throw new Error(next.why.sentence);
      for (let row = 0; row < customers.rows; row++) {
        const want = expectedSpend(truth, Number(customers.columns.frequency[row]), Number(customers.columns.monetary[row]));
        count(forecasts, { low: Number(next.value.columns.spend_low[row]), high: Number(next.value.columns.spend_high[row]) }, want);
      }
    }
    for (const share of [told('Gamma-Gamma, parameters', parameters), told('Gamma-Gamma, mean orders', forecasts)]) {
      expect(share).toBeGreaterThan(0.85);
      expect(share).toBeLessThan(0.95);
    }
  }, 240_000);

  test('gradient and Hessian are the derivatives of the log-likelihood', () => {
    const ll = gammaGammaLikelihood({ rows: 3, x: [1, 2, 9], mean: [10, 22.5, 3] });
    const [g, H, up, down, s] = [new Float64Array(3), new Float64Array(9), new Float64Array(3), new Float64Array(3), new Float64Array(9)];
    ll(Float64Array.of(1.1, 0.7, 2), g, H);
    for (let i = 0; i < 3; i++) {
      const at = Float64Array.of(1.1, 0.7, 2);
      at[i] += 1e-5;
      const above = ll(at, up, s);
      at[i] -= 2e-5;
      expect(g[i]).toBeCloseTo((above - ll(at, down, s)) / 2e-5, 6);
      for (let j = 0; j < 3; j++) expect(H[3 * i + j]).toBeCloseTo((up[j] - down[j]) / 2e-5, 6);
    }
  });

  test('cents instead of pounds scale the forecast by a hundred; permuting customers changes nothing', () => {
    const data = model.simulate({ customers: 500 }, { random: seeded('scale') });
    const [x, m] = [data.columns.frequency as Float64Array, data.columns.monetary as Float64Array];
    const spend = (d: Table): Float64Array => {
      const got = model.fit(d, {}, tools);
      if (got.status !== 'fitted') throw new Error(got.why.sentence);
      const next = model.predict(got.value, d, {}, tools);
      if (next.status !== 'fitted') throw new Error(next.why.sentence);
      return next.value.columns.spend as Float64Array;
    };
    const base = spend(data);
    const cents = spend(table(x, m.map((v) => v * 100)));
    cents.forEach((v, i) => expect(v / base[i]).toBeCloseTo(100, 3));
    fc.assert(fc.property(fc.shuffledSubarray([...x.keys()], { minLength: x.length }), (order) => {
      const mixed = spend(table(order.map((i) => x[i]), order.map((i) => m[i])));
      order.forEach((i, k) => expect(mixed[k] / base[i]).toBeCloseTo(1, 5));
    }), { numRuns: 4 });
  });

  test.each<[string, Table, string]>([
    ['nothing', table([], []), 'too-few-rows'],
    ['one customer', table([2], [9]), 'too-few-customers'],
    ['an order worth nothing', table([2, 1], [9, 0]), 'spend-not-positive'],
    ['a number that is none', table([2, 1], [9, Number.NaN]), 'not-a-number'],
    ['an infinite order', table([2, 1], [9, Infinity]), 'not-a-number'],
  ])('%s is declined', (_, data, code) => {
    const got = model.fit(data, {}, tools);
    expect(got.status === 'declined' && got.why.code).toBe(code);
  });

  test('amounts at the edge of arithmetic end the search instead of holding it up for ever', () => {
    const rows = Array.from({ length: 60 }, (_, i) => 1 + (i % 3));
    const got = model.fit(table(rows, rows.map(() => 1e-300)), {}, tools);
    expect(got.status).toBe('unsettled');
  });

  test('customers who all spend the same leave the spread untold, and the model says so', () => {
    expect(model.fit(table(Array(50).fill(3), Array(50).fill(20)), {}, tools).status).toBe('unsettled');
  });

  test('where the mean order does not exist a forecast is declined, not answered with a negative amount', () => {
    const fit = { parameters: { p: 2, q: 0.6, gamma: 5 }, point: [2, 0.6, 5].map(Math.log), covariance: [0.01, 0, 0, 0, 0.01, 0, 0, 0, 0.01], low: [1.8, 0.4, 4].map(Math.log), high: [2.2, 0.8, 6].map(Math.log), logLikelihood: -1, customers: 50 };
    const got = model.predict(fit, table([0], [0]), {}, tools);
    expect(got.status === 'declined' && got.why.code).toBe('no-mean');
  });
});
