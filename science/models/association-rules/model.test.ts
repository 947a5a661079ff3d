import { describe, expect, test } from 'vitest';
import { groceries, groceriesPresent } from '../../baskets/groceries.fixture.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model } from './model.ts';
import type { AssociationFit } from './rules-fit.ts';

const tools = { random: seeded(1) };
const table = (lists: string[][]): Table => ({
  rows: lists.flat().length,
  columns: { basket: lists.flatMap((list, b) => list.map(() => `b${b}`)), item: lists.flat() },
});

function fitted(data: Table, options: Options = {}): AssociationFit {
  const got = model.fit(data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}

describe('what is bought together', () => {
  test.skipIf(!groceriesPresent)('Groceries: sets, closed and maximal ones, rules, and offers for a basket (skipped without ../shared/data/groceries)', () => {
    const fit = fitted(table(groceries()), { support: 0.001, confidence: 0.5, redundant: true });
    expect(fit.itemsets).toMatchObject({ all: 13492, closed: 13464, maximal: 7794, bySize: [157, 2981, 6831, 3137, 376, 10] });
    expect(fit.rules.count).toBe(5668);
    const got = model.predict(JSON.parse(JSON.stringify(fit)), table([['liquor', 'red/blush wine'], ['candles'], ['never seen']]), { top: 2 }, tools);
    if (got.status !== 'fitted') throw new Error(got.why.sentence);
    expect([(got.value.columns.basket as string[])[0], (got.value.columns.item as string[])[0]]).toEqual(['b0', 'bottled beer']);
    expect((got.value.columns.because as string[])[0].split(' + ').sort()).toEqual(['liquor', 'red/blush wine']);
    expect((got.value.columns.basket as string[]).includes('b2')).toBe(false);
  });

  test('finds the planted pair with its confidence inside the interval', () => {
    let covered = 0;
    for (let run = 0; run < 200; run++) {
      const fit = fitted(model.simulate({ baskets: 400, bond: 0.7 }, { random: seeded(`pair ${run}`) }), { support: 0.05, confidence: 0.4, order: 'lift' });
      const row = model.summary(fit).find(({ name }) => name === 'item 1 → item 2');
      if (row?.estimate && row.estimate.low <= 0.7 && 0.7 <= row.estimate.high) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.85);
    expect(covered / 200).toBeLessThan(0.95);
  });

  test('the order of rows changes nothing', () => {
    const data = model.simulate({ baskets: 300 }, tools);
    const order = [...Array(data.rows).keys()].sort((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009));
    const mixed: Table = { rows: data.rows, columns: { basket: order.map((i) => data.columns.basket[i] as string), item: order.map((i) => data.columns.item[i] as string) } };
    expect(fitted(mixed).itemsets).toEqual(fitted(data).itemsets);
    expect(fitted(mixed).rules.count).toBe(fitted(data).rules.count);
  });

  test('the cap keeps the best rules; a rule without exception has the largest conviction, not infinity', () => {
    const data = model.simulate({ baskets: 300 }, tools);
    const [all, three] = [fitted(data, { confidence: 0.1, redundant: true }), fitted(data, { confidence: 0.1, redundant: true, most: 3 })];
    expect(three.rules.both).toEqual(all.rules.both.slice(0, 3));
    const sure = fitted(table([['a', 'b'], ['a', 'b'], ['c']]));
    expect(sure.rules.count).toBe(2);
    expect(model.summary(sure).every(({ estimate }) => estimate === null || Number.isFinite(estimate.high))).toBe(true);
  });

  test('nothing, too much and too large are declined by name', () => {
    const reason = (data: Table, options: Options = {}): string => {
      const got = model.fit(data, options, tools);
      return got.status === 'fitted' ? 'fitted' : got.why.code;
    };
    expect(reason(table([]))).toBe('too-few-rows');
    expect(reason(table([['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']]), { mostItemsets: 50 })).toBe('too-many-itemsets');
    expect(reason(table([['a', 'b', 'c']]), { largestBasket: 2 })).toBe('baskets-too-large');
    expect(reason({ rows: 1, columns: { basket: ['1'] } })).toBe('column-missing');
    expect(fitted(table([['a', 'b', 'c'], ['a']]), { largestBasket: 2 }).leftOut).toBe(1);
    expect(fitted(table([['a']])).rules.count).toBe(0);
  });
});
