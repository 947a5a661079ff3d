import fc from '#tests/properties.ts';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { burstShare, bursts, cost, states } from './automaton.ts';
import { termCounts } from './counts.ts';
import { model, type TopicBurstsFit } from './model.ts';

const tools = { random: seeded(1) };
type Row = [string, number, number, number];
const table = (rows: Row[]): Table => ({
  rows: rows.length,
  columns: { term: rows.map((r) => r[0]), period: Float64Array.from(rows, (r) => r[1]), count: Float64Array.from(rows, (r) => r[2]), total: Float64Array.from(rows, (r) => r[3]) },
});
const series = (counts: number[], total = 100): Row[] => counts.map((count, period) => ['a', period, count, total]);

function fitted(data: Table, options: Options = {}): TopicBurstsFit {
  const fit = model.fit(data, options, tools);
  if (fit.status !== 'fitted') throw new Error(fit.why.sentence);
  return fit.value;
}

/** The objective as the paper writes it, for one sequence of states. */
function total(path: number, counts: number[], totals: number[], scaling: number, gamma: number): number {
  const usual = counts.reduce((a, b) => a + b) / totals.reduce((a, b) => a + b);
  const shares = [usual, burstShare(usual, scaling)];
  let [sum, before] = [0, 0];
  for (let t = 0; t < counts.length; t++) {
    const state = (path >> t) & 1;
    sum += cost(counts[t], totals[t], shares[state]) + (state > before ? gamma * Math.log(counts.length) : 0);
    before = state;
  }
  return sum;
}

describe('the two-state automaton', () => {
  test('its sequence costs what the cheapest of all 2^n sequences costs', () => {
    const batch = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 20, max: 60 })), { minLength: 5, maxLength: 9 });
    fc.assert(fc.property(batch, fc.double({ min: 1.2, max: 4, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }), (rows, scaling, gamma) => {
      const [counts, totals] = [rows.map((r) => r[0]), rows.map((r) => r[1])];
      if (counts.every((c) => c === 0)) return;
      const path = states(counts, totals, scaling, gamma).reduce((bits, state, t) => bits | (state << t), 0);
      let cheapest = Infinity;
      for (let each = 0; each < 2 ** rows.length; each++) cheapest = Math.min(cheapest, total(each, counts, totals, scaling, gamma));
      expect(total(path, counts, totals, scaling, gamma)).toBeCloseTo(cheapest, 8);
    }), { numRuns: 60 });
  });

  test('a burst worked by hand has the weight of the formula', () => {
    // Usual share 16/80 = 0.2, in a burst 0.4. Two periods of 5 in 10: weight 2·(5 ln 2 + 5 ln 0.75) = 4.0547.
    const [burst] = bursts([1, 1, 1, 5, 5, 1, 1, 1], new Array(8).fill(10), 2, 1);
    expect(burst).toMatchObject({ first: 3, last: 4, count: 10, total: 20 });
    expect(burst.weight).toBeCloseTo(2 * (5 * Math.log(2) + 5 * Math.log(0.75)), 10);
  });

  test('dearer bursts are fewer', () => {
    const counts = [1, 1, 6, 1, 1, 1, 9, 9, 1, 1];
    const totals = new Array(10).fill(50);
    const found = [0, 0.5, 1, 2, 4].map((gamma) => bursts(counts, totals, 2, gamma).length);
    expect(found).toEqual([...found].sort((a, b) => b - a));
    expect(bursts(counts, totals, 2, 100)).toEqual([]);
  });
});

describe('topic bursts', () => {
  test('a planted burst is found where it was planted, and a term without one is left alone', () => {
    let [exact, near, false_] = [0, 0, 0];
    const runs = 200;
    for (let run = 0; run < runs; run++) {
      const fit = fitted(model.simulate({}, { random: seeded(run) }));
      const main = fit.bursts.find(({ term }) => term === '新品');
      if (main?.start === 20 && main.end === 25) exact++;
      if (main && Math.abs(main.start - 20) <= 1 && Math.abs(main.end - 25) <= 1) near++;
      if (fit.bursts.some(({ term }) => term === '客服')) false_++;
    }
    expect(near / runs).toBeGreaterThanOrEqual(0.98);
    expect(exact / runs).toBeGreaterThanOrEqual(0.95);
    expect(false_ / runs).toBeLessThanOrEqual(0.02);
  });

  test('the interval of the share in a burst that is plain to see holds the truth nine times in ten', () => {
    let held = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const data = model.simulate({ rate: 0.03, lift: 6, total: 2000 }, { random: seeded(`cover ${run}`) });
      const share = fitted(data).bursts.find(({ term }) => term === '新品')?.share;
      if (share && share.low <= 0.18 && 0.18 <= share.high) held++;
    }
    expect(held / runs).toBeGreaterThan(0.85);
    expect(held / runs).toBeLessThan(0.95);
  });

  test('order of rows and the unit of time change nothing; predict says which periods are in a burst', () => {
    const rows = series([1, 1, 1, 1, 20, 25, 1, 1, 1, 1]);
    const fit = fitted(table(rows));
    expect(fitted(table([...rows].reverse()))).toEqual(fit);
    expect(fit.bursts).toMatchObject([{ term: 'a', start: 4, end: 5, periods: 2 }]);
    expect(fitted(table(rows.map(([term, p, c, t]) => [term, p * 7 + 100, c, t]))).bursts).toMatchObject([{ start: 128, end: 135, weight: fit.bursts[0].weight }]);
    const got = model.predict(fit, table([['a', 4, 0, 0], ['a', 6, 0, 0], ['b', 4, 0, 0]]), {}, tools);
    expect(got.status === 'fitted' && [...got.value.columns.burst as Float64Array]).toEqual([1, 0, 0]);
  });

  test('a constant topic has no burst, and one of every text neither', () => {
    expect(fitted(table(series(new Array(10).fill(5)))).bursts).toEqual([]);
    expect(fitted(table(series(new Array(10).fill(100)))).bursts).toEqual([]);
  });

  test('periods without a row for a term count as zero for it', () => {
    const rows: Row[] = [...series([30, 30, 30, 30, 30, 30, 30, 30]), ['b', 3, 20, 100], ['b', 4, 22, 100]];
    expect(fitted(table(rows)).bursts).toMatchObject([{ term: 'b', start: 3, end: 4 }]);
  });

  test('enormous counts stay finite', () => {
    expect(Number.isFinite(fitted(table(series([1, 1, 1e9, 1, 1, 1], 1e12))).bursts[0].weight)).toBe(true);
  });

  test('texts with times become the counts that are read', () => {
    const texts = ['小红书上看到的联名款', '联名款好看', 'nothing here', '联名款 联名款', '联名款没货', '联名款'];
    const counts = termCounts(texts, [0, 1, 2, 8, 9, 15], 7, ['联名款'], 3);
    expect(counts.columns.term).toEqual(['联名款', '联名款', '联名款']);
    expect([...counts.columns.period as Float64Array]).toEqual([0, 7, 14]);
    expect([...counts.columns.count as Float64Array]).toEqual([2, 2, 1]);
    expect([...counts.columns.total as Float64Array]).toEqual([3, 2, 1]);
  });

  test.each<[string, Table, Options, string]>([
    ['no row', table([]), {}, 'too-few-rows'],
    ['four periods', table(series([1, 2, 3, 4])), {}, 'too-few-periods'],
    ['a count above the total', table(series([1, 2, 300, 4, 5])), {}, 'more-than-all'],
    ['two totals for a period', table([...series([5, 5, 5, 5, 5]), ['b', 0, 1, 99]]), {}, 'two-totals'],
    ['a term twice in a period', table([...series([5, 5, 5, 5, 5]), ['a', 0, 1, 100]]), {}, 'twice'],
    ['a term in too few texts', table(series([0, 1, 0, 1, 0])), {}, 'too-few-texts'],
    ['half a text', table(series([0.5, 1, 1, 1, 5])), {}, 'not-a-count'],
    ['a count that is no number', table(series([Number.NaN, 1, 1, 1, 5])), {}, 'not-a-number'],
    ['a burst weaker than usual', table(series([1, 1, 1, 1, 5])), { scaling: 0.5 }, 'option-invalid'],
  ])('%s is declined', (_, data, options, code) => {
    const got = model.fit(data, options, tools);
    expect(got.status === 'declined' && got.why.code).toBe(code);
  });
});
