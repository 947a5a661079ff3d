import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { drawBinomial } from '../../math/distributions.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { chancesBest, chanceSecondLarger, sharesFor, type Belief } from './allocation.ts';
import { model, type BanditFit } from './model.ts';

const tools = { random: seeded(1) };
const table = (people: number[], value: number[]): Table => ({ rows: people.length, columns: { arm: people.map((_, i) => `v${i}`), people: Float64Array.from(people), value: Float64Array.from(value) } });
function fit(data: Table, options: Options = {}): BanditFit {
  const outcome = model.fit(data, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (data: Table, options: Options = {}): string => {
  const outcome = model.fit(data, options, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

describe('the chance of being best', () => {
  it('is the closed form for two arms (Miller 2015)', () => {
    for (const [a, b] of [[{ a: 50, b: 52 }, { a: 52, b: 50 }], [{ a: 3, b: 200 }, { a: 9, b: 180 }], [{ a: 1, b: 1 }, { a: 1, b: 1 }], [{ a: 5001, b: 95001 }, { a: 5101, b: 94901 }]]) {
      expect(Math.abs(chancesBest([{ kind: 'beta', ...a }, { kind: 'beta', ...b }])[1] - chanceSecondLarger(a, b))).toBeLessThan(1.5e-4);
    }
  });

  it('adds up to one and is equal for equals', () => {
    const belief = fc.record({ a: fc.integer({ min: 1, max: 400 }), b: fc.integer({ min: 1, max: 4000 }) });
    fc.assert(fc.property(fc.array(belief, { minLength: 2, maxLength: 5 }), (list) => {
      const beliefs: Belief[] = list.map((x) => ({ kind: 'beta', ...x }));
      expect(chancesBest(beliefs).reduce((s, p) => s + p, 0)).toBeCloseTo(1, 9);
      const [p, q] = chancesBest([beliefs[0], beliefs[0], beliefs[1]]);
      expect(p).toBeCloseTo(q, 9);
    }), { numRuns: 10 });
  });

  it('gives top-two the shares of its definition', () => {
    const random = seeded('top-two');
    const chances = [0.6, 0.3, 0.1];
    const draw = (): number => { const u = random.next(); return u < 0.6 ? 0 : u < 0.9 ? 1 : 2; };
    const counts = [0, 0, 0];
    for (let i = 0; i < 200000; i++) {
      const first = draw();
      if (random.next() < 0.5) { counts[first] += 1; continue; }
      let second = draw();
      while (second === first) second = draw();
      counts[second] += 1;
    }
    sharesFor('top-two', chances, 0).forEach((s, i) => expect(s).toBeCloseTo(counts[i] / 200000, 2));
    expect(sharesFor('top-two', [1, 0, 0], 0)).toEqual([0.5, 0.25, 0.25]);
  });
});

describe('played out', () => {
  const rates = [0.05, 0.06, 0.09];
  function play(policy: 'thompson' | 'top-two' | 'equal', seed: string, waves = 20, people = 500): { lost: number; right: boolean } {
    const random = seeded(seed);
    const [shown, acted] = [[0, 0, 0], [0, 0, 0]];
    let lost = 0;
    for (let wave = 0; wave < waves; wave++) {
      const shares = policy === 'equal' ? [1 / 3, 1 / 3, 1 / 3] : fit(table(shown, acted), { policy }).arms.map((a) => a.share);
      rates.forEach((rate, i) => {
        const n = Math.round(people * shares[i]);
        shown[i] += n;
        acted[i] += drawBinomial(random, n, rate);
        lost += n * (0.09 - rate);
      });
    }
    const chances = fit(table(shown, acted)).arms.map((a) => a.chanceBest);
    return { lost, right: chances[2] === Math.max(...chances) };
  }

  it('Thompson loses far fewer customers than equal shares, and both policies find the best', () => {
    const total = { thompson: 0, 'top-two': 0, equal: 0 };
    let right = 0;
    for (let i = 0; i < 8; i++) for (const policy of ['thompson', 'top-two', 'equal'] as const) {
      const game = play(policy, `game ${i}`);
      total[policy] += game.lost;
      right += Number(game.right);
    }
    expect(total.thompson).toBeLessThan(0.6 * total.equal);
    expect(total['top-two']).toBeLessThan(total.equal);
    expect(total.thompson).toBeLessThan(total['top-two']);
    expect(right).toBeGreaterThanOrEqual(22);
  });

  it('90 % intervals hold the true rate 85 to 95 times in a hundred', () => {
    const runs = process.env['TRIBUTARY_FULL'] ? 2000 : 200;
    let held = 0;
    for (let i = 0; i < runs; i++) {
      fit(model.simulate({ people: 300, rates: [0.2, 0.3] }, { random: seeded(`i ${i}`) })).arms.forEach((a, j) => { if (a.low <= [0.2, 0.3][j] && [0.2, 0.3][j] <= a.high) held += 1; });
    }
    expect(held / runs / 2).toBeGreaterThanOrEqual(0.85);
    expect(held / runs / 2).toBeLessThanOrEqual(0.95);
  });
});

describe('edges', () => {
  it('begins with equal shares, keeps a floor, and declines with the reason', () => {
    fit(table([0, 0, 0], [0, 0, 0])).arms.forEach((a) => expect(a.share).toBeCloseTo(1 / 3, 3));
    expect(Math.min(...fit(table([10000, 10000], [100, 5000]), { floor: 0.05 }).arms.map((a) => a.share))).toBeCloseTo(0.05, 9);
    expect(reason(table([], []))).toBe('arms-missing');
    expect(reason(table([5], [1]))).toBe('arms-missing');
    expect(reason(table([5, 5], [6, 1]))).toBe('not-a-proportion');
    expect(reason(table([5, 5], [-1, 1]))).toBe('negative');
    expect(reason(table([5, 5], [NaN, 1]))).toBe('not-a-number');
    expect(reason(table([5, 5], [1, 1]), { floor: 0.5, metric: 'mean' })).toBe('column-missing');
    expect(reason(table([5, 5, 5], [1, 1, 1]), { floor: 0.4 })).toBe('option-invalid');
    expect(reason({ rows: 2, columns: { ...table([5, 5], [1, 1]).columns, value_value: Float64Array.of(0.2, 5) } }, { metric: 'mean' })).toBe('no-variation');
    expect(fit(table([1e9, 1e9], [1e8, 1.001e8])).arms[1].chanceBest).toBeGreaterThan(0.999);
  });

  it('judges amounts, whatever their unit', () => {
    const amounts = (unit: number): Table => ({ rows: 2, columns: { ...table([100, 100], [1000 * unit, 1100 * unit]).columns, value_value: Float64Array.of(12000 * unit ** 2, 14500 * unit ** 2) } });
    const [a, b] = [fit(amounts(1), { metric: 'mean' }), fit(amounts(100), { metric: 'mean' })];
    expect(b.arms[1].chanceBest).toBeCloseTo(a.arms[1].chanceBest, 9);
    expect(b.arms[1].mean / 100).toBeCloseTo(a.arms[1].mean, 9);
  });
});
