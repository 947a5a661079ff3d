import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { alwaysValidP, halfWidth, mixture } from '../../experiments/confidence-sequence.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type SequentialFit } from './model.ts';

const tools = { random: seeded(1) };
const f = (...v: number[]): Float64Array => Float64Array.from(v);
const arms = (columns: Record<string, Float64Array>): Table => ({ rows: 2, columns: { arm: ['a', 'b'], ...columns } });

function fit(table: Table, options: Options = {}): SequentialFit {
  const outcome = model.fit(table, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}

const amounts = arms({ people: f(3000, 3461), value: f(1396.87, 2422.7), value_value: f(52377.9767, 134698.29) });

// Reference: growthbook, packages/stats/tests/frequentist/test_tests.py (MIT).
describe('the published sequential read-outs of GrowthBook are reproduced', () => {
  it('for means and for proportions', () => {
    const [mean] = fit(amounts, { tightest: 1000 }).differences;
    expect([mean.estimate, mean.low, mean.high, mean.p].map((v) => Number(v?.toFixed(5)))).toEqual([0.50336, -0.55844, 1.56516, 1]);
    const [share] = fit(arms({ people: f(3000, 3461), value: f(1396, 2422) }), { metric: 'proportion' }).differences;
    expect([share.estimate, share.low, share.high].map((v) => Number(v?.toFixed(5)))).toEqual([0.50386, 0.40098, 0.60675]);
    expect(share.p / 5.17e-44).toBeCloseTo(1, 2);
  });

  it('for a mean adjusted by the period before', () => {
    const [d] = fit({ ...amounts, columns: { ...amounts.columns, before: f(16.87, 22.7), before_before: f(527.9767, 1348.29), value_before: f(1, 1) } }, { adjust: true }).differences;
    expect([d.estimate, d.low, d.high, d.p].map((v) => Number(v?.toFixed(5)))).toEqual([0.50338, -0.50969, 1.51646, 1]);
  });

  it('for one-sided questions, where GrowthBook’s p-value is one bisection step off', () => {
    const [relative] = fit(amounts, { side: 'greater' }).differences;
    expect(relative.low).toBeCloseTo(-0.42356454602790883, 10);
    expect(relative.p).toBeGreaterThan(0.4999); // GrowthBook stops at 0.4999.
    const [absolute] = fit(amounts, { side: 'greater', scale: 'absolute' }).differences;
    expect(absolute.low).toBeCloseTo(-0.12656844172804982, 10);
    const rho = mixture(0.05, 5000, true);
    // The definition: at level p the interval ends exactly at zero.
    expect(halfWidth(absolute.standardError, 6461, absolute.p, rho, true)).toBeCloseTo(absolute.estimate, 12);
    // GrowthBook's 0.46316492 is the middle of the bracket left over after its bisection had already met its tolerance.
    let [low, high, at] = [1e-5, 0.4999, 0.5 * (1e-5 + 0.4999)];
    for (let i = 0; i < 100; i++) {
      const gap = absolute.estimate - halfWidth(absolute.standardError, 6461, at, rho, true);
      if (gap < 0) low = at; else high = at;
      at = 0.5 * (low + high);
      if (Math.abs(gap) < 1e-6) break;
    }
    expect(at).toBeCloseTo(0.46316491943359384, 12);
    expect(absolute.p).toBeCloseTo(0.463, 3);
  });
});

describe('looking all the time keeps the promise', () => {
  /** Share of runs whose interval held the truth at every one of the looks. */
  function heldThroughout(runs: number, options: { level: number; start: number; end: number; step: number; mean: number }): number {
    const rho = mixture(1 - options.level, 2000);
    let held = 0;
    for (let r = 0; r < runs; r++) {
      const random = seeded(`peek ${r}`);
      const sums = [0, 0];
      const squares = [0, 0];
      let ok = true;
      for (let n = 1; n <= options.end && ok; n++) {
        for (const arm of [0, 1]) {
          // Skewed amounts: exponential, as spending is.
          const x = -Math.log(1 - random.next()) * (arm === 1 ? options.mean : 1);
          sums[arm] += x;
          squares[arm] += x * x;
        }
        if (n < options.start || n % options.step !== 0) continue;
        const [va, vb] = [0, 1].map((a) => (squares[a] - sums[a] ** 2 / n) / (n - 1) / n);
        const error = Math.abs((sums[1] - sums[0]) / n - (options.mean - 1));
        ok = error <= halfWidth(Math.sqrt(va + vb), 2 * n, 1 - options.level, rho);
      }
      if (ok) held += 1;
    }
    return held / runs;
  }

  it('a 90 % sequence looked at after every person holds the truth at least 90 times in a hundred', () => {
    const runs = process.env['TRIBUTARY_FULL'] ? 2000 : 300;
    expect(heldThroughout(runs, { level: 0.9, start: 100, end: 4000, step: 1, mean: 1.1 })).toBeGreaterThanOrEqual(0.9);
  });

  it('while the test meant to be read once breaks it, which is why this model exists', () => {
    let wrong = 0;
    for (let r = 0; r < 200; r++) {
      const random = seeded(`naive ${r}`);
      let sum = 0;
      for (let n = 1; n <= 4000; n++) {
        sum += random.normal();
        if (n >= 100 && n % 20 === 0 && Math.abs(sum) / Math.sqrt(n) > 1.645) { wrong += 1; break; }
      }
    }
    expect(wrong / 200).toBeGreaterThan(0.25);
  });
});

describe('edges', () => {
  it('agrees with itself: zero is outside the interval exactly when p is below one minus the level', () => {
    fc.assert(fc.property(fc.double({ min: -6, max: 6, noNaN: true }), fc.integer({ min: 100, max: 100000 }), fc.boolean(), (z, n, oneSided) => {
      const rho = mixture(0.05, 5000, oneSided);
      const outside = oneSided ? z - halfWidth(1, n, 0.05, rho, true) > 0 : Math.abs(z) > halfWidth(1, n, 0.05, rho);
      expect(alwaysValidP(z, 1, n, rho, oneSided) < 0.05).toBe(outside);
    }));
  });

  it('is wider than the test read once, and tightest near the number it was told', () => {
    const width = (tightest: number): number => halfWidth(1, 10000, 0.05, mixture(0.05, tightest));
    expect(width(10000)).toBeGreaterThan(1.96);
    expect(width(10000)).toBeLessThan(width(100));
    expect(width(10000)).toBeLessThan(width(1000000));
  });

  it('declines like every read-out', () => {
    const reason = (table: Table, options: Options = {}): string => {
      const outcome = model.fit(table, options, tools);
      return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
    };
    expect(reason({ rows: 0, columns: { arm: [], value: f() } })).toBe('arms-missing');
    expect(reason({ rows: 1, columns: { arm: ['a'], value: f(1) } })).toBe('arms-missing');
    expect(reason({ rows: 4, columns: { arm: ['a', 'a', 'b', 'b'], value: f(1, 1, 1, 1) } })).toBe('no-variation');
    expect(reason({ rows: 4, columns: { arm: ['a', 'a', 'b', 'b'], value: f(1, NaN, 1, 1) } })).toBe('not-a-number');
    expect(reason(amounts, { level: 0.5, side: 'less' })).toBe('option-invalid');
  });

  it('keeps its digits with enormous values and ignores the order of rows', () => {
    const base = model.simulate({ people: 200, baseline: 1e9, deviation: 1e6 }, { random: seeded('big') });
    const back = Array.from({ length: base.rows }, (_, i) => base.rows - 1 - i);
    const reversed: Table = { rows: base.rows, columns: { arm: back.map((i) => (base.columns['arm'] as string[])[i]), value: Float64Array.from(back, (i) => (base.columns['value'] as Float64Array)[i]) } };
    const [one, two] = [fit(base, { control: 'control' }), fit(reversed, { control: 'control' })].map((x) => x.differences[0]);
    expect(two.estimate).toBeCloseTo(one.estimate, 12);
    expect(two.p).toBeCloseTo(one.p, 12);
  });
});
