import { describe, expect, test } from 'vitest';
import { inOrder, pathData, pathDataPresent } from '../../attribution/pathdata.fixture.ts';
import { readPaths } from '../../attribution/paths.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type ShapleyFit } from './model.ts';
import { collectSets, exactRate, sampledRate, sharedEqually } from './shapley.ts';

const tools = { random: seeded(1) };

function fitted(data: Table, options: Options = {}): ShapleyFit {
  const got = model.fit(data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}

function sets(data: Table): { sets: ReturnType<typeof collectSets>; channels: number } {
  const read = readPaths(data, '>');
  if (!read.paths) throw new Error('unread');
  return { sets: collectSets(read.paths), channels: read.paths.channels.length };
}

describe('attribution by Shapley value', () => {
  test.skipIf(!pathDataPresent)('PathData: the simplified form (skipped without ../shared/data/pathdata)', () => {
    const fit = fitted(pathData());
    const want = [3613.655952, 3505.044048, 7627.944048, 1982.739286, 1190.963095, 987.782143, 159.057143, 199.991667, 374.677381, 138.185714, 2.292857, 2.666667];
    inOrder(fit.channels, fit.credits.conversions).forEach((v, i) => expect(v).toBeCloseTo(want[i], 5));
  });

  test('the simplified form is the Shapley value of its game, by the definition over all orders', () => {
    const data = model.simulate({ paths: 300, channels: ['a', 'b', 'c', 'd'] }, tools);
    const { sets: s, channels } = sets(data);
    const v = (inside: Set<number>): number => s.members.reduce((sum, set, k) => sum + (set.every((c) => inside.has(c)) ? s.conversions[k] : 0), 0);
    const orders = (left: number[]): number[][] => (left.length === 0 ? [[]] : left.flatMap((c) => orders(left.filter((d) => d !== c)).map((rest) => [c, ...rest])));
    const all = orders([0, 1, 2, 3]);
    const byDefinition = [0, 0, 0, 0];
    for (const order of all) {
      const inside = new Set<number>();
      for (const c of order) {
        const before = v(inside);
        inside.add(c);
        byDefinition[c] += (v(inside) - before) / all.length;
      }
    }
    sharedEqually(s, s.conversions, channels).forEach((value, c) => expect(value).toBeCloseTo(byDefinition[c], 9));
  });

  test('the rate form by hand: alone a converts 1 in 2 and b 1 in 4, together 3 in 4', () => {
    const data: Table = { rows: 3, columns: { path: ['a', 'b', 'a > b'], conversions: Float64Array.of(2, 1, 3), nonconverted: Float64Array.of(2, 3, 1) } };
    // v(a) = 12 · 1/2 = 6, v(b) = 12 · 1/4 = 3, v(ab) = 6: a gets (6 + 3)/2, b (3 + 0)/2.
    expect(fitted(data, { worth: 'rate' }).credits.conversions).toEqual([4.5, 1.5]);
  });

  test('sampling agrees with the exact values within its stated error, and halves it with four times the orders', () => {
    const data = model.simulate({ paths: 3000, channels: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }, tools);
    const { sets: s, channels } = sets(data);
    const exact = exactRate(s, s.conversions, channels);
    const sampled = sampledRate(s, s.conversions, channels, 1000, seeded('orders'));
    const finer = sampledRate(s, s.conversions, channels, 4000, seeded('orders'));
    if (!sampled || !finer) throw new Error('stopped');
    sampled.value.forEach((v, c) => expect(Math.abs(v - exact[c])).toBeLessThan(4.5 * sampled.error[c]));
    expect(finer.error[0] / sampled.error[0]).toBeGreaterThan(0.4);
    expect(finer.error[0] / sampled.error[0]).toBeLessThan(0.6);
    expect(sampled.value.reduce((a, b) => a + b, 0)).toBeCloseTo(s.conversions.reduce((a, b) => a + b, 0), 6);
  });

  test('the stated error of sampling covers the exact value nine times in ten', () => {
    const data = model.simulate({ paths: 800, channels: ['a', 'b', 'c', 'd', 'e', 'f'] }, tools);
    const { sets: s, channels } = sets(data);
    const exact = exactRate(s, s.conversions, channels);
    let [covered, asked] = [0, 0];
    for (let run = 0; run < 200; run++) {
      const got = sampledRate(s, s.conversions, channels, 60, seeded(`run ${run}`));
      if (!got) throw new Error('stopped');
      got.value.forEach((v, c) => {
        asked++;
        if (Math.abs(v - exact[c]) < 1.6448536 * got.error[c]) covered++;
      });
    }
    expect(covered / asked).toBeGreaterThan(0.85);
    expect(covered / asked).toBeLessThan(0.95);
  });

  test('forty channels are sampled, with errors; the rate form without non-converting paths is declined', () => {
    const data = model.simulate({ paths: 500, channels: Array.from({ length: 40 }, (_, c) => `c${c}`) }, tools);
    const fit = fitted(data, { worth: 'rate', samples: 50 });
    expect(fit.errors?.conversions.length).toBe(fit.channels.length);
    expect(fitted(data).errors).toBeNull();
    const got = model.fit({ rows: 1, columns: { path: ['a'], conversions: Float64Array.of(1) } }, { worth: 'rate' }, tools);
    expect(got.status === 'declined' && got.why.code).toBe('no-nonconverted');
  });
});
