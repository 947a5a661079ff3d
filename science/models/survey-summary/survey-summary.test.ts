import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type SurveySummaryFit } from './model.ts';

const tools = { random: seeded(1) };
const table = (answer: number[], more: Table['columns'] = {}): Table => ({ rows: answer.length, columns: { answer: Float64Array.from(answer), ...more } });
function fit(data: Table, options: Options = {}): SurveySummaryFit {
  const outcome = model.fit(data, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (data: Table, options: Options = {}): string => {
  const outcome = model.fit(data, options, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};
const times = (n: number, v: number): number[] => Array.from({ length: n }, () => v);

describe('known values', () => {
  it('Wilson’s interval of 15 in 148 (Newcombe 1998, table I, method 3, 95 %): 0.0624 to 0.1605', () => {
    const [g] = fit(table([...times(15, 1), ...times(133, 0)]), { kind: 'share', level: 0.95 }).groups;
    expect([g.low, g.high].map((v) => Number(v.toFixed(4)))).toEqual([0.0624, 0.1605]);
  });

  it('the net promoter score of 60 promoters and 15 detractors in 100 is 45, with the multinomial error', () => {
    const [g] = fit(table([...times(60, 9), ...times(25, 7), ...times(15, 3)]), { kind: 'nps', level: 0.95 }).groups;
    expect(g.value).toBe(45);
    // Variance (p + d - (p - d)^2) / n in points; n - 1 here.
    expect(g.margin / 1.984).toBeCloseTo(100 * Math.sqrt((0.75 - 0.45 ** 2) / 99), 2);
  });

  it('a census leaves no doubt, and half of one leaves less', () => {
    const data = table(Array.from({ length: 100 }, (_, i) => i % 7));
    expect(fit(data, { population: 100 }).groups[0].margin).toBeCloseTo(0, 9);
    expect(fit(data, { population: 200 }).groups[0].margin / fit(data).groups[0].margin).toBeCloseTo(Math.SQRT1_2, 9);
  });

  it('weights cost what Kish says when they have nothing to do with the answers', () => {
    const random = seeded('kish');
    const weight = Float64Array.from({ length: 20000 }, () => (random.next() < 0.5 ? 1 : 3));
    const [g] = fit({ rows: 20000, columns: { answer: weight.map(() => random.normal()), weight } }).groups;
    expect(g.designEffect).toBeCloseTo(1.25, 1);
  });
});

describe('what is put in is found again', () => {
  it.each([['mean', 6.9], ['nps', 30], ['share', 0.5]] as const)('90 % intervals of the %s hold the truth 85 to 95 times in a hundred, weighted or not', (kind, about) => {
    const runs = process.env['TRIBUTARY_FULL'] ? 2000 : 400;
    const truth = kind === 'mean' ? 0.5 * 9.5 + 0.2 * 3 + 0.3 * 7.5 : about;
    const held = [0, 0];
    for (let i = 0; i < runs; i++) {
      const random = seeded(`v ${i}`);
      const data = model.simulate({ people: 300 }, { random });
      const answer = kind === 'share' ? (data.columns['answer'] as Float64Array).map((a) => Number(a >= 9)) : data.columns['answer'];
      const weight = Float64Array.from({ length: data.rows }, () => 0.5 + random.next());
      const tables: Table['columns'][] = [{ answer }, { answer, weight }];
      tables.forEach((columns, j) => {
        const [g] = fit({ rows: data.rows, columns }, { kind }).groups;
        if (g.low <= truth && truth <= g.high) held[j] += 1;
      });
    }
    for (const h of held) {
      expect(h / runs).toBeGreaterThanOrEqual(0.85);
      expect(h / runs).toBeLessThanOrEqual(0.95);
    }
  });
});

describe('edges', () => {
  it('declines with the reason', () => {
    expect(reason(table([]))).toBe('too-few-rows');
    expect(reason(table([1]))).toBe('too-few-rows');
    expect(reason(table([4, 4, 4]))).toBe('no-variation');
    expect(reason(table([4, NaN]))).toBe('not-a-number');
    expect(reason(table([4, 11]), { kind: 'nps' })).toBe('off-scale');
    expect(reason(table([0, 2]), { kind: 'share' })).toBe('off-scale');
    expect(reason(table([1, 2], { weight: Float64Array.of(0, 0) }))).toBe('too-few-rows');
    expect(reason(table([1, 2], { weight: Float64Array.of(1, -1) }))).toBe('negative');
    expect(reason(table([1, 2, 3], { group: ['a', 'a', 'b'] }))).toBe('too-few-rows');
    expect(reason(table([1, 2, 3]), { population: 2 })).toBe('option-invalid');
    expect(reason(table([1e200, 2e200]))).toBe('too-large');
  });

  it('speaks even when nobody said yes', () => {
    const [g] = fit(table(times(50, 0)), { kind: 'share' }).groups;
    expect(g.value).toBe(0);
    expect(g.low).toBeCloseTo(0, 12);
    expect(g.high).toBeGreaterThan(0.02);
  });

  it('plans the margin it then has, narrows with more answers, and ignores their order', () => {
    const data = model.simulate({ people: 1000 }, { random: seeded('plan') });
    const known = fit(data, { kind: 'nps' });
    const plan = model.predict(known, { rows: 2, columns: { people: Float64Array.of(1000, 4000) } }, {}, tools);
    const margin = plan.status === 'fitted' ? (plan.value.columns['margin'] as Float64Array) : Float64Array.of();
    expect(margin[0] / known.groups[0].margin).toBeCloseTo(1, 2);
    expect(margin[1]).toBeCloseTo(margin[0] / 2, 9);
    const turned = fit({ rows: data.rows, columns: { answer: (data.columns['answer'] as Float64Array).slice().reverse() } }, { kind: 'nps' });
    expect(turned.groups[0].value).toBeCloseTo(known.groups[0].value, 9);
  });
});
