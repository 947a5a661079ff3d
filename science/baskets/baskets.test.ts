import fc from '#tests/properties.ts';
import { describe, expect, test } from 'vitest';
import { basketsFromLists, type Baskets } from './baskets.ts';
import { groceries, groceriesPresent, t10, t10Present } from './groceries.fixture.ts';
import { mineItemsets, type Itemsets } from './itemsets.ts';
import { RuleIndex } from './rule-index.ts';
import { closedAndMaximal, findRules, measures, SupportIndex, type RuleLimits } from './rules.ts';

const limits: RuleLimits = { confidence: 0, lift: 0, shortest: 2, largestConsequent: 1, redundant: true, most: 1e9, order: 'lift' };

function mine(baskets: Baskets, support: number, most = 1e7): Itemsets {
  const got = mineItemsets(baskets, { minimum: Math.max(1, Math.ceil(support * baskets.count - 1e-9)), longest: 30, most });
  if (!got) throw new Error('too many');
  return got;
}

const someBaskets = fc.array(fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 7 }), { minLength: 1, maxLength: 30 });

/** Every set by brute force: name → baskets. */
function bruteForce(lists: string[][], minimum: number): Map<string, number> {
  const names = [...new Set(lists.flat())].sort();
  const out = new Map<string, number>();
  for (let mask = 1; mask < 2 ** names.length; mask++) {
    const set = names.filter((_, i) => mask & (1 << i));
    const n = lists.filter((list) => set.every((name) => list.includes(name))).length;
    if (n >= minimum) out.set(set.join(), n);
  }
  return out;
}

function named(baskets: Baskets, sets: Itemsets): Map<string, number> {
  return new Map(Array.from({ length: sets.count }, (_, i) => [
    Array.from(sets.ranks.subarray(sets.offsets[i], sets.offsets[i + 1]), (r) => baskets.items[sets.item[r]]).sort().join(), sets.support[i],
  ]));
}

describe('frequent itemsets', () => {
  test.skipIf(!groceriesPresent)('Groceries: as many sets at each support, and of each size, as arules (skipped without ../shared/data/groceries)', () => {
    const baskets = basketsFromLists(groceries());
    expect([baskets.count, baskets.items.length, baskets.members.length]).toEqual([9835, 169, 43367]);
    const counts: [number, number][] = [[0.1, 8], [0.05, 31], [0.02, 122], [0.01, 333], [0.005, 1001], [0.002, 4223], [0.001, 13492], [0.0005, 49580]];
    for (const [support, want] of counts) expect(mine(baskets, support).count).toBe(want);
    const sizes = (support: number): number[] => {
      const sets = mine(baskets, support);
      const by: number[] = [];
      for (let i = 0; i < sets.count; i++) {
        const n = sets.offsets[i + 1] - sets.offsets[i];
        by[n - 1] = (by[n - 1] ?? 0) + 1;
      }
      return by;
    };
    expect(sizes(0.001)).toEqual([157, 2981, 6831, 3137, 376, 10]);
    expect(sizes(0.01)).toEqual([88, 213, 32]);
  });

  test.skipIf(!t10Present)('T10I4D100K: as many sets at each support as arules (skipped without ../shared/data/fimi)', () => {
    const baskets = t10();
    expect([baskets.count, baskets.items.length]).toEqual([100_000, 870]);
    const counts: [number, number][] = [[0.01, 385], [0.005, 1073], [0.002, 13255], [0.001, 27532], [0.0005, 53385]];
    for (const [support, want] of counts) expect(mine(baskets, support).count).toBe(want);
  });

  test('agree with brute force, whatever the baskets', () => {
    fc.assert(fc.property(someBaskets, fc.integer({ min: 1, max: 4 }), (lists, minimum) => {
      const baskets = basketsFromLists(lists);
      const got = mineItemsets(baskets, { minimum, longest: 30, most: 1e6 });
      expect(got && named(baskets, got)).toEqual(bruteForce(lists, minimum));
    }), { numRuns: 150 });
  });

  test('thirty baskets of two thousand items among small ones neither hang nor fill the memory: the limit on sets answers', () => {
    const large = Array.from({ length: 2000 }, (_, i) => `item ${i}`);
    const baskets = basketsFromLists([...Array.from({ length: 30 }, () => large), ...Array.from({ length: 3000 }, (_, b) => [`item ${b % 50}`, `item ${(b * 7) % 50}`])]);
    expect(mineItemsets(baskets, { minimum: 30, longest: 30, most: 200_000 })).toBeNull();
    expect(mine(baskets, 31 / baskets.count).count).toBeGreaterThan(0);
  });

  test('closed and maximal sets agree with their definitions', () => {
    fc.assert(fc.property(someBaskets, (lists) => {
      const baskets = basketsFromLists(lists);
      const sets = mineItemsets(baskets, { minimum: 2, longest: 30, most: 1e6 });
      if (!sets) throw new Error('too many');
      const { closed, maximal } = closedAndMaximal(sets, new SupportIndex(sets));
      const all = [...named(baskets, sets)].map(([key, n]) => ({ set: key.split(','), n }));
      all.forEach(({ set, n }, i) => {
        const larger = all.filter((other) => other.set.length > set.length && set.every((name) => other.set.includes(name)));
        expect(maximal[i] === 1).toBe(larger.length === 0);
        expect(closed[i] === 1).toBe(!larger.some((other) => other.n === n));
      });
    }), { numRuns: 60 });
  });
});

describe('rules', () => {
  test.skipIf(!groceriesPresent)('Groceries: as many rules as arules, and with several consequents as mlxtend (skipped without ../shared/data/groceries)', () => {
    const baskets = basketsFromLists(groceries());
    const count = (support: number, confidence: number, more: Partial<RuleLimits> = {}): number => {
      const sets = mine(baskets, support);
      return findRules(sets, new SupportIndex(sets), { ...limits, confidence, ...more }).count;
    };
    const one: [number, number, number][] = [[0.001, 0.8, 410], [0.001, 0.9, 129], [0.001, 0.5, 5668], [0.01, 0.5, 15], [0.01, 0.3, 125], [0.01, 0.25, 170], [0.006, 0.25, 463], [0.005, 0.5, 120], [0.005, 0.3, 482], [0.01, 0.1, 427], [0.001, 0.25, 17391]];
    for (const [support, confidence, want] of one) expect(count(support, confidence)).toBe(want);
    expect(count(0.01, 0.25, { shortest: 1 })).toBe(171);
    expect(count(0.01, 0.1, { shortest: 1 })).toBe(435);
    expect(count(0.001, 0.5, { largestConsequent: 30 })).toBe(5829);
    expect(count(0.001, 0.25, { largestConsequent: 30 })).toBe(19390);
  });

  test.skipIf(!groceriesPresent)('Groceries: the rules of highest lift (skipped without ../shared/data/groceries)', () => {
    const baskets = basketsFromLists(groceries());
    const best = (support: number, confidence: number): { left: string[]; right: string; hits: number } & ReturnType<typeof measures> => {
      const sets = mine(baskets, support);
      const rules = findRules(sets, new SupportIndex(sets), { ...limits, confidence });
      return { left: Array.from(rules.antecedent.subarray(0, rules.a[1]), (i) => baskets.items[i]).sort(), right: baskets.items[rules.consequent[0]], hits: rules.both[0], ...measures(rules, 0) };
    };
    expect(best(0.001, 0.8)).toMatchObject({ left: ['liquor', 'red/blush wine'], right: 'bottled beer', hits: 19, support: expect.closeTo(0.00193187595323, 13) as number, confidence: expect.closeTo(0.904761904762, 11) as number, lift: expect.closeTo(11.23526936027, 9) as number });
    expect(best(0.006, 0.25)).toMatchObject({ left: ['herbs'], right: 'root vegetables', hits: 69, confidence: expect.closeTo(0.43125, 12) as number, lift: expect.closeTo(3.95647737873, 9) as number });
  });

  test('counts of every rule are those of the baskets, and redundant rules are those a shorter one covers', () => {
    fc.assert(fc.property(someBaskets, (lists) => {
      const baskets = basketsFromLists(lists);
      const sets = mineItemsets(baskets, { minimum: 1, longest: 30, most: 1e6 });
      if (!sets) throw new Error('too many');
      const index = new SupportIndex(sets);
      const all = findRules(sets, index, { ...limits, confidence: 0.3 });
      const kept = findRules(sets, index, { ...limits, confidence: 0.3, redundant: false });
      const holds = (names: string[]): number => lists.filter((list) => names.every((name) => list.includes(name))).length;
      let short = 0;
      for (let i = 0; i < all.count; i++) {
        const left = Array.from(all.antecedent.subarray(all.a[i], all.a[i + 1]), (k) => baskets.items[k]);
        const right = baskets.items[all.consequent[all.c[i]]];
        expect([all.both[i], all.left[i], all.right[i]]).toEqual([holds([...left, right]), holds(left), holds([right])]);
        const shorter = Array.from({ length: 2 ** left.length - 1 }, (_, mask) => left.filter((_name, k) => mask & (1 << k)));
        if (!shorter.some((set) => holds([...set, right]) / holds(set) >= (all.both[i] / all.left[i]) * (1 - 1e-12))) short++;
      }
      expect(kept.count).toBe(short);
    }), { numRuns: 40 });
  });

  test('the index fires exactly the rules whose antecedent lies in the basket', () => {
    fc.assert(fc.property(someBaskets, fc.uniqueArray(fc.nat(6), { maxLength: 7 }), (lists, raw) => {
      const baskets = basketsFromLists(lists);
      const sets = mineItemsets(baskets, { minimum: 1, longest: 30, most: 1e6 });
      if (!sets) throw new Error('too many');
      const rules = findRules(sets, new SupportIndex(sets), { ...limits, shortest: 1 });
      const basket = raw.filter((i) => i < baskets.items.length);
      const fired: number[] = [];
      new RuleIndex(rules, baskets.items.length).fire(basket, (rule) => fired.push(rule));
      const want = Array.from({ length: rules.count }, (_, i) => i).filter((i) => rules.antecedent.subarray(rules.a[i], rules.a[i + 1]).every((item) => basket.includes(item)));
      expect(fired.sort((a, b) => a - b)).toEqual(want);
    }), { numRuns: 60 });
  });
});
