import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { numbers, present, readColumns } from '#tests/reference-data.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type HoldoutFit } from './model.ts';
import { differenceInterval, ratioInterval } from './score-interval.ts';

const tools = { random: seeded(1) };
const f = (...v: number[]): Float64Array => Float64Array.from(v);
const sums = (held: number, heldEvents: number, treated: number, events: number): Table =>
  ({ rows: 2, columns: { arm: ['hold-out', 'campaign'], people: f(held, treated), value: f(heldEvents, events) } });

function fit(table: Table, options: Options = {}): HoldoutFit {
  const outcome = model.fit(table, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (table: Table, options: Options = {}): string => {
  const outcome = model.fit(table, options, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

describe('published intervals are reproduced', () => {
  it('of differences: Newcombe 1998, table II, method 6 (Miettinen and Nurminen), 95 %', () => {
    const four = (events: number, people: number, otherEvents: number, otherPeople: number): number[] => {
      const { low, high } = differenceInterval({ events, people, otherEvents, otherPeople }, 0.95);
      return [low, high].map((v) => Number(v.toFixed(4)));
    };
    expect(four(56, 70, 48, 80)).toEqual([0.0528, 0.3382]);
    expect(four(9, 10, 3, 10)).toEqual([0.1700, 0.8406]);
  });

  it('of ratios: Gart and Nam 1988, 36 of 40 against 16 of 80, score method, 95 %', () => {
    const known = ratioInterval({ events: 36, people: 40, otherEvents: 16, otherPeople: 80 }, 0.95);
    expect(known?.low).toBeCloseTo(2.94, 1);
    expect(known?.high).toBeCloseTo(7.15, 1);
  });
});

const hillstrom = 'hillstrom/hillstrom.csv.gz';
describe.skipIf(!present(hillstrom))('Hillstrom’s e-mail test (skipped where ../shared/data/hillstrom is absent)', () => {
  it('tells what the two mailings added in visits and in spending', () => {
    const raw = readColumns(hillstrom);
    const table = (name: string): Table => ({ rows: 64000, columns: { arm: raw['segment'], value: numbers(raw[name]), before: numbers(raw['history']) } });
    const visits = fit(table('visit'), { holdout: 'No E-Mail' });
    // 7,132 visits of 42,694 treated, against 2,262 of 21,306.
    expect(visits.incremental.value).toBeCloseTo(7132 - (2262 * 42694) / 21306, 6);
    expect(visits.incremental.low).toBeGreaterThan(2300);
    const spend = fit(table('spend'), { holdout: 'No E-Mail', metric: 'mean', adjust: true, cost: 5000 });
    expect(spend.perPerson.value).toBeCloseTo(0.597, 1);
    expect(spend.returnOnCost?.value).toBeGreaterThan(4);
    expect(spend.p).toBeLessThan(1e-5);
  });
});

describe('what is put in is found again', () => {
  const runs = process.env['TRIBUTARY_FULL'] ? 4000 : 1000;
  it.each([
    ['a common event', { treated: 9000, held: 1000, baseline: 0.05, added: 0.01 }],
    ['a rare event and a small hold-out', { treated: 2000, held: 200, baseline: 0.01, added: 0.01 }],
    ['no effect at all', { treated: 900, held: 100, baseline: 0.1, added: 0 }],
  ] as const)('90 % intervals for %s hold the truth 85 to 95 times in a hundred', (_, parameters) => {
    let [held, lifted, lifts] = [0, 0, 0];
    for (let i = 0; i < runs; i++) {
      const { perPerson, lift } = fit(model.simulate(parameters, { random: seeded(`h ${i}`) }));
      if (perPerson.low <= parameters.added && parameters.added <= perPerson.high) held += 1;
      if (!lift) continue;
      lifts += 1;
      const truth = parameters.added / parameters.baseline;
      if (lift.low <= truth && truth <= lift.high) lifted += 1;
    }
    for (const share of [held / runs, lifted / lifts]) {
      expect(share).toBeGreaterThanOrEqual(0.85);
      expect(share).toBeLessThanOrEqual(0.95);
    }
  });

  it('90 % intervals of skewed amounts hold the truth 85 to 95 times in a hundred', () => {
    let held = 0;
    for (let i = 0; i < 400; i++) {
      const random = seeded(`spend ${i}`);
      const value = Float64Array.from({ length: 4000 }, (_, j) => (random.next() < 0.3 ? -Math.log(1 - random.next()) * 100 + (j < 3000 ? 10 : 0) : 0));
      const { perPerson } = fit({ rows: 4000, columns: { arm: Array.from(value, (_, j) => (j < 3000 ? 'sent' : 'hold-out')), value } }, { metric: 'mean' });
      if (perPerson.low <= 3 && 3 <= perPerson.high) held += 1;
    }
    expect(held / 400).toBeGreaterThanOrEqual(0.85);
    expect(held / 400).toBeLessThanOrEqual(0.95);
  });
});

describe('edges', () => {
  it('declines with the reason', () => {
    expect(reason({ rows: 0, columns: { arm: [], value: f() } })).toBe('holdout-missing');
    expect(reason({ rows: 1, columns: { arm: ['hold-out'], value: f(1) } })).toBe('treated-missing');
    expect(reason({ rows: 2, columns: { arm: ['hold-out', 'x'], value: f(1, NaN) } })).toBe('not-a-number');
    expect(reason({ rows: 2, columns: { arm: ['hold-out', 'x'], value: f(1, 2) } }, { metric: 'mean' })).toBe('too-few-people');
    expect(reason({ rows: 4, columns: { arm: ['hold-out', 'hold-out', 'x', 'x'], value: f(1, 1, 1, 1) } }, { metric: 'mean' })).toBe('no-variation');
    expect(reason({ rows: 4, columns: { arm: ['hold-out', 'hold-out', 'x', 'x'], value: f(1e300, 1, 1, 3) } }, { metric: 'mean' })).toBe('too-large');
    expect(reason(sums(10, 1, 10, 2), { adjust: true })).toBe('option-invalid');
    expect(reason(sums(10, 11, 10, 2))).toBe('not-a-proportion');
  });

  it('answers for tiny counts with wide intervals instead of none', () => {
    const none = fit(sums(20, 0, 200, 0));
    expect(none.incremental.value).toBe(0);
    expect(none.incremental.low).toBeLessThan(0);
    expect(none.incremental.high).toBeGreaterThan(0);
    expect(none.lift).toBeNull();
    expect(none.p).toBe(1);
    const all = fit(sums(20, 20, 200, 200));
    expect(all.perPerson.low).toBeGreaterThanOrEqual(-1);
    expect(Number.isFinite(all.perPerson.high)).toBe(true);
  });

  it('knows no cost of an increment that may be nothing', () => {
    expect(fit(sums(1000, 50, 9000, 460), { cost: 1000 }).costPerIncrement).toBeNull();
    expect(fit(sums(1000, 50, 9000, 900), { cost: 1000 }).costPerIncrement?.low).toBeGreaterThan(0);
  });

  it('agrees with itself: zero lies outside the interval exactly when p is below one minus the level', () => {
    const counts = fc.tuple(fc.integer({ min: 5, max: 400 }), fc.integer({ min: 5, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(fc.property(counts, ([n1, n2, a, b]) => {
      const c = { events: Math.round(n1 * a), people: n1, otherEvents: Math.round(n2 * b), otherPeople: n2 };
      const { low, high, p, value } = differenceInterval(c, 0.9);
      expect(low).toBeLessThanOrEqual(value + 1e-9);
      expect(high).toBeGreaterThanOrEqual(value - 1e-9);
      if (Math.abs(p - 0.1) > 1e-6) expect(low > 0 || high < 0).toBe(p < 0.1);
      const turned = differenceInterval({ events: c.otherEvents, people: n2, otherEvents: c.events, otherPeople: n1 }, 0.9);
      expect(turned.low).toBeCloseTo(-high, 9);
    }), { numRuns: 300 });
  });

  it('narrows with more people, and does not care in which order rows come', () => {
    const width = (k: number): number => { const { low, high } = fit(sums(100 * k, 5 * k, 900 * k, 60 * k)).perPerson; return high - low; };
    expect(width(10)).toBeLessThan(width(1));
    const turned: Table = { rows: 2, columns: { arm: ['campaign', 'hold-out'], people: f(900, 100), value: f(60, 5) } };
    expect(fit(turned)).toEqual(fit(sums(100, 5, 900, 60)));
  });
});
