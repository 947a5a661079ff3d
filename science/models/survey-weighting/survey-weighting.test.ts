import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import { weightedMean } from '../../math/summary.ts';
import { meanInterval, weightedMeanOf } from '../../survey/weighted.ts';
import type { Options, Table } from '../contract.ts';
import { model, type SurveyWeightingFit } from './model.ts';

const tools = { random: seeded(1) };
const population = ['text_sex=woman=0.5', 'text_sex=man=0.5', 'text_age=young=0.3333333', 'text_age=older=0.6666667'];
function fit(data: Table, options: Options = {}): SurveyWeightingFit {
  const outcome = model.fit(data, { targets: population, ...options }, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (data: Table, options: Options = {}): string => {
  const outcome = model.fit(data, { targets: population, ...options }, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

describe('raking', () => {
  it('reproduces a table worked by hand: one column is plain post-stratification, two meet both margins', () => {
    const sex = ['w', 'w', 'w', 'm'];
    const one = fit({ rows: 4, columns: { text_sex: sex } }, { targets: ['text_sex=w=0.5', 'text_sex=m=0.5'] });
    expect(one.weights.map((w) => Number(w.toFixed(9)))).toEqual([0.666666667, 0.666666667, 0.666666667, 2]);
    expect(one.designEffect).toBeCloseTo((4 * (3 * (4 / 9) + 4)) / 16, 9);
    // Deming & Stephan: margins 0.5/0.5 and 0.6/0.4 on counts 10 20 / 30 40; the odds ratio 10*40/(20*30) stays.
    const cells: [string, string, number][] = [['a', 'x', 10], ['a', 'y', 20], ['b', 'x', 30], ['b', 'y', 40]];
    const rows = cells.flatMap(([s, t, n]) => Array.from({ length: n }, () => [s, t]));
    const two = fit({ rows: 100, columns: { text_s: rows.map((r) => r[0]), text_t: rows.map((r) => r[1]) } }, { targets: ['text_s=a=0.5', 'text_s=b=0.5', 'text_t=x=0.6', 'text_t=y=0.4'], least: 0, most: 100 });
    const mass = cells.map(([s, t, n]) => n * two.cells[`${s}|${t}`]);
    expect((mass[0] * mass[3]) / (mass[1] * mass[2])).toBeCloseTo(400 / 600, 8);
    expect(mass[0] + mass[1]).toBeCloseTo(50, 8);
    expect(mass[0] + mass[2]).toBeCloseTo(60, 8);
  });

  it('90 % intervals of the weighted share hold the truth 85 to 95 times in a hundred, those of the unweighted do not', () => {
    const runs = process.env['TRIBUTARY_FULL'] ? 1000 : 200;
    const truth = 0.3 + 0.1 + 0.2 / 3;
    let [weighted, plain] = [0, 0];
    for (let i = 0; i < runs; i++) {
      const data = model.simulate({ people: 800 }, { random: seeded(`w ${i}`) });
      const answer = data.columns['answer'] as Float64Array;
      const weights = Float64Array.from(fit(data).weights);
      const rows = Array.from(answer, (_, j) => j);
      for (const w of [weights, undefined]) {
        const known = weightedMeanOf((j) => answer[j], rows, w);
        const { low, high } = known ? meanInterval(known, 0.9) : { low: 1, high: 0 };
        if (low <= truth && truth <= high) { if (w) weighted += 1; else plain += 1; }
      }
    }
    expect(weighted / runs).toBeGreaterThanOrEqual(0.85);
    expect(weighted / runs).toBeLessThanOrEqual(0.96);
    expect(plain).toBeLessThan(weighted);
  });

  it('trims, and tells what that cost', () => {
    const data = model.simulate({ people: 400, tilt: 1.5 }, { random: seeded('trim') });
    const [free, bound] = [fit(data, { most: 100 }), fit(data, { most: free0(data) })];
    expect(bound.largest).toBeLessThan(free.largest);
    expect(bound.effective).toBeGreaterThan(free.effective);
    expect(free.error).toBeLessThan(1e-9);
    expect(reason(data, { most: 1 })).toBe('margins-not-met');
  });

  /** A bound one hundredth under the largest weight. */
  function free0(data: Table): number {
    return 0.99 * fit(data, { most: 100 }).largest;
  }
});

describe('edges', () => {
  const data = model.simulate({}, { random: seeded('edge') });
  it('declines with the reason', () => {
    expect(reason({ rows: 0, columns: { text_sex: [], text_age: [] } })).toBe('too-few-rows');
    expect(reason({ rows: 1, columns: { text_sex: ['man'], text_age: ['young'] } })).toBe('too-few-rows');
    expect(reason(data, { targets: [] })).toBe('targets-missing');
    expect(reason(data, { targets: ['text_sex=woman'] })).toBe('option-invalid');
    expect(reason(data, { targets: ['text_sex=woman=0.5', 'text_sex=man=0.4'] })).toBe('shares-wrong');
    expect(reason(data, { targets: ['text_sex=woman=0.5', 'text_sex=other=0.5'] })).toBe('level-empty');
    expect(reason(data, { targets: ['text_sex=woman=1'] })).toBe('level-unknown');
    expect(reason(data, { targets: ['text_house=big=1'] })).toBe('column-missing');
    expect(reason({ rows: data.rows, columns: { ...data.columns, weight: new Float64Array(data.rows) } })).toBe('weight-not-positive');
    expect(reason({ rows: data.rows, columns: { ...data.columns, weight: new Float64Array(data.rows).fill(NaN) } })).toBe('not-a-number');
    expect(model.predict(fit(data), { rows: 1, columns: { text_sex: ['x'], text_age: ['young'] } }, {}, tools)).toMatchObject({ why: { code: 'cell-unknown' } });
  });

  it('does not care for the size of given weights, enormous or not, or the order of rows', () => {
    const known = fit(data);
    const scaled = fit({ rows: data.rows, columns: { ...data.columns, weight: new Float64Array(data.rows).fill(1e12) } });
    expect(scaled.effective).toBeCloseTo(known.effective, 6);
    const back = (c: string): string[] => [...(data.columns[c] as string[])].reverse();
    const turned = fit({ rows: data.rows, columns: { text_sex: back('text_sex'), text_age: back('text_age') } });
    expect(turned.weights[0]).toBeCloseTo(known.weights[data.rows - 1], 9);
    expect(weightedMean(Float64Array.from(data.columns['text_sex'] as string[], (s) => Number(s === 'woman')), known.weights)).toBeCloseTo(0.5, 9);
  });
});
