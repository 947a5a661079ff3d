import fc from '#tests/properties.ts';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model } from './model.ts';

const tools = { random: seeded(1) };
const table = (since: number[], frequency: number[], monetary: number[]): Table => ({ rows: since.length, columns: { since: Float64Array.from(since), frequency: Float64Array.from(frequency), monetary: Float64Array.from(monetary) } });

function scored(data: Table, options: Options = {}): Record<string, Float64Array | string[]> {
  const fit = model.fit(data, options, tools);
  if (fit.status !== 'fitted') throw new Error(fit.why.sentence);
  const got = model.predict(JSON.parse(JSON.stringify(fit.value)), data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value.columns;
}

describe('recency, frequency, money', () => {
  test('ten customers of distinct values fall into five scores of two, the latest buyers at the top', () => {
    const got = scored(table([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]));
    expect([...got.recency_score as Float64Array]).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    expect([...got.frequency_score as Float64Array]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect((got.score as string[])[0]).toBe('5-1-1');
    expect((got.segment as string[])[0]).toBe('new');
    expect((got.segment as string[])[9]).toBe('cannot-lose');
  });

  test('customers with equal values share a score: seven one-time buyers of ten are all in the middle of their ranks', () => {
    const got = scored(table([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 1, 1, 1, 1, 1, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    expect([...got.frequency_score as Float64Array]).toEqual([2, 2, 2, 2, 2, 2, 2, 4, 5, 5]);
  });

  test('units and order of rows do not matter, and more money never lowers a score', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 30 }), fc.nat(9000)), { minLength: 5, maxLength: 60 }), (rows) => {
      const make = (list: [number, number, number][], k = 1): Table => table(list.map((r) => r[0] * k), list.map((r) => r[1]), list.map((r) => r[2] * k));
      const base = scored(make(rows));
      expect(scored(make(rows, 7)).score).toEqual(base.score);
      expect((scored(make([...rows].reverse())).score as string[]).reverse()).toEqual(base.score);
      const m = base.monetary_score as Float64Array;
      rows.forEach((a, i) => rows.forEach((b, j) => { if (a[2] > b[2]) expect(m[i]).toBeGreaterThanOrEqual(m[j]); }));
    }), { numRuns: 50 });
  });

  test('large bases of distinct values give groups of equal size', () => {
    const data = model.simulate({ customers: 5000 }, tools);
    const counts = new Float64Array(6);
    for (const s of scored(data).monetary_score as Float64Array) counts[s]++;
    for (let s = 1; s <= 5; s++) expect(Math.abs(counts[s] - 1000)).toBeLessThanOrEqual(1);
  });

  test.each<[string, Table, string]>([
    ['nobody', table([], [], []), 'too-few-rows'],
    ['one customer for five scores', table([1], [1], [1]), 'too-few-rows'],
    ['a time below zero', table([-1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]), 'negative'],
    ['a number that is none', table([1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, Number.NaN]), 'not-a-number'],
  ])('%s is declined', (_, data, code) => {
    const got = model.fit(data, {}, tools);
    expect(got.status === 'declined' && got.why.code).toBe(code);
  });

  test('customers who are all alike share the middle score', () => {
    const got = scored(table([3, 3, 3, 3, 3], [1, 1, 1, 1, 1], [9, 9, 9, 9, 9]));
    expect([...got.monetary_score as Float64Array]).toEqual([3, 3, 3, 3, 3]);
    const fit = model.fit(table([3, 3, 3, 3, 3], [1, 1, 1, 1, 1], [9, 9, 9, 9, 9]), {}, tools);
    if (fit.status !== 'fitted') throw new Error(fit.why.sentence);
    expect(JSON.stringify(fit.value), 'scores that nobody reached have no least value').not.toContain('null');
    expect(model.summary(fit.value).at(-1)?.text).toBe('9, 9, never reached, never reached');
  });
});
