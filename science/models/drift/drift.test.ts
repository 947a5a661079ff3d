import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type DriftFit } from './model.ts';
import { kolmogorovSmirnov, kolmogorovTail, stabilityIndex } from './tests.ts';

const tools = { random: seeded(1) };
function fit(data: Table, options: Options = {}): DriftFit {
  const outcome = model.fit(data, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (data: Table): string => {
  const outcome = model.fit(data, {}, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

describe('known values', () => {
  it('of Kolmogorov’s distribution (Smirnov 1948)', () => {
    expect(kolmogorovTail(1.36)).toBeCloseTo(0.0495, 4);
    expect(kolmogorovTail(1.63)).toBeCloseTo(0.0098, 4);
    expect(kolmogorovTail(0.83)).toBeCloseTo(0.4963, 3);
    expect(kolmogorovTail(1.18)).toBeCloseTo(kolmogorovTail(1.17999999), 6);
    expect(kolmogorovSmirnov(Float64Array.of(1, 2, 3, 4), Float64Array.of(3, 4, 5, 6)).distance).toBe(0.5);
  });

  it('of the stability index, up to the half person that empty bands need', () => {
    const shares = (a: number, b: number): number => (a - b) * Math.log(a / b);
    expect(stabilityIndex([50000, 50000], [60000, 40000]).psi).toBeCloseTo(shares(0.5, 0.6) + shares(0.5, 0.4), 4);
    expect(stabilityIndex([100, 100], [100, 100])).toEqual({ psi: 0, p: 1 });
  });
});

describe('what is put in is found again', () => {
  it('raises a false alarm at one in twenty about that often, and sees a move of half a deviation', () => {
    const runs = process.env['TRIBUTARY_FULL'] ? 2000 : 300;
    let alarms = 0;
    for (let i = 0; i < runs; i++) {
      const random = seeded(`d ${i}`);
      const draw = (): number[] => { const c = [0, 0, 0, 0, 0]; for (let j = 0; j < 500; j++) c[Math.floor(random.next() * 5)] += 1; return c; };
      if (stabilityIndex(draw(), draw()).p < 0.05) alarms += 1;
    }
    expect(alarms / runs).toBeGreaterThan(0.02);
    expect(alarms / runs).toBeLessThan(0.09);
    const moved = fit(model.simulate({ shift: 0.6 }, { random: seeded('moved') }));
    expect(moved.columns.find((c) => c.column === 'number_x')?.verdict).toBe('learn anew');
    expect(moved.columns.find((c) => c.column === 'text_place')?.verdict).toBe('stable');
    expect(fit(model.simulate({}, { random: seeded('still') })).columns.every((c) => c.verdict === 'stable')).toBe(true);
  });

  it('90 % intervals of the honesty of scores hold the truth 85 to 95 times in a hundred', () => {
    let [slope, level] = [0, 0];
    for (let i = 0; i < 500; i++) {
      const { scores } = fit(model.simulate({ people: 400, exaggeration: 2 }, { random: seeded(`s ${i}`) }), { level: 0.9 });
      if (scores && scores.slope.low <= 0.5 && 0.5 <= scores.slope.high) slope += 1;
      if (scores && scores.intercept.low <= 0 && 0 <= scores.intercept.high) level += 1;
    }
    for (const held of [slope, level]) {
      expect(held / 500).toBeGreaterThanOrEqual(0.85);
      expect(held / 500).toBeLessThanOrEqual(0.95);
    }
  });

  it('knows exaggerated scores from honest ones', () => {
    expect(fit(model.simulate({ people: 3000, exaggeration: 2 }, { random: seeded('loud') })).scores?.honest).toBe(false);
    expect(fit(model.simulate({ people: 3000 }, { random: seeded('fair') })).scores?.honest).toBe(true);
  });
});

describe('edges', () => {
  const data = model.simulate({ people: 200 }, { random: seeded('edge') });
  const with_ = (columns: Table['columns']): Table => ({ rows: data.rows, columns: { period: data.columns['period'], ...columns } });
  it('declines with the reason', () => {
    expect(reason({ rows: 0, columns: { period: [] } })).toBe('too-few-rows');
    expect(reason({ rows: 1, columns: { period: ['now'] } })).toBe('too-few-rows');
    expect(reason(with_({}))).toBe('no-features');
    expect(reason(with_({ number_x: new Float64Array(data.rows).fill(NaN) }))).toBe('not-a-number');
    expect(reason(with_({ chance: data.columns['chance'], outcome: new Float64Array(data.rows) }))).toBe('too-few-events');
    expect(reason(with_({ chance: new Float64Array(data.rows).fill(2), outcome: data.columns['outcome'] }))).toBe('not-a-chance');
    expect(fit(with_({ number_x: new Float64Array(data.rows).fill(3) })).columns[0].verdict).toBe('stable');
  });

  it('does not care for the unit, enormous or not, or the order of bands', () => {
    const known = fit(data).columns[0];
    const scaled = fit(with_({ number_x: (data.columns['number_x'] as Float64Array).map((v) => 1e15 * v) })).columns[0];
    expect(scaled.psi).toBeCloseTo(known.psi, 9);
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 2, maxLength: 9 }), (cells) => {
      const [a, b] = [cells.map((c) => c[0] + 1), cells.map((c) => c[1] + 1)];
      expect(stabilityIndex([...a].reverse(), [...b].reverse()).psi).toBeCloseTo(stabilityIndex(a, b).psi, 9);
      expect(stabilityIndex(a, b).psi).toBeGreaterThanOrEqual(0);
    }));
  });
});
