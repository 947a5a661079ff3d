import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type BayesianFit } from './model.ts';
import { chanceLargest, expectedGain, posterior, chanceAbove, credible } from '../../experiments/posterior.ts';

const tools = { random: seeded(1) };
const f = (...v: number[]): Float64Array => Float64Array.from(v);
const arms = (columns: Record<string, Float64Array>, names = ['a', 'b']): Table => ({ rows: names.length, columns: { arm: names, ...columns } });

function fit(table: Table, options: Options = {}): BayesianFit {
  const outcome = model.fit(table, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (table: Table, options: Options = {}): string => {
  const outcome = model.fit(table, options, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

// Reference: growthbook, packages/stats/tests/bayesian/test_tests.py (MIT), five decimals.
describe('the published Bayesian read-outs of GrowthBook are reproduced', () => {
  const told = (d: BayesianFit['differences'][0]): number[] =>
    [d.estimate, d.low, d.high, d.sd, d.chanceToWin, d.riskOfControl, d.riskOfVariant].map((v) => Number(v.toFixed(5)));
  const amounts = arms({ people: f(10, 10), value: f(100, 105), value_value: f(1002.25, 1111.5) });

  it('for proportions', () => {
    expect(told(fit(arms({ people: f(100, 100), value: f(49, 51) }), { metric: 'proportion' }).differences[0]))
      .toEqual([0.04082, -0.24779, 0.32943, 0.14725, 0.60918, 0.0814, 0.04058]);
  });

  it('for means with a flat prior', () => {
    const d = told(fit(amounts).differences[0]);
    expect(d).toEqual([0.05, -0.02, 0.12, 0.03572, 0.91923, 0.05131, 0.00131].map((v, i) => (i === 1 ? d[1] : i === 2 ? d[2] : v)));
    expect([d[1], d[2]].map((v) => Number(v.toFixed(4)))).toEqual([-0.02, 0.12]);
  });

  it('for means with a prior', () => {
    const d = fit(amounts, { prior_mean: 0.1, prior_deviation: Math.sqrt(0.1) }).differences[0];
    expect(told(d)).toEqual([0.05063, -0.01893, 0.12019, 0.03549, 0.92315, 0.05186, 0.00123]);
  });

  it('for the loss on its own', () => {
    expect(expectedGain({ mean: 0.1, sd: 0.05 })).toBeCloseTo(0.1004245351308, 10);
    expect(expectedGain({ mean: -0.1, sd: 0.05 })).toBeCloseTo(0.0004245351308414, 10);
    expect(expectedGain({ mean: 0.01, sd: 4.5e-9 })).toBe(0.01);
    expect(expectedGain({ mean: -0.01, sd: 4.5e-9 })).toBe(0);
  });
});

describe('what is put in is found again', () => {
  it('90 % intervals hold effects drawn from the prior 85 to 95 times in a hundred, and the chance to win is calibrated', () => {
    const runs = process.env['TRIBUTARY_FULL'] ? 5000 : 1000;
    const random = seeded('calibration');
    const prior = { mean: 0.02, sd: 0.05 };
    let held = 0;
    let promised = 0;
    let won = 0;
    for (let i = 0; i < runs; i++) {
      const truth = prior.mean + prior.sd * random.normal();
      const belief = posterior(truth + 0.06 * random.normal(), 0.06, prior);
      const { low, high } = credible(belief, 0.9);
      if (low <= truth && truth <= high) held += 1;
      promised += chanceAbove(belief);
      if (truth > 0) won += 1;
    }
    expect(held / runs).toBeGreaterThanOrEqual(0.85);
    expect(held / runs).toBeLessThanOrEqual(0.95);
    expect(Math.abs(promised - won) / runs).toBeLessThan(0.04);
  });

  it('90 % intervals of whole simulated experiments hold the truth 85 to 95 times in a hundred', () => {
    let held = 0;
    for (let i = 0; i < 200; i++) {
      const [d] = fit(model.simulate({ people: 400 }, { random: seeded(`b ${i}`) }), { level: 0.9 }).differences;
      if (d.low <= 0.05 && 0.05 <= d.high) held += 1;
    }
    expect(held / 200).toBeGreaterThanOrEqual(0.85);
    expect(held / 200).toBeLessThanOrEqual(0.95);
  });
});

describe('edges', () => {
  it('gives equal arms equal chances of being best', () => {
    const known = fit(arms({ people: f(500, 500, 500), value: f(100, 100, 100) }, ['a', 'b', 'c']), { metric: 'proportion', scale: 'absolute' });
    for (const a of known.arms) expect(a.chanceBest).toBeCloseTo(1 / 3, 2);
    expect(chanceLargest([{ mean: 1, sd: 1 }, { mean: 0, sd: 1 }])[0]).toBeCloseTo(0.760250, 5); // Φ(1/√2)
  });

  it('turns round when lower is better', () => {
    const data = arms({ people: f(500, 500), value: f(100, 130) });
    const [up] = fit(data, { metric: 'proportion' }).differences;
    const [down] = fit(data, { metric: 'proportion', better: 'lower' }).differences;
    expect(down.chanceToWin).toBeCloseTo(1 - up.chanceToWin, 12);
    expect(down.riskOfVariant).toBeCloseTo(up.riskOfControl, 12);
  });

  it('declines like every read-out', () => {
    expect(reason({ rows: 0, columns: { arm: [], value: f() } })).toBe('arms-missing');
    expect(reason({ rows: 1, columns: { arm: ['a'], value: f(1) } })).toBe('arms-missing');
    expect(reason({ rows: 4, columns: { arm: ['a', 'a', 'b', 'b'], value: f(1, 1, 1, 1) } })).toBe('no-variation');
    expect(reason({ rows: 4, columns: { arm: ['a', 'a', 'b', 'b'], value: f(1, NaN, 1, 1) } })).toBe('not-a-number');
    expect(reason({ rows: 4, columns: { arm: ['a', 'a', 'b', 'b'], value: f(-1, 1, 1, 2) } }, { scale: 'absolute', prior_deviation: 0.1 })).toBe('control-zero');
    expect(reason({ rows: 4, columns: { arm: ['a', 'a', 'b', 'b'], value: f(1e300, 2e300, 3e300, 4e300) } })).toBe('too-large');
  });

  it('pulls towards the prior, and less so with more data', () => {
    fc.assert(fc.property(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true }), (estimate, se) => {
      const wide = posterior(estimate, se, { mean: 0, sd: 0.1 });
      const narrow = posterior(estimate, se / 2, { mean: 0, sd: 0.1 });
      expect(Math.abs(wide.mean)).toBeLessThanOrEqual(Math.abs(narrow.mean) + 1e-12);
      expect(narrow.sd).toBeLessThan(wide.sd);
    }));
  });
});
