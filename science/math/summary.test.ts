import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import * as s from './summary.ts';

/** NIST Statistical Reference Datasets, NumAcc4: 1001 values around 10,000,000.2, mean 10000000.2 and deviation 0.1 exactly. */
const numAcc4 = Float64Array.from({ length: 1001 }, (_, i) => (i === 0 ? 10000000.2 : i % 2 === 1 ? 10000000.1 : 10000000.3));

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 });

describe('summaries of columns', () => {
  it('keep the digits of the hardest reference data set for variances', () => {
    expect(s.mean(numAcc4)).toBeCloseTo(10000000.2, 8);
    expect(s.standardDeviation(numAcc4)).toBeCloseTo(0.1, 8);
  });

  it('add what ordinary addition loses', () => {
    expect(s.sum([1, 1e100, 1, -1e100])).toBe(2);
  });

  it('interpolate quantiles as definition 7 of Hyndman and Fan', () => {
    expect(s.quantile([3, 1, 2, 4], 0.25)).toBe(1.75);
    expect(s.median([5, 1, 9])).toBe(5);
    expect(s.quantile([7], 0.9)).toBe(7);
  });

  it('give the weighted forms the meaning of repeated rows', () => {
    const x = [1, 4, 6];
    const w = [2, 1, 3];
    const repeated = [1, 1, 4, 6, 6, 6];
    expect(s.weightedMean(x, w)).toBeCloseTo(s.mean(repeated), 12);
    expect(s.weightedVariance(x, w)).toBeCloseTo((s.variance(repeated) * 5) / 6, 12);
    expect(s.weightedCovariance(x, x, w)).toBeCloseTo(s.weightedVariance(x, w), 12);
    expect(s.weightedQuantile(x, w, 0.5)).toBe(4);
    expect(s.effectiveSize([1, 1, 1, 1])).toBe(4);
    expect(s.effectiveSize([1, 1, 2])).toBeCloseTo(16 / 6, 12);
  });

  it('say that the correlation of a constant is unknown', () => {
    expect(s.correlation([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(s.correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
  });

  it('merge running summaries into the summary of the whole', () => {
    fc.assert(fc.property(values, values, (x, y) => {
      const [a, b] = [s.running(), s.running()];
      for (const v of x) s.observe(a, v);
      for (const v of y) s.observe(b, v);
      const both = s.merge(a, b);
      const scale = 1 + Math.max(...[...x, ...y].map(Math.abs));
      expect(Math.abs(both.mean - s.mean([...x, ...y])) / scale).toBeLessThan(1e-11);
      expect(Math.abs(both.squares / (both.n - 1) - s.variance([...x, ...y])) / scale ** 2).toBeLessThan(1e-11);
    }));
  });

  it('shift with a shift and scale with a scale', () => {
    fc.assert(fc.property(values, fc.double({ min: 0.1, max: 10, noNaN: true }), (x, c) => {
      const scaled = x.map((v) => v * c);
      // Differences of large numbers keep the rounding of the large ones.
      const scale = 1 + c * Math.max(...x.map(Math.abs));
      expect(Math.abs(s.variance(scaled) - c * c * s.variance(x)) / scale ** 2).toBeLessThan(1e-12);
      expect(Math.abs(s.median(scaled) - c * s.median(x)) / scale).toBeLessThan(1e-14);
    }));
  });
});
