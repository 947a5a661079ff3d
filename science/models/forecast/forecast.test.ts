import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../math/random.ts';
import { mean, standardDeviation } from '../../math/summary.ts';
import type { Options, Table } from '../contract.ts';
import { criterion, scaleTerm } from './criterion.ts';
import { fitSmoothing, predictSmoothing } from './exponential-smoothing.ts';
import { model, type Fit } from './model.ts';
import { fitMultiplicative, predictMultiplicative, type Multiplicative } from './multiplicative-smoothing.ts';
import { positions, readGrid, toScale, type Scale, type Series } from './series.ts';

const data = join(import.meta.dirname, '../../../../shared/data/prophet');
const absent = !existsSync(data);
const tools = (seed = 1) => ({ random: seeded(seed) });
const none: Table = { rows: 0, columns: {} };

function load(file: string): { time: Float64Array; value: Float64Array } {
  const rows = readFileSync(join(data, file), 'utf8').split(/\r\n|\r|\n/).filter(Boolean).slice(1).map((l) => l.replaceAll('"', '').split(',')).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return { time: Float64Array.from(rows, (r) => Date.parse(`${r[0].slice(0, 10)}T00:00:00Z`) / 864e5), value: Float64Array.from(rows, (r) => Number(r[1])) };
}
function fitted(table: Table, options: Options = {}): Fit {
  const got = model.fit(table, options, tools());
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}
function predicted(fit: Fit, table: Table = none, options: Options = {}): Record<string, Float64Array> {
  const got = model.predict(fit, table, options, tools());
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value.columns as Record<string, Float64Array>;
}
const table = (time: Float64Array, value: Float64Array, more: Record<string, Float64Array> = {}): Table => ({ rows: time.length, columns: { time, value, ...more } });
const monthly = (values: ArrayLike<number>): Table => table(Float64Array.from(values, (_, t) => Date.UTC(2018, t, 1) / 864e5), Float64Array.from(values));
const series = (y: number[]): Series => { const t = monthly(y); const time = t.columns.time as Float64Array; const grid = readGrid(time); if ('code' in grid) throw new Error(grid.code); return { time, index: positions(grid, time), y: Float64Array.from(y), x: new Float64Array(0), names: [], grid }; };
const reason = (t: Table, options: Options = {}): string => { const got = model.fit(t, options, tools()); return got.status === 'fitted' ? 'fitted' : got.why.code; };

interface HeldOut { rmse: number; mape: number; inside: number }
/** Holds the last `horizon` values back: the error of forecasting them, and how many fall into the 80 % interval. */
function holdOut(file: string, horizon: number): HeldOut {
  const { time, value } = load(file);
  const n = value.length - horizon;
  const fit = fitted(table(time.slice(0, n), value.slice(0, n)), { horizon });
  const got = predicted(fit, table(time.slice(n), value.slice(n)), { level: 0.8 });
  let [squares, shares, inside] = [0, 0, 0];
  for (let k = 0; k < horizon; k++) {
    squares += (value[n + k] - got.value[k]) ** 2;
    shares += Math.abs(1 - got.value[k] / value[n + k]);
    if (value[n + k] >= got.value_low[k] && value[n + k] <= got.value_high[k]) inside++;
  }
  const made = { rmse: Math.sqrt(squares / horizon), mape: (100 * shares) / horizon, inside: inside / horizon };
  if (process.env.TRIBUTARY_FULL) process.stdout.write(`forecast: ${file} RMSE ${made.rmse.toPrecision(5)} MAPE ${made.mape.toFixed(2)} % inside 80 % ${made.inside.toFixed(3)} by ${fit.name}\n`);
  return made;
}

// Bounds stand 5 % above what was reached, so that a change for the worse is seen; the peers' figures beside them on the same hold-outs.
describe.skipIf(absent)('forecasts of published series (skipped where ../shared/data/prophet is absent)', () => {
  // Reached: 20.40. Prophet additive 40.37, multiplicative 30.27, R ets 72.55, auto.arima 74.25.
  it('beats every peer on the last two years of air passengers', () => { expect(holdOut('example_air_passengers.csv', 24).rmse).toBeLessThan(21.5); });
  // Reached: 6,617 (MAPE 1.20 %). Prophet multiplicative 14,627 (2.88 %), R ets 8,109 (1.52 %), auto.arima 8,227 (1.43 %).
  it('beats every peer on the last two years of retail sales', () => {
    const got = holdOut('example_retail_sales.csv', 24);
    expect(got.rmse).toBeLessThan(6950);
    expect(got.mape).toBeLessThan(1.26);
  });
  // Reached: 2.095. Prophet 10.64.
  it('beats Prophet on its own test series, the last 30 of 510', () => { expect(holdOut('tests_data.csv', 30).rmse).toBeLessThan(2.2); });
  // Reached: 0.4857 (MAPE 4.48 %). Prophet 0.53486 (5.29 %), coverage 83 %.
  it('beats Prophet on the last 365 days of Peyton Manning, with an interval at least as wide as it says', () => {
    const got = holdOut('example_wp_log_peyton_manning.csv', 365);
    expect(got.rmse).toBeLessThan(0.51);
    expect(got.mape).toBeLessThan(4.7);
    expect(got.inside).toBeGreaterThan(0.8);
  });
  // Reached: 0.2563.
  it('keeps what it reached on the last 365 days of R', () => {
    const got = holdOut('example_wp_log_R.csv', 365);
    expect(got.rmse).toBeLessThan(0.27);
    expect(got.inside).toBeGreaterThan(0.8);
  });
});

describe('exponential smoothing', () => {
  it('is simple smoothing with the recursion and variance of the textbook (Hyndman et al. 2008, table 6.1: σ²(1 + (h−1)α²))', () => {
    const r = seeded(3);
    const y = Array.from({ length: 60 }, () => 50 + 4 * r.normal());
    const fit = fitSmoothing(series(y), { trend: 'none', season: 1 }, { alpha: 0.3, beta: 0, gamma: 0, phi: 0 });
    if (!fit) throw new Error('sixty values are enough');
    let [weighted, total] = [0, 0]; // the start level is solved for, so compare after its weight has died down
    y.toReversed().forEach((v, k) => { weighted += 0.3 * 0.7 ** k * v; total += 0.3 * 0.7 ** k; });
    expect(fit.level).toBeCloseTo(weighted / total, 6);
    const [one, five] = predictSmoothing(fit, Int32Array.of(60, 64));
    expect(five.sd ** 2 / one.sd ** 2).toBeCloseTo(1 + 4 * 0.09, 12);
  });

  it('continues an exact line and an exact season', () => {
    const y = Array.from({ length: 60 }, (_, t) => 100 + 2 * t + [0, 5, -3, 1, 4, -7, 2, 8, -6, 3, -4, -3][t % 12] + 1e-6 * Math.sin(7 * t));
    const fit = fitSmoothing(series(y), { trend: 'additive', season: 12 });
    if (!fit) throw new Error('sixty values are enough');
    predictSmoothing(fit, Int32Array.from([60, 65, 71])).forEach((p, k) => expect(p.mean).toBeCloseTo(100 + 2 * [60, 65, 71][k] + [0, -7, -3][k], 3));
  });
});

describe('exponential smoothing with a multiplicative season', () => {
  const season = [0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.15, 1.05, 1, 0.9, 0.85, 0.85];

  it('continues a line whose season is a share of it, which neither scale of the additive form can', () => {
    const y = Array.from({ length: 96 }, (_, t) => (100 + 3 * t) * season[t % 12] * (1 + 1e-4 * Math.sin(7 * t)));
    const one = series(y);
    const ahead = Int32Array.from({ length: 24 }, (_, h) => 96 + h);
    const worst = (forecasts: { mean: number }[], back: (v: number) => number = (v) => v): number => Math.max(...forecasts.map(({ mean }, h) => Math.abs(back(mean) / ((100 + 3 * (96 + h)) * season[h % 12]) - 1)));
    const got = fitMultiplicative(one, false);
    const plain = fitSmoothing(one, { trend: 'additive', season: 12 });
    const shares = fitSmoothing({ ...one, y: one.y.map(Math.log) }, { trend: 'additive', season: 12 });
    if (!got || !plain || !shares) throw new Error('eight years are enough');
    expect(worst(predictMultiplicative(got, ahead))).toBeLessThan(0.005);
    expect(worst(predictSmoothing(plain, ahead))).toBeGreaterThan(0.02);
    expect(worst(predictSmoothing(shares, ahead), Math.exp)).toBeGreaterThan(0.01);
  });

  it('is told from both by the criterion where there is noise of a hundredth', () => {
    for (const seed of [1, 2, 3]) {
      const r = seeded(seed);
      const one = series(Array.from({ length: 96 }, (_, t) => (100 + 6 * t) * season[t % 12] * (1 + 0.01 * r.normal())));
      const logs = one.y.map(Math.log);
      const [got, plain, shares] = [fitMultiplicative(one, false), fitSmoothing(one, { trend: 'additive', season: 12 }), fitSmoothing({ ...one, y: logs }, { trend: 'additive', season: 12 })];
      if (!got || !plain || !shares) throw new Error('eight years are enough');
      expect(got.criterion).toBeLessThan(plain.criterion);
      expect(got.criterion).toBeLessThan(shares.criterion + scaleTerm('log', logs));
    }
  });

  it('knows how far the futures of its own equations spread (20,000 paths)', () => {
    const f: Multiplicative = { kind: 'multiplicative', alpha: 0.3, beta: 0.03, gamma: 0.2, phi: 0.95, level: 200, slope: 2, seasons: season, last: 0, variance: 0.02 ** 2, criterion: 0, used: 60 };
    const at = [1, 6, 12, 20];
    const ends = at.map(() => [] as number[]);
    const random = seeded(11);
    for (let path = 0; path < 20_000; path++) {
      const s = [...season];
      let [level, slope] = [f.level, f.slope];
      for (let h = 1; h <= 20; h++) {
        const [base, e] = [level + f.phi * slope, 0.02 * random.normal()];
        const k = at.indexOf(h);
        if (k >= 0) ends[k].push(base * s[(h - 1) % 12] * (1 + e));
        [level, slope, s[(h - 1) % 12]] = [base * (1 + f.alpha * e), f.phi * slope + f.beta * base * e, s[(h - 1) % 12] * (1 + f.gamma * e)];
      }
    }
    predictMultiplicative(f, Int32Array.from(at)).forEach(({ mean: centre, sd }, k) => {
      expect(Math.abs(mean(ends[k]) / centre - 1)).toBeLessThan(0.003);
      expect(Math.abs(standardDeviation(ends[k]) / sd - 1)).toBeLessThan(0.03);
    });
  });

  it('declines values that are not above zero, and series of under three seasons', () => {
    expect(fitMultiplicative(series(Array.from({ length: 60 }, (_, t) => t % 12)), false)).toBeNull();
    expect(fitMultiplicative(series(Array.from({ length: 41 }, (_, t) => 10 + (t % 12))), false)).toBeNull();
  });
});

describe('how methods are compared', () => {
  it('moves alike on every scale when the unit changes, so that the choice does not depend on it', () => {
    const y = Float64Array.from({ length: 60 }, (_, t) => 5e5 + 1e4 * Math.sin(t));
    const change = (scale: Scale, by: number): number => scaleTerm(scale, y.map((v) => toScale(scale, by * v))) - scaleTerm(scale, y.map((v) => toScale(scale, v)));
    expect(change('plain', 8) + 2 * Math.log(8)).toBeCloseTo(2 * Math.log(8), 12); // on the plain scale the squares grow instead
    expect(criterion(64 * 7, 60, 3) - criterion(7, 60, 3)).toBeCloseTo(2 * Math.log(8), 12);
    expect(change('log', 8)).toBeCloseTo(2 * Math.log(8), 12);
    // Squares on the root scale grow with the unit, and the scale's own term gives the rest.
    expect(change('root', 8) + Math.log(8)).toBeCloseTo(2 * Math.log(8), 5);
  });

  it('charges for every parameter, more where observations are few (Hurvich & Tsai 1989)', () => {
    expect(criterion(20, 20, 3)).toBeCloseTo((6 + 24 / 16) / 20, 12);
  });
});

describe('forecast', () => {
  it('is never below zero for a figure that never was', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.1, max: 30, noNaN: true }), (seed, level) => {
      const r = seeded(seed);
      const y = Array.from({ length: 40 }, (_, t) => Math.max(0, Math.round(level * (1 - t / 45) + Math.sqrt(level) * r.normal())));
      if (y.every((v) => v === y[0])) return;
      const got = predicted(fitted(monthly(y), { horizon: 6 }), none, { horizon: 24 });
      for (let k = 0; k < 24; k++) {
        expect(got.value_low[k]).toBeGreaterThanOrEqual(0);
        expect(got.value[k]).toBeGreaterThanOrEqual(got.value_low[k]);
        expect(got.value_high[k]).toBeGreaterThanOrEqual(got.value[k]);
        expect(Number.isFinite(got.value_high[k])).toBe(true);
      }
    }), { numRuns: 8 });
  });

  it('gives the same answer whatever the order of the rows, and follows a change of units', () => {
    const base = model.simulate({ periods: 60 }, tools(2));
    const first = fitted(base);
    const order = Array.from({ length: 60 }, (_, t) => (t * 23) % 60);
    const [time, value] = [base.columns.time as Float64Array, base.columns.value as Float64Array];
    expect(fitted(table(Float64Array.from(order, (t) => time[t]), Float64Array.from(order, (t) => value[t])))).toEqual(first);
    const scaled = predicted(fitted(table(time, value.map((v) => 1024 * v))));
    predicted(first).value.forEach((v, k) => expect(scaled.value[k] / v / 1024).toBeCloseTo(1, 3));
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });

  it('learns what an event and a planned spend bring, and needs them for the future', () => {
    const r = seeded(5);
    const n = 150;
    const time = Float64Array.from({ length: n }, (_, t) => 19000 + 7 * t);
    const event = Float64Array.from({ length: n }, (_, t) => (t % 13 === 5 ? 1 : 0));
    const spend = Float64Array.from({ length: n }, () => 10 * r.next());
    const value = Float64Array.from({ length: n }, (_, t) => 100 + 30 * event[t] + 4 * spend[t] + 2 * r.normal());
    const fit = fitted(table(time, value, { event_sale: event, control_spend: spend }), { horizon: 8 });
    const future = (e: number, s: number): Table => ({ rows: 1, columns: { time: Float64Array.of(19000 + 7 * n), event_sale: Float64Array.of(e), control_spend: Float64Array.of(s) } });
    const at = (e: number, s: number): number => predicted(fit, future(e, s)).value[0];
    expect(Math.abs(at(1, 5) - at(0, 5) - 30)).toBeLessThan(3);
    expect(Math.abs(at(0, 10) - at(0, 0) - 40)).toBeLessThan(4);
    expect(model.predict(fit, none, {}, tools())).toMatchObject({ status: 'declined', why: { code: 'column-missing', column: 'event_sale' } });
  });

  it('knows calendar months, business days, weeks and hours from their times', () => {
    const grid = (times: number[]): unknown => readGrid(Float64Array.from(times));
    expect(grid(Array.from({ length: 30 }, (_, t) => Date.UTC(2020, t, 1) / 864e5))).toMatchObject({ months: 1, season: 12 });
    expect(grid(Array.from({ length: 30 }, (_, t) => 19000 + 7 * t))).toMatchObject({ step: 7, season: 1, counted: false });
    expect(grid(Array.from({ length: 60 }, (_, t) => 19002 + 7 * Math.floor(t / 5) + (t % 5)))).toMatchObject({ counted: true, season: 5 });
    expect(grid(Array.from({ length: 60 }, (_, t) => 19000 + t / 24))).toMatchObject({ season: 24 });
    const next = predicted(fitted(monthly(Array.from({ length: 30 }, (_, t) => 50 + t + Math.sin(t)))), none, { horizon: 2 });
    expect(new Date(next.time[1] * 864e5).toISOString()).toBe('2020-08-01T00:00:00.000Z');
  });

  // Full run: TRIBUTARY_FULL=1.
  const runs = process.env.TRIBUTARY_FULL ? 250 : 10;
  it(`holds later values in its 90 % intervals as often as it says (${runs} simulated series, six months ahead)`, () => {
    let [inside, all] = [0, 0];
    for (let k = 0; k < runs; k++) {
      const whole = model.simulate({ periods: 78, persistence: [0, 0.2, 0.6][k % 3], noise: 0.06 }, tools(100 + k));
      const [time, value] = [whole.columns.time as Float64Array, whole.columns.value as Float64Array];
      const got = predicted(fitted(table(time.slice(0, 72), value.slice(0, 72)), { horizon: 6 }));
      for (let h = 0; h < 6; h++) { all++; if (value[72 + h] >= got.value_low[h] && value[72 + h] <= got.value_high[h]) inside++; }
    }
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`forecast: ${inside} of ${all} inside\n`);
    expect(inside / all).toBeGreaterThanOrEqual(runs > 100 ? 0.85 : 0.7);
    if (runs > 100) expect(inside / all).toBeLessThanOrEqual(0.95);
  }, 1_800_000);

  it('declines, each with its reason', () => {
    const y = Array.from({ length: 24 }, (_, t) => 10 + (t % 5));
    expect(reason({ rows: 0, columns: { time: new Float64Array(0), value: new Float64Array(0) } })).toBe('too-few-rows');
    expect(reason(monthly([5]))).toBe('too-few-rows');
    expect(reason(monthly(y.map(() => 7)))).toBe('constant');
    expect(reason(monthly(y.map((v, t) => (t === 3 ? NaN : v))))).toBe('not-a-number');
    expect(reason(table(Float64Array.from(y, (_, t) => 19000 + (t === 5 ? 4 : t)), Float64Array.from(y)))).toBe('time-doubled');
    expect(reason(monthly(y.map((v, t) => (t === 3 ? 0 : v))), { scale: 'log' })).toBe('scale-impossible');
    expect(reason(monthly(y), { scale: 'cubic' })).toBe('option-invalid');
    expect(reason({ rows: 24, columns: { time: monthly(y).columns.time } })).toBe('column-missing');
    const fit = fitted(monthly(y));
    expect(model.predict(fit, { rows: 1, columns: { time: Float64Array.of(fit.last.time) } }, {}, tools())).toMatchObject({ status: 'declined', why: { code: 'not-ahead', row: 0 } });
    expect(model.fit(monthly(y), {}, { random: seeded(1), stopped: () => true })).toMatchObject({ status: 'unsettled' });
  });

  it('stays finite for enormous and tiny figures', () => {
    const base = model.simulate({ periods: 40 }, tools(9)).columns.value as Float64Array;
    for (const by of [1e40, 1e-120]) for (const v of predicted(fitted(monthly(base.map((x) => x * by)))).value_high) expect(Number.isFinite(v) && v > 0).toBe(true);
  });
});
