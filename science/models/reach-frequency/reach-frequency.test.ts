import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { distribution, reach, sainsbury, together } from './curve.ts';
import { model, type Fit } from './model.ts';

const curves = join(import.meta.dirname, '../../../../shared/data/robyn/df_curve_reach_freq.csv');
const tools = (seed = 1) => ({ random: seeded(seed) });
const fitted = (table: Table, options: Options): Fit => { const got = model.fit(table, options, tools()); if (got.status !== 'fitted') throw new Error(got.why.sentence); return got.value; };
const plan = (...rows: [string, number][]): Table => ({ rows: rows.length, columns: { medium: rows.map((r) => r[0]), contacts: Float64Array.from(rows, (r) => r[1]) } });
const predicted = (fit: Fit, table: Table): Record<string, Float64Array> => { const got = model.predict(fit, table, {}, tools()); if (got.status !== 'fitted') throw new Error(got.why.sentence); return got.value.columns as Record<string, Float64Array>; };
const points = (...rows: [string, number, number, number?][]): Table => ({ rows: rows.length, columns: { medium: rows.map((r) => r[0]), contacts: Float64Array.from(rows, (r) => r[1]), reached: Float64Array.from(rows, (r) => r[2]), at_least: Float64Array.from(rows, (r) => r[3] ?? 1) } });

describe('curves of reach', () => {
  it('has the closed forms of its distributions', () => {
    expect(reach('nbd', { first: 1, second: 1 }, 2)).toBeCloseTo(2 / 3, 14); // geometric contacts: m / (1 + m)
    expect(reach('nbd', { first: 1e7, second: 1 }, 2)).toBeCloseTo(1 - Math.exp(-2), 6); // Poisson
    expect(reach('nbd', { first: 1, second: 0.6 }, 1e9)).toBeCloseTo(0.6, 6);
    distribution('beta-binomial', { first: 0.5, second: 2 }, 4, 4).forEach((p) => expect(p).toBeCloseTo(0.2, 12)); // Beta(1, 1): all equal
    expect(reach('beta-binomial', { first: 0.3, second: 5 }, 1)).toBeCloseTo(0.3, 12);
    // Two insertions: R₂ = 1 − b(b + 1) / (S(S + 1)), the moment Metheringham 1964 fits.
    expect(reach('beta-binomial', { first: 0.3, second: 5 }, 2)).toBeCloseTo(1 - (3.5 * 4.5) / (5 * 6), 12);
  });

  it('adds independent media up by Sainsbury and by convolution, which agree', () => {
    expect(sainsbury([0.5, 0.4, 0.2])).toBeCloseTo(0.76, 14);
    const parts = [distribution('nbd', { first: 0.8, second: 0.7 }, 1.5, 200), distribution('nbd', { first: 2, second: 0.9 }, 0.7, 200)];
    const both = together(parts);
    expect(1 - both[0]).toBeCloseTo(sainsbury(parts.map((p) => 1 - p[0])), 12);
    expect(both.reduce((s, p, j) => s + p * j, 0)).toBeCloseTo(2.2, 4); // contacts per head add up
  });

  it('is a distribution with the mean it was given, and reaches more with more contacts', () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 5, noNaN: true }), fc.double({ min: 0.2, max: 1, noNaN: true }), fc.double({ min: 0.05, max: 4, noNaN: true }), (first, second, dose) => {
      const p = distribution('nbd', { first, second }, dose, 3000);
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      expect(p.reduce((s, v, j) => s + v * j, 0)).toBeCloseTo(dose, 3);
      expect(reach('nbd', { first, second }, 1.1 * dose)).toBeGreaterThan(reach('nbd', { first, second }, dose));
    }), { numRuns: 40 });
  });
});

describe('reach and frequency', () => {
  it('recovers known curves and holds the true reach in its 90 % interval as often as it says (200 simulations)', () => {
    let [inside, all] = [0, 0];
    for (let k = 0; k < 200; k++) {
      const table = model.simulate({ media: 1, points: 8 }, tools(k));
      const got = model.fit(table, { universe: 1e6 }, tools(k));
      if (got.status !== 'fitted') continue;
      const truth = { first: Number(table.columns.truth_k[0]), second: Number(table.columns.truth_ceiling[0]) };
      for (const dose of [0.5, 1.5, 4]) {
        const p = predicted(got.value, plan(['m1', dose * 1e6]));
        const exact = reach('nbd', truth, dose) * 1e6;
        all++;
        if (exact >= p.reached_low[0] && exact <= p.reached_high[0]) inside++;
      }
    }
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`reach: ${inside} of ${all} inside\n`);
    expect(all).toBeGreaterThan(580);
    expect(inside / all).toBeGreaterThan(0.85);
    expect(inside / all).toBeLessThan(0.95);
  });

  it.skipIf(!existsSync(curves))('follows the published reach curve of Robyn (df_curve_reach_freq) at 1+ within two points of the universe (skipped where ../shared/data/robyn is absent)', () => {
    const rows = readFileSync(curves, 'utf8').trim().split(/\r?\n/).slice(1).map((l) => l.replaceAll('"', '').split(',')).filter((r) => r[2] === 'reach 1+' && Number(r[0]) > 0);
    const universe = 1.25 * Math.max(...rows.map((r) => Number(r[1])));
    // The file gives spend; a cost per contact is assumed that makes its first row all new people.
    const perContact = Math.min(...rows.map((r) => Number(r[0]) / Number(r[1]))) * 0.7;
    const fit = fitted(points(...rows.map((r): [string, number, number] => ['social', Number(r[0]) / perContact, Number(r[1])])), { universe });
    const got = predicted(fit, plan(['social', Number(rows[20][0]) / perContact]));
    expect(Math.abs(got.reached[0] - Number(rows[20][1])) / universe).toBeLessThan(0.02);
  });

  it('fits beta-binomial insertions and says how many are reached effectively', () => {
    const truth = { first: 0.2, second: 3 };
    const rows = [1, 2, 4, 8, 12].map((n): [string, number, number] => ['tv', n, 1e5 * reach('beta-binomial', truth, n)]);
    const fit = fitted(points(...rows), { universe: 1e5, form: 'beta-binomial', effective: 3 });
    const got = predicted(fit, plan(['tv', 6]));
    expect(got.reached[0] / (1e5 * reach('beta-binomial', truth, 6))).toBeCloseTo(1, 2);
    expect(got.effective[0] / (1e5 * reach('beta-binomial', truth, 6, 3))).toBeCloseTo(1, 2);
    expect(got.frequency[0]).toBeCloseTo(1.2 / reach('beta-binomial', truth, 6), 1);
  });

  it('reaches with two media more than with either, less than their sum', () => {
    const fit = fitted(model.simulate({ media: 2 }, tools(3)), { universe: 1e6 });
    const { reached, frequency } = predicted(fit, plan(['m1', 1e6], ['m2', 2e6]));
    expect(reached[2]).toBeGreaterThan(Math.max(reached[0], reached[1]));
    expect(reached[2]).toBeLessThan(reached[0] + reached[1]);
    expect(frequency[2] * reached[2]).toBeCloseTo(3e6, -3);
  });

  it('gives the same answer whatever the order of the rows, and narrows with more of them', () => {
    const table = model.simulate({ media: 1, points: 40 }, tools(5));
    const pick = (order: number[]): Table => ({ rows: order.length, columns: Object.fromEntries(Object.entries(table.columns).map(([n, v]) => [n, v instanceof Float64Array ? Float64Array.from(order, (i) => v[i]) : order.map((i) => v[i])])) });
    const all = Array.from({ length: 40 }, (_, i) => i);
    const p = predicted(fitted(pick(all), { universe: 1e6 }), plan(['m1', 1e6]));
    expect(predicted(fitted(pick(all.toReversed()), { universe: 1e6 }), plan(['m1', 1e6])).reached[0] / p.reached[0]).toBeCloseTo(1, 4);
    const few = predicted(fitted(pick(all.filter((i) => i % 5 === 0)), { universe: 1e6 }), plan(['m1', 1e6]));
    expect(p.reached_high[0] - p.reached_low[0]).toBeLessThan(few.reached_high[0] - few.reached_low[0]);
  });

  it('declines, each with its reason', () => {
    const why = (table: Table, options: Options = { universe: 1000 }): string => { const got = model.fit(table, options, tools()); return got.status === 'fitted' ? 'fitted' : got.why.code; };
    expect(why(points())).toBe('too-few-rows');
    expect(why(points(['tv', 100, 50]))).toBe('too-few-rows');
    expect(why(points(['tv', 100, 50], ['tv', 100, 52]))).toBe('too-few-rows');
    expect(why(points(['tv', 100, 50], ['tv', 200, 80]), {})).toBe('option-invalid');
    expect(why(points(['tv', 100, 50], ['tv', 5000, 1080]))).toBe('above-universe');
    expect(why(points(['tv', 100, 50], ['tv', 200, 280]))).toBe('above-contacts');
    expect(why(points(['tv', 100, NaN], ['tv', 200, 80]))).toBe('not-a-number');
    expect(why(points(['tv', 100, -5], ['tv', 200, 80]))).toBe('negative');
    expect(why(points(['tv', 1000, 700], ['tv', 2000, 10], ['tv', 3000, 600], ['tv', 4000, 20]))).toBe('no-curve');
    const fit = fitted(points(['tv', 500, 300], ['tv', 2000, 600]), { universe: 1000 });
    expect(model.predict(fit, plan(['radio', 1]), {}, tools())).toMatchObject({ why: { code: 'unknown-medium' } });
    expect(model.predict(fit, plan(['tv', 1], ['tv', 2]), {}, tools())).toMatchObject({ why: { code: 'medium-doubled' } });
    expect(predicted(fit, plan(['tv', 0])).reached[0]).toBe(0);
    expect(predicted(fit, plan(['tv', 1e15])).reached_high[0]).toBeLessThanOrEqual(1000);
    expect(predicted(fit, plan(['tv', 9000])).beyond[0]).toBe(1);
  });
});
