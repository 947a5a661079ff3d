import { describe, expect, it } from 'vitest';
import fc from '#tests/properties.ts';
import { cholesky, choleskyInverse, choleskySolve, gram, leastSquares, logDeterminant, multiplyTransposed, multiplyVector, symmetricEigen, symmetricInverse } from './linear.ts';
import { seeded } from './random.ts';

const draw = (rows: number, cols: number, seed: number): Float64Array => {
  const random = seeded(seed);
  return Float64Array.from({ length: rows * cols }, () => random.normal());
};

describe('linear algebra on typed arrays', () => {
  it('factors the textbook matrix of Cholesky into whole numbers', () => {
    const l = cholesky(Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98), 3);
    expect([...(l ?? [])]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
    expect(logDeterminant(l ?? new Float64Array(9), 3)).toBeCloseTo(Math.log(36), 12);
  });

  it('says null of a matrix that is not positive definite', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(symmetricInverse(Float64Array.of(1, 1, 1, 1), 2)).toBeNull();
    expect(cholesky(Float64Array.of(NaN), 1)).toBeNull();
  });

  it('solves and inverts what it factored', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
      const a = gram(draw(n + 3, n, seed), n + 3, n);
      const l = cholesky(a, n);
      if (!l) throw new Error('a Gram matrix of more rows than columns is positive definite');
      const truth = draw(n, 1, seed + 1);
      choleskySolve(l, n, multiplyVector(a, n, n, truth)).forEach((v, i) => expect(v).toBeCloseTo(truth[i], 5));
      const inverse = choleskyInverse(l, n);
      multiplyVector(inverse, n, n, multiplyVector(a, n, n, truth)).forEach((v, i) => expect(v).toBeCloseTo(truth[i], 5));
    }), { numRuns: 30 });
  });

  // NIST StRD Longley (higher difficulty), certified values: https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Longley.dat
  it('reproduces the certified coefficients and errors of NIST Longley', () => {
    const rows = [[60323, 83, 234289, 2356, 1590, 107608, 1947], [61122, 88.5, 259426, 2325, 1456, 108632, 1948], [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
      [61187, 89.5, 284599, 3351, 1650, 110929, 1950], [63221, 96.2, 328975, 2099, 3099, 112075, 1951], [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
      [64989, 99, 365385, 1870, 3547, 115094, 1953], [63761, 100, 363112, 3578, 3350, 116219, 1954], [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
      [67857, 104.6, 419180, 2822, 2857, 118734, 1956], [68169, 108.4, 442769, 2936, 2798, 120445, 1957], [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
      [68655, 112.6, 482704, 3813, 2552, 123366, 1959], [69564, 114.2, 502601, 3931, 2514, 125368, 1960], [69331, 115.7, 518173, 4806, 2572, 127852, 1961], [70551, 116.9, 554894, 4007, 2827, 130081, 1962]];
    const fit = leastSquares(Float64Array.from(rows.flatMap((r) => [1, ...r.slice(1)])), 16, 7, rows.map((r) => r[0]));
    const certified = [-3482258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355];
    certified.forEach((c, i) => expect(Math.abs(fit.coefficients[i] / c - 1)).toBeLessThan(1e-7));
    expect(fit.residualSumOfSquares).toBeCloseTo(836424.055505915, 3);
    const s2 = fit.residualSumOfSquares / 9;
    expect(Math.sqrt(s2 * fit.inverseGram[6 * 7 + 6])).toBeCloseTo(455.478499142212, 4);
    expect(fit.dropped).toEqual([]);
  });

  it('names the column that the others explain', () => {
    const x = draw(30, 3, 5);
    const wide = Float64Array.from({ length: 30 * 4 }, (_, k) => (k % 4 < 3 ? x[Math.floor(k / 4) * 3 + (k % 4)] : 2e6 * x[Math.floor(k / 4) * 3]));
    const fit = leastSquares(wide, 30, 4, draw(30, 1, 6));
    expect(fit.rank).toBe(3);
    expect(fit.dropped).toHaveLength(1);
    const residual = multiplyVector(wide, 30, 4, fit.coefficients).map((v, i) => draw(30, 1, 6)[i] - v);
    multiplyTransposed(wide, 30, 4, residual).forEach((v, j) => expect(Math.abs(v)).toBeLessThan(j === 3 ? 1e-6 : 1e-10));
  });

  it('splits a symmetric matrix into orthogonal directions and back', () => {
    const a = gram(draw(12, 6, 9), 12, 6);
    const { values, vectors } = symmetricEigen(a, 6);
    for (let j = 1; j < 6; j++) expect(values[j]).toBeLessThanOrEqual(values[j - 1]);
    for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) {
      let sum = 0;
      for (let k = 0; k < 6; k++) sum += vectors[i * 6 + k] * values[k] * vectors[j * 6 + k];
      expect(sum).toBeCloseTo(a[i * 6 + j], 10);
    }
  });
});
