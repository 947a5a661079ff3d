import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { adjustedP, type Method } from './adjust.ts';
import { model, type MultipleComparisonsFit } from './model.ts';

const tools = { random: seeded(1) };
const table = (p: number[], more: Record<string, Float64Array> = {}): Table => ({ rows: p.length, columns: { comparison: p.map((_, i) => String(i)), p: Float64Array.from(p), ...more } });
function fit(data: Table, options: Options = {}): MultipleComparisonsFit {
  const outcome = model.fit(data, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (data: Table): string => {
  const outcome = model.fit(data, {}, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

/** Benjamini & Hochberg 1995, section 4.1: fifteen comparisons of two treatments after a heart attack. */
const heart = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];

describe('published findings are reproduced', () => {
  it('Benjamini and Hochberg find four of fifteen, Bonferroni and Holm three', () => {
    expect(fit(table(heart), { method: 'benjamini-hochberg' }).findings).toBe(4);
    expect(fit(table(heart), { method: 'bonferroni' }).findings).toBe(3);
    expect(fit(table(heart), { method: 'holm' }).findings).toBe(3);
  });

  it('adjusted p-values are those worked out by hand from the definitions', () => {
    const p = [0.01, 0.04, 0.03, 0.005];
    const five = (v: Float64Array): number[] => Array.from(v, (x) => Number(x.toFixed(5)));
    expect(five(adjustedP(p, 'holm'))).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(five(adjustedP(p, 'benjamini-hochberg'))).toEqual([0.02, 0.04, 0.04, 0.02]);
    expect(five(adjustedP(p, 'bonferroni'))).toEqual([0.04, 0.16, 0.12, 0.02]);
    expect(five(adjustedP(p, 'benjamini-yekutieli'))).toEqual([0.04167, 0.08333, 0.08333, 0.04167]);
  });
});

describe('the promises are kept in simulation', () => {
  const runs = process.env['TRIBUTARY_FULL'] ? 5000 : 1000;
  const each = (method: Method, visit: (f: MultipleComparisonsFit) => void, strength = 3.5): void => {
    for (let i = 0; i < runs; i++) visit(fit(model.simulate({ strength }, { random: seeded(`m ${i}`) }), { method, level: 0.9 }));
  };

  it('Holm makes any false alarm in at most a tenth of the runs', () => {
    let any = 0;
    each('holm', (f) => { if (f.comparisons.slice(5).some((c) => c.finding)) any += 1; });
    expect(any / runs).toBeLessThanOrEqual(0.105);
  });

  it('Benjamini and Hochberg keep the share of false alarms below a tenth and find more', () => {
    let [share, found, foundHolm] = [0, 0, 0];
    each('benjamini-hochberg', (f) => {
      share += f.comparisons.slice(5).filter((c) => c.finding).length / Math.max(1, f.findings);
      found += f.comparisons.slice(0, 5).filter((c) => c.finding).length;
    });
    each('holm', (f) => { foundHolm += f.comparisons.slice(0, 5).filter((c) => c.finding).length; });
    expect(share / runs).toBeLessThanOrEqual(0.1);
    expect(found).toBeGreaterThan(foundHolm);
  });

  it('simultaneous 90 % intervals all hold in 85 to 95 of a hundred runs, and those of findings hold nine times in ten', () => {
    let all = 0;
    each('bonferroni', (f) => { if (f.comparisons.every((c, i) => c.interval && c.interval.low <= (i < 5 ? 3.5 : 0) && (i < 5 ? 3.5 : 0) <= c.interval.high)) all += 1; });
    expect(all / runs).toBeGreaterThanOrEqual(0.85);
    expect(all / runs).toBeLessThanOrEqual(0.95);
    let missed = 0;
    each('benjamini-hochberg', (f) => {
      const found = f.comparisons.map((c, i) => ({ ...c, truth: i < 5 ? 3.5 : 0 })).filter((c) => c.finding);
      missed += found.filter((c) => c.interval && (c.interval.low > c.truth || c.interval.high < c.truth)).length / Math.max(1, found.length);
    });
    expect(missed / runs).toBeLessThanOrEqual(0.1);
  });
});

describe('edges', () => {
  it('declines with the reason, and changes nothing with one comparison', () => {
    expect(reason(table([]))).toBe('too-few-rows');
    expect(reason(table([0.5, 1.2]))).toBe('out-of-range');
    expect(reason(table([0.5, NaN]))).toBe('not-a-number');
    expect(reason(table([0.5], { estimate: Float64Array.of(1), standard_error: Float64Array.of(0) }))).toBe('out-of-range');
    for (const method of ['holm', 'bonferroni', 'benjamini-hochberg', 'benjamini-yekutieli'] as const) expect(adjustedP([0.03], method)[0]).toBe(0.03);
  });

  it('gives no interval to what the false coverage rate does not speak of', () => {
    const known = fit(table([1e-6, 0.9], { estimate: Float64Array.of(5, 0.1), standard_error: Float64Array.of(1, 1) }), { method: 'benjamini-hochberg' });
    expect(known.comparisons[0].interval?.low).toBeGreaterThan(0);
    expect(known.comparisons[1].interval).toBeNull();
  });

  it('keeps the order of p-values, never lowers one, and does not care for the order of rows', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), fc.constantFrom<Method>('holm', 'bonferroni', 'benjamini-hochberg', 'benjamini-yekutieli'), (p, method) => {
      const adjusted = adjustedP(p, method);
      const reversed = adjustedP([...p].reverse(), method).reverse();
      p.forEach((v, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(v - 1e-15);
        expect(adjusted[i]).toBeLessThanOrEqual(1);
        expect(reversed[i]).toBeCloseTo(adjusted[i], 12);
        p.forEach((w, j) => { if (v < w) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]); });
      });
    }));
  });
});
