import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { drawGeneration, extinction, finalSize, generating } from './branching.ts';
import { model, type Fit } from './model.ts';
import { logLikelihood } from './offspring.ts';

const tools = (seed = 1) => ({ random: seeded(seed) });
const fitted = (table: Table, options: Options = {}): Fit => { const got = model.fit(table, options, tools()); if (got.status !== 'fitted') throw new Error(got.why.sentence); return got.value; };
const people = (...rows: [string, string][]): Table => ({ rows: rows.length, columns: { participant: rows.map((r) => r[0]), inviter: rows.map((r) => r[1]) } });
const crowd = (n: number): [string, string][] => Array.from({ length: n }, (_, i) => [`x${i}`, '']);
const predicted = (fit: Fit, seeds: number, generations: number): Record<string, Float64Array> => { const got = model.predict(fit, { rows: 1, columns: { seeds: Float64Array.of(seeds), generations: Float64Array.of(generations) } }, {}, tools()); if (got.status !== 'fitted') throw new Error(got.why.sentence); return got.value.columns as Record<string, Float64Array>; };

describe('branching', () => {
  it('dies out as the closed forms say: geometric offspring 1/K, and surely where K is at most 1 (Harris 1963, theorem 6.1)', () => {
    for (const k of [1.2, 2, 5]) expect(extinction({ k, evenness: 1 })).toBeCloseTo(1 / k, 10);
    expect(extinction({ k: 1, evenness: 0.3 })).toBe(1);
    expect(extinction({ k: 0.4, evenness: 0.3 })).toBe(1);
    expect(extinction({ k: 2, evenness: 1e7 })).toBeCloseTo(0.2031878700, 6); // Poisson: q = e^{2(q − 1)}
    const uneven = { k: 3, evenness: 0.16 }; // the uneven spread of Lloyd-Smith et al. 2005: most lines end at once
    expect(generating(uneven, extinction(uneven))).toBeCloseTo(extinction(uneven), 10);
    expect(extinction(uneven)).toBeCloseTo(0.76, 2);
    expect(finalSize({ k: 0.75, evenness: 1 })).toBe(4);
    expect(finalSize({ k: 1.1, evenness: 1 })).toBeNull();
  });

  it('draws generations of the mean and the variance of the negative binomial', () => {
    const random = seeded(2);
    const draws = Array.from({ length: 20000 }, () => drawGeneration(10, { k: 0.8, evenness: 0.5 }, random));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean / 8 - 1)).toBeLessThan(0.03);
    expect(Math.abs(variance / (10 * (0.8 + 0.64 / 0.5)) - 1)).toBeLessThan(0.06);
  });

  it('has the likelihood of the geometric at evenness 1', () => {
    expect(logLikelihood(new Map([[0, 1], [3, 2]]), { k: 2, evenness: 1 })).toBeCloseTo(Math.log(1 / 3) + 2 * Math.log((1 / 3) * (2 / 3) ** 3), 12);
  });
});

describe('spread by referral', () => {
  it('holds the true K in its 90 % interval as often as it says (200 simulations)', () => {
    let inside = 0;
    for (let s = 0; s < 200; s++) {
      const k = s % 2 ? 0.3 : 0.7;
      const { k: got } = fitted(model.simulate({ seeds: 100, k, evenness: [0.3, 1, 5][s % 3] }, tools(s)));
      if (got.low <= k && k <= got.high) inside++;
    }
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`spread: ${inside} of 200 inside\n`);
    expect(inside / 200).toBeGreaterThan(0.85);
    expect(inside / 200).toBeLessThan(0.95);
  });

  it('counts only those whose window has passed, or K would be read too low while a campaign runs', () => {
    const whole = model.simulate({ seeds: 2000, k: 0.8, evenness: 1 }, tools(4));
    const now = 19012;
    const time = whole.columns.time as Float64Array;
    const seen = Array.from(time, (_, i) => i).filter((i) => time[i] <= now);
    const early: Table = { rows: seen.length, columns: { participant: seen.map((i) => String(whole.columns.participant[i])), inviter: seen.map((i) => String(whole.columns.inviter[i])), time: Float64Array.from(seen, (i) => time[i]) } };
    expect(fitted(early, { now }).k.high).toBeLessThan(0.8);
    const fair = fitted(early, { now, window: 9 }).k;
    expect(fair.low).toBeLessThan(0.8);
    expect(fair.high).toBeGreaterThan(0.7);
  });

  it('forecasts rounds whose sizes shrink by K, and holds what comes', () => {
    const fit = fitted(model.simulate({ seeds: 3000, k: 0.6, evenness: 0.5 }, tools(5)));
    const got = predicted(fit, 1000, 3);
    expect(got.joined[0] / 600).toBeCloseTo(1, 1);
    expect(got.joined[2] / 216).toBeCloseTo(1, 0);
    expect(got.total[2]).toBeCloseTo(1000 + got.joined.reduce((a, b) => a + b, 0), 3);
    const random = seeded(6);
    let inside = 0;
    for (let s = 0; s < 200; s++) { const n = drawGeneration(1000, { k: 0.6, evenness: 0.5 }, random); if (n >= got.joined_low[0] && n <= got.joined_high[0]) inside++; }
    expect(inside).toBeGreaterThan(165);
    expect(fit.finalSize?.value).toBeGreaterThan(2);
    expect(fit.generations[0]).toBe(3000);
  });

  it('knows nothing brought from nothing: K 0 with an upper limit, narrower with more people', () => {
    const few = fitted(people(...crowd(30)));
    expect(few.k.value).toBe(0);
    expect(few.k.low).toBe(0);
    expect(few.k.high).toBeGreaterThan(0.02);
    expect(fitted(people(...crowd(300))).k.high).toBeLessThan(few.k.high / 4);
    expect(few.topFifth).toBeNull();
    expect(few.extinction.value).toBe(1);
  });

  it('splits K into invitations and their success where invitations are known', () => {
    const rows = crowd(40);
    const table = people(...rows, ['a', 'x0'], ['b', 'x0'], ['c', 'x1']);
    table.columns.invitations = Float64Array.from({ length: 43 }, (_, i) => (i < 10 ? 3 : 0));
    const fit = fitted(table);
    expect(fit.invitations).toEqual({ perParticipant: 30 / 43, joined: 0.1 });
    expect((fit.invitations?.perParticipant ?? 0) * (fit.invitations?.joined ?? 0)).toBeCloseTo(fit.k.value, 12);
    expect(fit.topFifth).toBe(1);
  });

  it('finds the same whatever the order of the rows, and narrows with more', () => {
    const table = model.simulate({ seeds: 100 }, tools(7));
    const order = Array.from({ length: table.rows }, (_, i) => i).reverse();
    const mixed = people(...order.map((i): [string, string] => [String(table.columns.participant[i]), String(table.columns.inviter[i])]));
    expect(fitted(mixed).k.value).toBe(fitted(table).k.value);
    expect(fitted(mixed).k.low).toBeCloseTo(fitted(table).k.low, 8);
    const wide = fitted(table).k;
    const narrow = fitted(model.simulate({ seeds: 1600 }, tools(7))).k;
    expect(narrow.high - narrow.low).toBeLessThan((wide.high - wide.low) / 2);
  });

  it('declines, each with its reason', () => {
    const why = (table: Table, options: Options = {}): unknown => { const got = model.fit(table, options, tools()); return got.status === 'fitted' ? 'fitted' : got.why; };
    expect(why(people())).toMatchObject({ code: 'too-few-rows' });
    expect(why(people(['a', '']))).toMatchObject({ code: 'too-few-rows' });
    expect(why(people(...crowd(20), ['x3', '']))).toMatchObject({ code: 'participant-doubled', row: 20, value: 'x3' });
    expect(why(people(...crowd(20), ['a', 'zoe']))).toMatchObject({ code: 'unknown-inviter', row: 20, value: 'zoe' });
    expect(why(people(...crowd(20), ['a', 'a']))).toMatchObject({ code: 'invited-self' });
    expect(why(people(...crowd(20), ['a', 'b'], ['b', 'c'], ['c', 'a']))).toMatchObject({ code: 'circle' });
    expect(why(people(...crowd(30)), { window: 5 })).toMatchObject({ code: 'column-missing', column: 'time' });
    expect(why(model.simulate({ seeds: 30 }, tools()), { window: 500 })).toMatchObject({ code: 'too-few-rows' });
    const brood: Table = { ...people(...crowd(30), ...Array.from({ length: 90 }, (_, i): [string, string] => [`y${i}`, `x${i % 30}`])) };
    brood.columns.time = Float64Array.from({ length: 120 }, (_, i) => (i < 30 ? 19000 : 19010));
    const hot = fitted(brood, { window: 5 });
    expect(hot.k.value).toBe(3);
    expect(hot.k.low).toBeGreaterThan(1);
    expect(hot.finalSize).toBeNull();
    expect(model.predict(hot, { rows: 1, columns: { seeds: Float64Array.of(1e9), generations: Float64Array.of(60) } }, {}, tools())).toMatchObject({ status: 'declined', why: { code: 'too-far' } });
    expect(hot.extinction.value).toBeLessThan(0.2);
  });
});
