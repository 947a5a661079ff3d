import { describe, expect, it } from 'vitest';
import { bulkEss, splitRhat, tailEss } from './convergence.ts';
import { seeded } from './random.ts';
import { sample, type LogDensity } from './sampler.ts';

const starts = (n: number, chains = 2): Float64Array[] => Array.from({ length: chains }, (_, c) => new Float64Array(n).fill(c === 0 ? 0.5 : -0.5));

/** Two normals of scales 1 and 100 with correlation 0.95. */
const tilted: LogDensity = (q, g) => {
  const [a, b, r] = [q[0], q[1] / 100, 0.95];
  const k = 1 / (1 - r * r);
  g[0] = -k * (a - r * b);
  g[1] = (-k * (b - r * a)) / 100;
  return -0.5 * k * (a * a - 2 * r * a * b + b * b);
};

describe('the sampler', () => {
  it('recovers mean, scale and correlation of a badly scaled normal', () => {
    const got = sample(tilted, { starts: starts(2), warmup: 500, draws: 2000 }, seeded(1));
    if (!got) throw new Error('starts are inside the support');
    const columns = [0, 1].map((d) => Float64Array.from({ length: 4000 }, (_, k) => got.values[k * 2 + d]));
    const mean = columns.map((c) => c.reduce((s, v) => s + v, 0) / 4000);
    const sd = columns.map((c, d) => Math.sqrt(c.reduce((s, v) => s + (v - mean[d]) ** 2, 0) / 3999));
    const cross = columns[0].reduce((s, v, k) => s + (v - mean[0]) * (columns[1][k] - mean[1]), 0) / 3999 / sd[0] / sd[1];
    expect(Math.abs(mean[0])).toBeLessThan(0.08);
    expect(Math.abs(sd[0] - 1)).toBeLessThan(0.06);
    expect(Math.abs(sd[1] / 100 - 1)).toBeLessThan(0.06);
    expect(cross).toBeCloseTo(0.95, 2);
    expect(Math.max(...got.rhat)).toBeLessThan(1.01);
    expect(Math.min(...got.bulkEss)).toBeGreaterThan(1000);
    expect(got.divergences).toBe(0);
  });

  it('draws the quantiles of a skewed density (exponential through its logarithm)', () => {
    const got = sample((q, g) => { const x = Math.exp(q[0]); g[0] = 1 - x; return q[0] - x; }, { starts: starts(1, 4), warmup: 300, draws: 2000 }, seeded(2));
    const sorted = Float64Array.from(got?.values ?? [], Math.exp).sort();
    for (const p of [0.05, 0.5, 0.95]) {
      const share = sorted.findIndex((v) => v > -Math.log(1 - p)) / sorted.length;
      expect(Math.abs(share - p)).toBeLessThan(0.02);
    }
  });

  it('gives the same draws for the same seed and others for another', () => {
    const run = (seed: number): number[] => [...(sample(tilted, { starts: starts(2), warmup: 100, draws: 50 }, seeded(seed))?.values ?? [])];
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  it('says null of a start outside the support and stops when asked', () => {
    expect(sample(() => -Infinity, { starts: starts(2), warmup: 10, draws: 10 }, seeded(1))).toBeNull();
    expect(sample(tilted, { starts: starts(2), warmup: 100, draws: 100, each: (share) => share > 0.1 }, seeded(1))?.stopped).toBe(true);
  });
});

describe('convergence', () => {
  const noise = (seed: number, shift = 0): Float64Array => { const r = seeded(seed); return Float64Array.from({ length: 1000 }, () => r.normal() + shift); };

  it('counts independent draws in full and autocorrelated draws by their theory', () => {
    expect(bulkEss([noise(1), noise(2)])).toBeGreaterThan(1700);
    expect(tailEss([noise(1), noise(2)])).toBeGreaterThan(1500);
    const chain = (seed: number): Float64Array => { const r = seeded(seed); let x = 0; return Float64Array.from({ length: 20000 }, () => (x = 0.8 * x + 0.6 * r.normal())); };
    const worth = bulkEss([chain(1), chain(2)]) / 40000; // AR(1): (1 − ρ) / (1 + ρ) = 1/9
    expect(worth).toBeGreaterThan(0.095);
    expect(worth).toBeLessThan(0.13);
  });

  it('notices chains in different places or of different width', () => {
    expect(splitRhat([noise(1), noise(2)])).toBeLessThan(1.01);
    expect(splitRhat([noise(1), noise(2, 1)])).toBeGreaterThan(1.1);
    expect(splitRhat([noise(1), noise(2).map((v) => 3 * v)])).toBeGreaterThan(1.1);
    expect(splitRhat([new Float64Array(10).fill(2), new Float64Array(10).fill(2)])).toBe(1);
  });
});
