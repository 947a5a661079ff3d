import { describe, expect, test } from 'vitest';
import { bgNbd } from '../../customer-base/beta-geometric.ts';
import { fitFamily } from '../../customer-base/fit.ts';
import { expectedPurchases } from '../../customer-base/family.ts';
import { groupHistories } from '../../customer-base/histories.ts';
import { onlineRetail, onlineRetailBoth, onlineRetailPresent } from '../../customer-base/online-retail.fixture.ts';
import { nbd } from '../../customer-base/nbd.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type SeasonalFit } from './model.ts';
import { gather, summarise } from './purchases.ts';
import { operational } from './season.ts';

const tools = { random: seeded(1) };
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 864e5;

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
  test.skipIf(!onlineRetailPresent)('Online Retail, Christmas quarter held out: closer than any model without a season (skipped without ../shared/data/online-retail)', () => {
    // Settings (12 parts, warm-up of 180 days) were chosen by the two quarters before the one held out.
    const [cut, end] = [day('2011-09-09'), day('2011-12-09')];
    const both = onlineRetailBoth();
    const data: Table = { rows: both.customer.length, columns: { customer: both.customer, time: both.day } };
    const got = forecast(fitted(data, { until: cut }), data, { horizon: end - cut });
    const year = onlineRetail();
    const of = new Set(year.customer.filter((_, i) => year.day[i] <= cut).map((name) => String(Number(name))));
    const happened = new Map<string, number>();
    both.customer.forEach((name, i) => { if (both.day[i] > cut && both.day[i] <= end) happened.set(name, (happened.get(name) ?? 0) + 1); });
    let [expected, actual, miss] = [0, 0, 0];
    got.customer.forEach((name, i) => {
      if (!of.has(name)) return;
      expected += got.purchases[i];
      actual += happened.get(name) ?? 0;
      miss += Math.abs(got.purchases[i] - (happened.get(name) ?? 0));
    });
    // The same customers without a season: the second year alone (as published comparisons do), and both years.
    const plain = (customer: string[], time: Float64Array, family: typeof nbd): { total: number; miss: number } => {
      const p = gather(customer, time, cut);
      const { x, tx, T } = summarise(p, cut, (t) => t);
      const kept = [...x.keys()].filter((c) => T[c] > 0 && of.has(String(Number(p.customers[c]))));
      const all = [...x.keys()].filter((c) => T[c] > 0);
      const m = fitFamily(family, groupHistories(all.map((c) => x[c]), all.map((c) => tx[c]), all.map((c) => T[c])));
      const parameters = m.point.map(Math.exp);
      return kept.reduce((sum, c) => {
        const ahead = expectedPurchases(family, parameters, x[c], tx[c], T[c], end - cut);
        return { total: sum.total + ahead, miss: sum.miss + Math.abs(ahead - (happened.get(String(Number(p.customers[c]))) ?? 0)) };
      }, { total: 0, miss: 0 });
    };
    const [one, two] = [plain(year.customer, year.day, nbd), plain(both.customer, both.day, bgNbd)];
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`Christmas quarter: happened ${actual}; with a season ${expected.toFixed(0)} (sum of absolute errors ${miss.toFixed(0)}); without, second year alone ${one.total.toFixed(0)} (${one.miss.toFixed(0)}), both years ${two.total.toFixed(0)} (${two.miss.toFixed(0)})\n`);
    expect(actual).toBe(4482);
    expect(Math.abs(expected / actual - 1)).toBeLessThan(0.05);
    expect(Math.abs(one.total / actual - 1)).toBeGreaterThan(0.2);
    expect(Math.abs(two.total / actual - 1)).toBeGreaterThan(0.1);
  }, 240_000);

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

  test('intervals of the parameters cover the truth about nine times in ten', () => {
    const runs = process.env.TRIBUTARY_FULL ? 200 : 12;
    let [covered, asked] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const got = model.fit(model.simulate({ customers: 1500 }, { random: seeded(`cover ${run}`) }), { warmUp: 0 }, tools);
      if (got.status !== 'fitted') continue;
      const { point, covariance } = got.value.groups[0];
      [0.8, 60, 0.5, 4].forEach((truth, i) => {
        asked++;
        if (Math.abs(point[i] - Math.log(truth)) < 1.6448536 * Math.sqrt(covariance[5 * i])) covered++;
      });
    }
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`coverage seasonal: ${((100 * covered) / asked).toFixed(1)} % of ${asked}\n`);
    expect(covered / asked).toBeGreaterThan(process.env.TRIBUTARY_FULL ? 0.85 : 0.75);
    expect(covered / asked).toBeLessThanOrEqual(process.env.TRIBUTARY_FULL ? 0.95 : 1);
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
