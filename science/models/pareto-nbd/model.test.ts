import { describe, expect, test } from 'vitest';
import { cdnow, cdnowPresent } from '../../customer-base/cdnow.fixture.ts';
import { expectedPurchases, expectedPurchasesNew, purchaseProbability, type Family } from '../../customer-base/family.ts';
import { fitFamily } from '../../customer-base/fit.ts';
import { groupHistories } from '../../customer-base/histories.ts';
import { nbd } from '../../customer-base/nbd.ts';
import { paretoNbd } from '../../customer-base/pareto-nbd.ts';
import { drawExponential } from '../../math/distributions.ts';
import { seeded } from '../../math/random.ts';
import { model } from './model.ts';

const tools = { random: seeded(1) };

describe('Pareto/NBD against published figures', () => {
  test('the expected purchases of a new customer (BTYD and lifetimes tests)', () => {
    const p = [0.55, 10.56, 0.61, 11.64]; // the rounded parameters of BTYD's documentation
    [0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211].forEach((want, t) => expect(expectedPurchasesNew(paretoNbd, p, t)).toBeCloseTo(want, 6));
  });

  test('the mean passes smoothly through s = 1', () => {
    const at = (s: number): number => expectedPurchasesNew(paretoNbd, [0.5, 10, s, 12], 40);
    expect(at(1)).toBeCloseTo((at(1 - 1e-5) + at(1 + 1e-5)) / 2, 9);
  });

  test.skipIf(!cdnowPresent)('CDNOW: estimates, standard errors, log-likelihood and hold-out forecasts (skipped without ../shared/data/cdnow)', () => {
    const { table, heldOut } = cdnow();
    const got = model.fit(table, {}, tools);
    if (got.status !== 'fitted') throw new Error(got.why.sentence);
    const want = { r: 0.553277061, alpha: 10.577683777, s: 0.606240164, beta: 11.668739518 };
    // CLVTools asserts standard errors .0476264, .8427222, .1872594 and 6.2105448.
    const errors = [0.0476264, 0.8427222, 0.1872594, 6.2105448];
    Object.entries(want).forEach(([name, value], i) => {
      expect(got.value.parameters[name] / value).toBeCloseTo(1, 5);
      expect((value * Math.sqrt(got.value.covariance[5 * i])) / errors[i]).toBeCloseTo(1, 3);
    });
    expect(got.value.logLikelihood).toBeCloseTo(-9594.97617894, 6);
    const next = model.predict(got.value, table, { horizon: 39 }, tools);
    if (next.status !== 'fitted') throw new Error(next.why.sentence);
    const purchases = next.value.columns.purchases as Float64Array;
    expect(purchases.reduce((a, b) => a + b, 0)).toBeCloseTo(1665.516872, 1);
    expect(purchases.reduce((sum, v, i) => sum + Math.abs(v - heldOut[i]), 0) / table.rows).toBeCloseTo(0.7545238171, 5);
    const p = Object.values(got.value.parameters);
    expect(expectedPurchasesNew(paretoNbd, p, 52)).toBeCloseTo(1.473434, 5);
    expect(expectedPurchases(paretoNbd, p, 26, 30 + 6 / 7, 31, 52)).toBeCloseTo(25.45522803, 3);
    expect(paretoNbd.alive(p, 26, 30 + 6 / 7, 31)).toBeCloseTo(0.9978734, 6);
    const counts = new Float64Array(8);
    for (const T of table.columns.age as Float64Array) for (let n = 0, left = 1; n < 8; n++) {
      const chance = n < 7 ? purchaseProbability(paretoNbd, p, 0, 0, 0, n, T) : left;
      counts[n] += chance;
      left -= chance;
    }
    [1434.049, 396.878, 193.492, 111.812, 69.99, 45.856, 30.932, 73.991].forEach((value, n) => expect(counts[n]).toBeCloseTo(value, 2));
  });
});

describe('Pareto/NBD with covariates', () => {
  test('recovers their influence on buying and on leaving', () => {
    const random = seeded('pareto covariates');
    const customers = 5000;
    const [z, x, tx, T] = [0, 1, 2, 3].map(() => new Float64Array(customers));
    for (let i = 0; i < customers; i++) {
      z[i] = i % 2;
      T[i] = 40 + Math.min(40, drawExponential(random, 0.05));
      const drawn = paretoNbd.draw(random, [0.9, 8 * Math.exp(-0.6 * z[i]), 1.2, 20 * Math.exp(-0.7 * z[i])], T[i]);
      x[i] = drawn.x;
      tx[i] = drawn.tx;
    }
    const got = model.fit({ rows: customers, columns: { frequency: x, recency: tx, age: T, covariate_z: z } }, {}, tools);
    if (got.status !== 'fitted') throw new Error(got.why.sentence);
    const rows = model.summary(got.value);
    [['covariate_z on alpha', 0.6], ['covariate_z on beta', 0.7]].forEach(([name, truth]) => {
      const e = rows.find((row) => row.name === name)?.estimate;
      if (!e) throw new Error(`no estimate of ${name}`);
      expect(Math.abs(e.value - Number(truth))).toBeLessThan(1.6 * (e.high - e.value));
    });
  });
});

test('thousands of customers of whom nobody leaves are told to be untold without a search from every start over all of them', () => {
  const random = seeded('nobody 4');
  const customers = 8000;
  const [x, tx, T] = [0, 1, 2].map(() => new Float64Array(customers));
  for (let i = 0; i < customers; i++) {
    T[i] = 27 + 12 * random.next();
    const drawn = nbd.draw(random, [0.8, 10], T[i]);
    x[i] = drawn.x;
    tx[i] = drawn.tx;
  }
  let looked = 0;
  const counted: Family = { ...paretoNbd, term: (log) => { const term = paretoNbd.term(log); return (...row) => { looked++; term(...row); }; } };
  const got = fitFamily(counted, groupHistories(x, tx, T));
  expect(got.settled ? 'settled' : got.why).toBe('flat');
  // Searched from every start over all, each of them was looked at 157 times.
  expect(looked / customers).toBeLessThan(80);
});
