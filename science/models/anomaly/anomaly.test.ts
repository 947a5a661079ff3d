import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { robustSpread } from './decompose.ts';
import { model, type Fit } from './model.ts';

const tools = (seed = 1) => ({ random: seeded(seed) });
const fitted = (table: Table, options: Options = {}): Fit => { const got = model.fit(table, options, tools()); if (got.status !== 'fitted') throw new Error(got.why.sentence); return got.value; };
const reason = (table: Table, options: Options = {}): string => { const got = model.fit(table, options, tools()); return got.status === 'fitted' ? 'fitted' : got.why.code; };
const days = (values: number[]): Table => ({ rows: values.length, columns: { time: Float64Array.from(values, (_, t) => 19000 + t), value: Float64Array.from(values) } });

describe('what is unusual', () => {
  it('measures the spread by the median absolute deviation, which outliers do not move', () => {
    expect(robustSpread(Float64Array.of(1, 1, 2, 2, 4, 6, 9))).toBeCloseTo(1.482602218505602, 12); // R: mad(c(1,1,2,2,4,6,9)) = 1.4826
    expect(robustSpread(Float64Array.of(1, 1, 2, 2, 4, 6, 9e9))).toBeCloseTo(1.482602218505602, 12);
  });

  it('finds a spike, says which day, what was expected and how unusual it is, and nothing else', () => {
    let alone = 0;
    for (let k = 0; k < 40; k++) {
      const fit = fitted(model.simulate({ kind: 'spike', size: 8 }, tools(k)));
      const spike = fit.findings.find((f) => f.kind === 'spike' && f.from === 108);
      expect(spike).toBeDefined();
      expect(Math.abs((spike?.deviations ?? 0) - 8)).toBeLessThan(4.5);
      expect(spike?.sentence).toContain('2022-04-26');
      if (fit.findings.length === 1) alone++;
    }
    expect(alone).toBeGreaterThanOrEqual(34);
  });

  it('calls a lasting change a level shift, once, at its day, and not a row of spikes', () => {
    let placed = 0;
    for (let k = 0; k < 40; k++) {
      const { findings } = fitted(model.simulate({ kind: 'level-shift', size: 5 }, tools(k)));
      const shifts = findings.filter((f) => f.kind === 'level-shift');
      expect(shifts.length).toBeGreaterThanOrEqual(1);
      expect(findings.length).toBeLessThanOrEqual(3);
      expect(Math.abs((shifts[0].actual ?? 0) - shifts[0].expected - 10)).toBeLessThan(3);
      if (Math.abs(shifts[0].from - 108) <= 1) placed++;
    }
    expect(placed).toBeGreaterThanOrEqual(36);
  });

  it('notices that the week has another pattern', () => {
    let found = 0;
    for (let k = 0; k < 40; k++) {
      const change = fitted(model.simulate({ kind: 'season-change' }, tools(k))).findings.find((f) => f.kind === 'season-change');
      if (change && Math.abs(change.from - 108) <= 14) found++;
    }
    expect(found).toBeGreaterThanOrEqual(36);
  });

  it('reports missing days as one finding with what was expected in them', () => {
    const missing = fitted(model.simulate({ kind: 'missing' }, tools(3))).findings.filter((f) => f.kind === 'missing');
    expect(missing).toHaveLength(1);
    expect(missing[0]).toMatchObject({ from: 108, to: 110, actual: null, deviations: null });
    expect(missing[0].sentence).toContain('3 periods are missing');
  });

  it('raises about as many false alarms as it was allowed (0.1 a series)', () => {
    let alarms = 0;
    for (let k = 0; k < 200; k++) alarms += fitted(model.simulate({ kind: 'nothing' }, tools(500 + k))).findings.length;
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`anomaly: ${alarms} false alarms in 200 series\n`);
    expect(alarms).toBeLessThan(45); // 20 expected; 45 leaves room for chance and for the roughness of medians
  });

  // Sales and visits are seldom independent from day to day; taken for independent, such noise looks like a level that shifts all the time.
  const wander = (seed: number, lasting: number, shift = 0): Table => {
    const r = seeded(seed);
    let e = 0;
    return days(Array.from({ length: 180 }, (_, t) => { e = lasting * e + Math.sqrt(1 - lasting * lasting) * r.normal(); return 100 + [0, 6, 8, 5, 3, -10, -12][t % 7] + 2 * e + (t >= 108 ? shift : 0); }));
  };
  it('raises no more than a few false alarms where noise lasts from day to day, and still sees a level that shifted', () => {
    for (const [lasting, most] of [[0.3, 25], [0.6, 30], [0.8, 45]]) {
      let alarms = 0;
      for (let k = 0; k < 100; k++) alarms += fitted(wander(7000 + k, lasting)).findings.length;
      if (process.env.TRIBUTARY_FULL) process.stdout.write(`anomaly: ${alarms} false alarms in 100 series whose noise lasts (${lasting})\n`);
      expect(alarms, `${lasting}`).toBeLessThan(most); // 10 allowed
    }
    let seen = 0;
    for (let k = 0; k < 40; k++) if (fitted(wander(8000 + k, 0.5, 16)).findings.some((f) => f.kind === 'level-shift' && Math.abs(f.from - 108) <= 2)) seen++;
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`anomaly: ${seen} of 40 shifts seen in lasting noise\n`);
    expect(seen).toBeGreaterThanOrEqual(34);
  });

  it('holds new ordinary values in its 90 % interval as often as it says (200 simulations)', () => {
    let inside = 0;
    for (let k = 0; k < 200; k++) {
      const whole = model.simulate({ kind: 'nothing', periods: 187 }, tools(900 + k));
      const [time, value] = [whole.columns.time as Float64Array, whole.columns.value as Float64Array];
      const got = model.predict(fitted({ rows: 180, columns: { time: time.slice(0, 180), value: value.slice(0, 180) } }), { rows: 7, columns: { time: time.slice(180), value: value.slice(180) } }, {}, tools());
      if (got.status !== 'fitted') throw new Error('periods lie ahead');
      for (let d = 0; d < 7; d++) if (value[180 + d] >= Number(got.value.columns.expected_low[d]) && value[180 + d] <= Number(got.value.columns.expected_high[d])) inside++;
    }
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`anomaly: ${inside} of 1400 inside\n`);
    expect(inside / 1400).toBeGreaterThan(0.85);
    expect(inside / 1400).toBeLessThan(0.95);
  });

  it('judges new days against the series', () => {
    const fit = fitted(model.simulate({ kind: 'nothing' }, tools(4)));
    const got = model.predict(fit, { rows: 2, columns: { time: Float64Array.of(19180, 19181), value: Float64Array.of(fit.expected[173], 300) } }, {}, tools());
    if (got.status !== 'fitted') throw new Error('periods lie ahead');
    expect([...got.value.columns.unusual]).toEqual([0, 1]);
    expect(got.value.columns.finding[1]).toContain('above');
  });

  it('finds the same whatever the order of rows and the unit', () => {
    const table = model.simulate({ kind: 'spike' }, tools(5));
    const [time, value] = [table.columns.time as Float64Array, table.columns.value as Float64Array];
    const order = Array.from({ length: 180 }, (_, t) => (t * 77 + 5) % 180);
    const first = fitted(table);
    expect(fitted({ rows: 180, columns: { time: Float64Array.from(order, (t) => time[t]), value: Float64Array.from(order, (t) => value[t]) } })).toEqual(first);
    const scaled = fitted({ rows: 180, columns: { time, value: value.map((v) => 1024 * v) } });
    expect(scaled.findings.map((f) => [f.kind, f.from, f.deviations])).toEqual(first.findings.map((f) => [f.kind, f.from, f.deviations]));
  });

  it('declines, each with its reason', () => {
    const y = Array.from({ length: 40 }, (_, t) => 10 + ((t * 7) % 11));
    expect(reason(days([]))).toBe('too-few-rows');
    expect(reason(days([1]))).toBe('too-few-rows');
    expect(reason(days(y.map(() => 3)))).toBe('constant');
    expect(reason(days(y.map((v, t) => (t === 4 ? NaN : v))))).toBe('not-a-number');
    expect(reason(days(y), { season: 30 })).toBe('too-few-rows');
    const doubled = days(y);
    (doubled.columns.time as Float64Array)[5] = 19004;
    expect(reason(doubled)).toBe('time-doubled');
    (doubled.columns.time as Float64Array)[5] = 19005.4;
    expect(reason(doubled)).toBe('uneven-time');
    expect(model.predict(fitted(days(y)), { rows: 1, columns: { time: Float64Array.of(19003), value: Float64Array.of(1) } }, {}, tools())).toMatchObject({ status: 'declined', why: { code: 'not-ahead' } });
    for (const by of [1e40, 1e-40]) expect(fitted(days(y.map((v) => v * by))).findings.every((f) => f.deviations === null || Number.isFinite(f.deviations))).toBe(true);
  });
});
