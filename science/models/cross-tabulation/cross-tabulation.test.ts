import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type CrossTabulationFit } from './model.ts';

const tools = { random: seeded(1) };
function fit(data: Table, options: Options = {}): CrossTabulationFit {
  const outcome = model.fit(data, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (data: Table): string => {
  const outcome = model.fit(data, {}, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};
const counts = (cells: Record<string, Record<string, number>>): Table => {
  const [row, column]: string[][] = [[], []];
  for (const [r, list] of Object.entries(cells)) for (const [c, n] of Object.entries(list)) for (let i = 0; i < n; i++) { row.push(r); column.push(c); }
  return { rows: row.length, columns: { row, column } };
};

describe('known tables', () => {
  it('Agresti 2007, table 2.5 (party by sex, 2,757 Americans): X² = 30.07 with 2 degrees of freedom', () => {
    const known = fit(counts({ Democrat: { F: 762, M: 484 }, Independent: { F: 327, M: 239 }, Republican: { F: 468, M: 477 } }));
    expect(known.test.statistic).toBeCloseTo(30.07, 2);
    expect(known.test.df).toBe(2);
    expect(known.test.p).toBeLessThan(0.0001);
    const letters = Object.fromEntries(known.cells.map((c) => [`${c.row} ${c.column}`, c.above]));
    expect(letters).toEqual({ 'Democrat F': 'B', 'Democrat M': '', 'Independent F': '', 'Independent M': '', 'Republican F': '', 'Republican M': 'A' });
  });
});

describe('what is put in is found again', () => {
  const weighted = (data: Table, seed: string): Table => {
    const random = seeded(seed);
    return { rows: data.rows, columns: { ...data.columns, weight: Float64Array.from({ length: data.rows }, () => (random.next() < 0.2 ? 5 : 1)) } };
  };

  it('false alarms come at their rate, with weights too, which Pearson’s test alone would break', () => {
    const runs = process.env['TRIBUTARY_FULL'] ? 3000 : 600;
    const [alarms, naive] = [[0, 0], [0]];
    for (let i = 0; i < runs; i++) {
      const data = model.simulate({ difference: 0 }, { random: seeded(`x ${i}`) });
      const heavy = fit(weighted(data, `w ${i}`)).test;
      if (fit(data).test.p < 0.05) alarms[0] += 1;
      if (heavy.p < 0.05) alarms[1] += 1;
      if (heavy.statistic * heavy.correction > 3.841) naive[0] += 1;
    }
    for (const a of alarms) {
      expect(a / runs).toBeGreaterThan(0.02);
      expect(a / runs).toBeLessThan(0.085);
    }
    expect(naive[0] / runs).toBeGreaterThan(0.1);
  });

  it('90 % intervals of shares hold the truth 85 to 95 times in a hundred, with weights too', () => {
    const held = [0, 0];
    for (let i = 0; i < 300; i++) {
      const data = model.simulate({}, { random: seeded(`s ${i}`) });
      [data, weighted(data, `v ${i}`)].forEach((d, j) => {
        for (const c of fit(d, { level: 0.9 }).cells) {
          if (c.row !== 'yes') continue;
          const truth = c.column === 'second' ? 0.6 : 0.4;
          if (c.low <= truth && truth <= c.high) held[j] += 1;
        }
      });
    }
    for (const h of held) {
      expect(h / 600).toBeGreaterThanOrEqual(0.85);
      expect(h / 600).toBeLessThanOrEqual(0.95);
    }
  });
});

describe('edges', () => {
  it('declines with the reason', () => {
    expect(reason(counts({}))).toBe('table-too-small');
    expect(reason(counts({ a: { x: 1 } }))).toBe('table-too-small');
    expect(reason(counts({ a: { x: 9, y: 9 } }))).toBe('table-too-small');
    expect(reason(counts({ a: { x: 2, y: 3 }, b: { x: 3, y: 2 } }))).toBe('cells-thin');
    const data = counts({ a: { x: 20, y: 30 }, b: { x: 30, y: 20 } });
    const heavy = (w: (i: number) => number): Table => ({ rows: data.rows, columns: { ...data.columns, weight: Float64Array.from({ length: data.rows }, (_, i) => w(i)) } });
    expect(reason(heavy(() => 0))).toBe('weight-not-positive');
    expect(reason(heavy((i) => (i < 50 ? 0 : 1)))).toBe('weight-not-positive');
    expect(reason(heavy(() => NaN))).toBe('not-a-number');
    expect(reason(heavy(() => -1))).toBe('negative');
    expect(fit(heavy(() => 1e12)).test.statistic).toBeCloseTo((fit(data).test.statistic * 99) / 100, 6);
  });

  it('ignores the order of answers and is surer with more of them', () => {
    const data = model.simulate({}, { random: seeded('turn') });
    const turned = { rows: data.rows, columns: { row: [...(data.columns['row'] as string[])].reverse(), column: [...(data.columns['column'] as string[])].reverse() } };
    expect(fit(turned)).toEqual(fit(data));
    const twice = counts({ a: { x: 40, y: 60 }, b: { x: 60, y: 40 } });
    expect(fit(twice).test.p).toBeLessThan(fit(counts({ a: { x: 20, y: 30 }, b: { x: 30, y: 20 } })).test.p);
  });
});
