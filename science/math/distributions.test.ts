import { describe, expect, test } from 'vitest';
import { betaQuantile, binomialCdf, chiSquareQuantile, chiSquareTail, drawBeta, drawBinomial, drawCategorical, drawExponential, drawGamma, drawPoisson, fQuantile, fTail, gammaQuantile, normalCdf, normalQuantile, poissonCdf, tCdf, tQuantile, tTwoSided } from './distributions.ts';
import { seeded } from './random.ts';

/** Reference figures: SciPy 1.17.1 (`scipy.stats`). */
const close = (got: number, want: number): void => expect(Math.abs(got / want - 1)).toBeLessThan(2e-12);

function moments(draw: () => number, n = 40_000): { mean: number; variance: number; error: number } {
  const values = Float64Array.from({ length: n }, draw);
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
  return { mean, variance, error: Math.sqrt(variance / n) };
}

describe('distributions', () => {
  test('agree with SciPy', () => {
    close(tQuantile(0.975, 5.5), 2.501858617589239);
    close(tQuantile(1e-12, 4), -1316.0727465592565);
    close(tCdf(2.1, 7.2), 0.9636135367537682);
    close(tTwoSided(40, 10), 2.2808577430857535e-12);
    close(fTail(12.3, 3, 40), 7.673926318422357e-6);
    close(fQuantile(0.95, 3, 40), 2.8387453980206403);
    close(chiSquareQuantile(0.9, 0.5), 1.5007857444736732);
    close(chiSquareTail(100, 3), 1.5541594313896026e-21);
    close(normalQuantile(1e-10), -6.361340902404056);
    close(betaQuantile(0.05, 0.5, 20), 9.953491192326218e-5);
    close(gammaQuantile(0.3, 0.2, 3), 0.0005292635747813715);
    close(poissonCdf(7, 9.5), 0.26866318178384374);
    close(binomialCdf(3, 20, 0.3), 0.10708680450373087);
  });

  test('the normal quantile undoes the normal distribution function', () => {
    for (const p of [1e-9, 0.1, 0.5, 0.999]) close(normalCdf(normalQuantile(p, 3, 2), 3, 2), p);
    expect(tQuantile(0.5, 3)).toBe(0);
    expect(() => tQuantile(1, 3)).toThrow(RangeError);
  });

  const random = seeded('draws');
  test.each<[string, () => number, number, number]>([
    ['exponential', () => drawExponential(random, 0.5), 2, 4],
    ['gamma of small shape', () => drawGamma(random, 0.3, 2), 0.15, 0.075],
    ['gamma of large shape', () => drawGamma(random, 7, 2), 3.5, 1.75],
    ['beta', () => drawBeta(random, 0.8, 2.4), 0.25, (0.25 * 0.75) / 4.2],
    ['poisson of small mean', () => drawPoisson(random, 2.5), 2.5, 2.5],
    ['poisson of large mean', () => drawPoisson(random, 250), 250, 250],
    ['binomial of few', () => drawBinomial(random, 12, 0.3), 3.6, 2.52],
    ['binomial of many', () => drawBinomial(random, 5000, 0.02), 100, 98],
    ['categorical', () => drawCategorical(random, [1, 0, 3]), 1.5, 0.75],
  ])('%s draws have the mean and variance of their law', (_, draw, mean, variance) => {
    const seen = moments(draw);
    expect(Math.abs(seen.mean - mean)).toBeLessThan(4.5 * seen.error);
    expect(Math.abs(seen.variance / variance - 1)).toBeLessThan(0.08);
  });

  test('draws refuse parameters that define no law', () => {
    expect(() => drawGamma(random, 0)).toThrow(/shape/);
    expect(() => drawPoisson(random, -1)).toThrow(/mean/);
    expect(() => drawCategorical(random, [0, 0])).toThrow(/positive/);
    expect(() => drawBinomial(random, 2.5, 0.5)).toThrow(/trials/);
  });
});
