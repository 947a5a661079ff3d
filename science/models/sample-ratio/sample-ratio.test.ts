import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model } from './model.ts';
import { alwaysValidRatio, chiSquareRatio } from './ratio.ts';

const tools = { random: seeded(1) };
const table = (people: number[], share?: number[]): Table => ({
  rows: people.length,
  columns: { arm: people.map((_, i) => `arm ${i}`), people: Float64Array.from(people), ...(share ? { share: Float64Array.from(share) } : {}) },
});
const reason = (data: Table, options: Options = {}): string => {
  const outcome = model.fit(data, options, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

describe('the sample-ratio check', () => {
  it('gives the known p-values', () => {
    expect(chiSquareRatio([1000, 1200], [1, 1]).p).toBeCloseTo(2.007865612426481e-05, 16);
    expect(chiSquareRatio([505, 500], [1, 1]).p).toBeCloseTo(0.8746773813435417, 12);
    expect(chiSquareRatio([44700, 45489], [1, 1]).p).toBeCloseTo(0.0086079878, 9); // the game Cookie Cats
    const hillstrom = chiSquareRatio([21307, 21387, 21306], [1, 1, 1]);
    expect(hillstrom.statistic).toBeCloseTo(0.20253125, 8);
    expect(hillstrom.p).toBeCloseTo(0.90369296, 8);
  });

  it('raises the alarm on a lost twentieth and stays quiet on an honest split', () => {
    const alarmed = model.fit(model.simulate({ people: 40000, leak: 0.05 }, { random: seeded('leak') }), {}, tools);
    const quiet = model.fit(model.simulate({ people: 40000 }, { random: seeded('fair') }), {}, tools);
    expect(alarmed).toMatchObject({ value: { alarm: true } });
    expect(quiet).toMatchObject({ value: { alarm: false } });
  });

  it('looked at after every person, raises a false alarm at one in twenty in at most that many runs', () => {
    let alarms = 0;
    for (let r = 0; r < 300; r++) {
      const random = seeded(`srm ${r}`);
      const counts = [0, 0];
      for (let n = 1; n <= 5000; n++) {
        counts[random.next() < 0.5 ? 0 : 1] += 1;
        if (n % 10 === 0 && alwaysValidRatio(counts, [1, 1]) < 0.05) { alarms += 1; break; }
      }
    }
    expect(alarms / 300).toBeLessThanOrEqual(0.05);
    expect(alwaysValidRatio([20000, 21500], [1, 1])).toBeLessThan(1e-6);
  });

  it('declines with the reason', () => {
    expect(reason(table([]))).toBe('arms-missing');
    expect(reason(table([5]))).toBe('arms-missing');
    expect(reason(table([0, 0]))).toBe('nobody');
    expect(reason(table([3, 4]))).toBe('too-few-people');
    expect(reason(table([30, 40], [1, 0]))).toBe('share-not-positive');
    expect(reason(table([30, NaN]))).toBe('not-a-number');
    expect(reason(table([30, 2.5]))).toBe('not-a-count');
    expect(reason(table([1e15, 1e15]))).toBe('fitted');
  });

  it('does not care for the order of arms or the scale of shares', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 20, max: 5000 }), { minLength: 2, maxLength: 6 }), fc.double({ min: 0.1, max: 9, noNaN: true }), (counts, scale) => {
      const shares = counts.map((_, i) => i + 1);
      const one = chiSquareRatio(counts, shares);
      expect(chiSquareRatio([...counts].reverse(), [...shares].reverse()).statistic).toBeCloseTo(one.statistic, 6);
      expect(chiSquareRatio(counts, shares.map((s) => s * scale)).p).toBeCloseTo(one.p, 9);
    }));
  });

  it('is surer with more people of the same mismatch', () => {
    expect(chiSquareRatio([10000, 10400], [1, 1]).p).toBeLessThan(chiSquareRatio([1000, 1040], [1, 1]).p);
    expect(alwaysValidRatio([100000, 104000], [1, 1])).toBeLessThan(alwaysValidRatio([10000, 10400], [1, 1]));
  });
});
