import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type QuantileFit } from './model.ts';
import { quantileEffect, varianceFromBounds } from './quantile.ts';

const tools = { random: seeded(1) };
function fit(data: Table, options: Options = {}): QuantileFit {
  const outcome = model.fit(data, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (data: Table, options: Options = {}): string => {
  const outcome = model.fit(data, options, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};
const rows = (value: number[], arm: string[]): Table => ({ rows: arm.length, columns: { arm, value: Float64Array.from(value) } });

describe('a published comparison of ninetieth percentiles is reproduced', () => {
  it('GrowthBook, tests/bayesian/test_tests.py (MIT): the same normal posterior with a flat prior', () => {
    const [a, b] = [[11054, 7.157987489967789, 7.098780136176828, 7.217194843758751], [10861, 7.694499927525767, 7.64180598628119, 7.747193868770344]]
      .map(([n, value, low, high]) => ({ n, value, variance: varianceFromBounds(n, low, high) }));
    const absolute = quantileEffect(a, b, false);
    expect(absolute.estimate).toBeCloseTo(0.5365124375579775, 12);
    expect(absolute.estimate - 1.959963984540054 * absolute.standardError).toBeCloseTo(0.4572559589115422, 9);
    const relative = quantileEffect(a, b, true);
    expect(relative.estimate).toBeCloseTo(0.07495297222736319, 9);
    expect(relative.estimate + 1.959963984540054 * relative.standardError).toBeCloseTo(0.08649588602990732, 8);
  });
});

describe('what is put in is found again', () => {
  it.each([['one value a person', { values: 1 }, 0.5], ['one value a person, last tenth', { values: 1 }, 0.9], ['up to eight values a person', { values: 8, people: 300 }, 0.5]] as const)(
    '90 % intervals hold the truth 85 to 95 times in a hundred with %s', (_, parameters, quantile) => {
      const runs = process.env['TRIBUTARY_FULL'] ? 1000 : 200;
      let held = 0;
      for (let i = 0; i < runs; i++) {
        const [d] = fit(model.simulate(parameters, { random: seeded(`q ${i}`) }), { level: 0.9, quantile }).differences;
        if (d.low <= 0.1 && 0.1 <= d.high) held += 1;
      }
      expect(held / runs).toBeGreaterThanOrEqual(0.85);
      expect(held / runs).toBeLessThanOrEqual(0.95);
    });

  it('widens for values of one person being alike', () => {
    const data = model.simulate({ values: 8 }, { random: seeded('alike') });
    const blind = { rows: data.rows, columns: { arm: data.columns['arm'], value: data.columns['value'] } };
    expect(fit(data, { quantile: 0.5 }).differences[0].standardError).toBeGreaterThan(1.3 * fit(blind, { quantile: 0.5 }).differences[0].standardError);
  });
});

describe('edges', () => {
  const many = (f: (i: number) => number): Table => rows(Array.from({ length: 400 }, (_, i) => f(i)), Array.from({ length: 400 }, (_, i) => (i % 2 ? 'a' : 'b')));
  it('declines with the reason', () => {
    expect(reason(rows([], []))).toBe('arms-missing');
    expect(reason(rows([1], ['a']))).toBe('arms-missing');
    expect(reason(rows([1, 2], ['a', 'b']))).toBe('too-few-rows');
    expect(reason(many(() => 5))).toBe('values-piled');
    expect(reason(many((i) => (i === 7 ? NaN : i)))).toBe('not-a-number');
    expect(reason(many((i) => i), { control: 'c' })).toBe('control-missing');
    expect(reason(many((i) => Math.floor(i / 2) * 1e40), { quantile: 0.5, scale: 'absolute' })).toBe('fitted');
  });

  it('scales with the unit, ignores the order of rows, and narrows with more people', () => {
    const data = model.simulate({ people: 400 }, { random: seeded('unit') });
    const [d] = fit(data, { scale: 'absolute' }).differences;
    const scaled = { rows: data.rows, columns: { ...data.columns, value: (data.columns['value'] as Float64Array).map((v) => 1000 * v) } };
    expect(fit(scaled, { scale: 'absolute' }).differences[0].estimate / 1000).toBeCloseTo(d.estimate, 9);
    const order = Array.from({ length: data.rows }, (_, i) => i).sort((i, j) => (data.columns['value'] as Float64Array)[i] - (data.columns['value'] as Float64Array)[j]);
    const turned = rows(order.map((i) => (data.columns['value'] as Float64Array)[i]), order.map((i) => (data.columns['arm'] as string[])[i]));
    expect(fit(turned, { scale: 'absolute', control: 'control' }).differences[0].estimate).toBeCloseTo(d.estimate, 12);
    expect(fit(model.simulate({ people: 4000 }, { random: seeded('more') }), { scale: 'absolute' }).differences[0].standardError).toBeLessThan(d.standardError);
  });
});
