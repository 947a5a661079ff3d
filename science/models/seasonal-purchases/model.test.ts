import { describe, expect, test } from 'vitest';
import { bgNbd } from '../../customer-base/beta-geometric.ts';
import { count, told } from '../../customer-base/coverage.fixture.ts';
import { expectedPurchases } from '../../customer-base/family.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type SeasonalFit } from './model.ts';
import { gather, summarise } from './purchases.ts';
import { operational } from './season.ts';

const tools = { random: seeded(1) };

function fitted(data: Table, options: Options = {}): SeasonalFit {
  const got = model.fit(data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}

function forecast(fit: SeasonalFit, data: Table, options: Options): { customer: string[]; purchases: Float64Array; low: Float64Array; high: Float64Array } {
  const got = model.predict(JSON.parse(JSON.stringify(fit)), data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  const { customer, purchases, purchases_low, purchases_high } = got.value.columns;
  return { customer: customer as string[], purchases: purchases as Float64Array, low: purchases_low as Float64Array, high: purchases_high as Float64Array };
}

describe('purchases with a season', () => {
  test('recovers the season and forecasts its busy quarter on simulated customers', () => {
    const whole = model.simulate({ customers: 3000, days: 730.5 + 91 }, { random: seeded('season') });
    const fit = fitted(whole, { until: 730.5, warmUp: 0 });
    fit.season.intensity.forEach((s, b) => expect(Math.abs(s - (1 + 0.5 * Math.cos((2 * Math.PI * (b + 0.5)) / 12)))).toBeLessThan(0.12));
    const got = forecast(fit, whole, { horizon: 91 });
    const expected = got.purchases.reduce((a, b) => a + b, 0);
    const earlier = new Set(got.customer);
    const actual = (whole.columns.time as Float64Array).reduce((n, t, i) => n + Number(t > 730.5 && earlier.has(whole.columns.customer[i] as string)), 0);
    expect(Math.abs(expected / actual - 1)).toBeLessThan(0.08);
  });

  test('90 % intervals of parameters, season and forecasts cover 85 to 95 % of the time', () => {
    const full = Boolean(process.env.TRIBUTARY_FULL);
    const truth = [0.8, 60, 0.5, 4];
    const clock = (t: number): number => t + (0.5 * 365.25 * Math.sin((2 * Math.PI * t) / 365.25)) / (2 * Math.PI); // what `simulate` draws with
    const part = 365.25 / 12;
    const [parameters, levels, forecasts] = [0, 1, 2].map(() => ({ held: 0, asked: 0 }));
    let settled = 0;
    for (let run = 0; run < (full ? 200 : 12); run++) {
      const data = model.simulate({ customers: 1500 }, { random: seeded(`cover ${run}`) });
      const got = model.fit(data, { warmUp: 0 }, tools);
      if (got.status !== 'fitted') continue;
      settled++;
      const rows = model.summary(got.value);
      truth.forEach((value, i) => count(parameters, rows[i].estimate, value));
      for (let b = 0; b < 12; b++) count(levels, rows[4 + b].estimate, (clock((b + 1) * part) - clock(b * part)) / part);
      const { until } = got.value;
      const past = summarise(gather(data.columns.customer as string[], data.columns.time as Float64Array, until), until, clock);
      const next = forecast(got.value, data, { horizon: 91 });
      for (let c = 0; c < next.customer.length; c += 50) count(forecasts, { low: next.low[c], high: next.high[c] }, expectedPurchases(bgNbd, truth, past.x[c], past.tx[c], past.T[c], clock(until + 91) - clock(until)));
    }
    expect(settled).toBeGreaterThanOrEqual(full ? 196 : 11);
    const slack = full ? 0 : 0.1;
    for (const share of [told('seasonal, parameters', parameters), told('seasonal, levels', levels), told('seasonal, forecasts', forecasts)]) {
      expect(share).toBeGreaterThan(0.85 - slack);
      expect(share).toBeLessThan(0.95 + slack);
    }
  }, 240_000);

  test('the clock agrees with the calendar at every full year and never runs backwards', () => {
    const clock = operational({ period: 365.25, intensity: [0.2, 1.8, 1] });
    for (const years of [0, 1, 41, -3]) expect(clock(years * 365.25)).toBeCloseTo(years * 365.25, 8);
    for (let t = -500, before = -Infinity; t < 900; t += 7.3) {
      expect(clock(t)).toBeGreaterThan(before);
      before = clock(t);
    }
  });

  test('rows after the end change nothing; the order of rows changes nothing', () => {
    const data = model.simulate({ customers: 600 }, tools);
    const [time, customer] = [data.columns.time as Float64Array, data.columns.customer as string[]];
    const base = fitted(data, { until: 600 });
    const order = [...time.keys()].reverse().filter((i) => time[i] <= 600);
    const cut = fitted({ rows: order.length, columns: { customer: order.map((i) => customer[i]), time: Float64Array.from(order, (i) => time[i]) } }, { until: 600 });
    base.season.intensity.forEach((s, b) => expect(cut.season.intensity[b]).toBeCloseTo(s, 4));
  });

  test('less than a year, too few who came back and times that are none are declined', () => {
    const reason = (data: Table, options: Options = {}): string => {
      const got = model.fit(data, options, tools);
      return got.status === 'fitted' ? 'fitted' : got.why.code;
    };
    expect(reason(model.simulate({ customers: 500, days: 300 }, tools))).toBe('less-than-a-year');
    expect(reason({ rows: 2, columns: { customer: ['a', 'b'], time: Float64Array.of(0, 500) } })).toBe('too-few-repeaters');
    expect(reason({ rows: 1, columns: { customer: ['a'], time: Float64Array.of(Number.NaN) } })).toBe('not-a-number');
    expect(reason({ rows: 0, columns: { customer: [], time: new Float64Array(0) } })).toBe('too-few-rows');
  });
});
