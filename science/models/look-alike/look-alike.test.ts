import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../math/distributions.ts';
import { seeded } from '../../math/random.ts';
import { takeRows } from '../../math/row-order.ts';
import { areaUnderCurve } from '../../propensity/ranking.ts';
import type { Table } from '../contract.ts';
import { model, type LookAlikeFit } from './model.ts';

const tools = { random: seeded(1) };
function fit(data: Table): LookAlikeFit {
  const outcome = model.fit(data, {}, { random: seeded('fold') });
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (data: Table): string => {
  const outcome = model.fit(data, {}, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

describe('look-alikes', () => {
  const data = model.simulate({}, { random: seeded('alike') });

  it('are told apart as well as normal groups at this distance can be', () => {
    // Two normal groups 1 and 0.5 apart: best area Φ(√(1.25 / 2)); the word adds a little.
    const best = normalCdf(Math.sqrt(1.25 / 2));
    const known = fit(model.simulate({ people: 20000 }, { random: seeded('theory') }));
    expect(known.ranking.auc).toBeGreaterThan(best - 0.02);
    expect(known.ranking.auc).toBeLessThan(best + 0.04);
    expect(known.liftOfBestTenth).toBeGreaterThan(2.5);
  });

  it('90 % intervals of how well they are told apart hold the truth 85 to 97 times in a hundred', () => {
    // The truth of a fit is how well it tells apart people it has never met.
    const fresh = model.simulate({ people: 20000 }, { random: seeded('fresh') });
    let held = 0;
    for (let i = 0; i < 60; i++) {
      const known = fit(model.simulate({ people: 2500 }, { random: seeded(`a ${i}`) }));
      const told = model.predict(known, fresh, {}, tools);
      const truth = told.status === 'fitted' ? areaUnderCurve(told.value.columns['score'] as Float64Array, fresh.columns['seed'] as Float64Array)?.auc ?? 0 : 0;
      if (known.ranking.low <= truth && truth <= known.ranking.high) held += 1;
    }
    expect(held / 60).toBeGreaterThanOrEqual(0.82);
    expect(held / 60).toBeLessThanOrEqual(0.97);
  });

  it('place a person among the others, with reasons that add up', () => {
    const known = fit(data);
    const told = model.predict(known, data, {}, tools);
    if (told.status !== 'fitted') throw new Error(told.why.sentence);
    const columns = told.value.columns as Record<string, Float64Array>;
    const others = Array.from(columns['likeness']).filter((_, i) => (data.columns['seed'] as Float64Array)[i] === 0);
    expect(others.filter((l) => l > 0.9).length / others.length).toBeCloseTo(0.1, 1.5);
    const parts = Object.entries(columns).filter(([n]) => n === 'base' || n.startsWith('because_')).map(([, v]) => v);
    columns['score'].slice(0, 100).forEach((s, i) => expect(parts.reduce((t, v) => t + v[i], 0)).toBeCloseTo(s, 9));
  });

  it('are declined where there is nothing to be like', () => {
    expect(reason({ rows: 0, columns: { seed: new Float64Array(0) } })).toBe('too-few-events');
    expect(reason(takeRows(data, [0]))).toBe('too-few-events');
    expect(reason({ rows: data.rows, columns: { seed: data.columns['seed'], number_x: new Float64Array(data.rows).fill(1) } })).toBe('no-features');
    expect(reason(model.simulate({ difference: 0 }, { random: seeded('same') }))).toBe('not-above-chance');
    expect(reason({ rows: data.rows, columns: { ...data.columns, number_spend: (data.columns['number_spend'] as Float64Array).map((v, i) => (i === 3 ? NaN : v)) } })).toBe('not-a-number');
    expect(model.predict(fit(data), { rows: 1, columns: {} }, {}, tools)).toMatchObject({ why: { code: 'column-missing' } });
  });

  it('do not change with the unit, enormous or not, or the order of people', () => {
    const scaled = fit({ rows: data.rows, columns: { ...data.columns, number_spend: (data.columns['number_spend'] as Float64Array).map((v) => 1e10 * v) } });
    const turned = fit(takeRows(data, Array.from({ length: data.rows }, (_, i) => data.rows - 1 - i)));
    fit(data).coefficients.forEach((c, i) => { expect(scaled.coefficients[i]).toBeCloseTo(c, 7); expect(turned.coefficients[i]).toBeCloseTo(c, 7); });
  });
});
