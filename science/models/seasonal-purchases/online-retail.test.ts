import { beforeAll, describe, expect, test } from 'vitest';
import { bgNbd } from '../../customer-base/beta-geometric.ts';
import { fitFamily } from '../../customer-base/fit.ts';
import { expectedPurchases, type Family } from '../../customer-base/family.ts';
import { groupHistories } from '../../customer-base/histories.ts';
import { onlineRetail, onlineRetailBoth, onlineRetailPresent, type PurchaseDays } from '../../customer-base/online-retail.fixture.ts';
import { paretoNbd } from '../../customer-base/pareto-nbd.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model } from './model.ts';
import { gather, summarise } from './purchases.ts';

const tools = { random: seeded(1) };
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 864e5;
const QUARTER = 91;

/** Total forecast and mean absolute error over the customers asked about, beside what happened. */
interface Score { expected: number; happened: number; error: number; customers: number }

function score(forecast: Map<string, number>, records: PurchaseDays, cut: number, asked: (customer: string) => boolean): Score {
  const happened = new Map<string, number>();
  records.customer.forEach((name, i) => { if (records.day[i] > cut && records.day[i] <= cut + QUARTER) happened.set(name, (happened.get(name) ?? 0) + 1); });
  const out = { expected: 0, happened: 0, error: 0, customers: 0 };
  for (const [name, ahead] of forecast) {
    if (!asked(name)) continue;
    const did = happened.get(name) ?? 0;
    out.expected += ahead;
    out.happened += did;
    out.error += Math.abs(ahead - did);
    out.customers++;
  }
  return { ...out, error: out.error / out.customers };
}

/** Null where the model declines or is unsettled. */
function seasonal(records: PurchaseDays, cut: number, settings: Options): Map<string, number> | null {
  const data: Table = { rows: records.customer.length, columns: { customer: records.customer, time: records.day } };
  const fit = model.fit(data, { ...settings, until: cut }, tools);
  if (fit.status !== 'fitted') return null;
  const got = model.predict(fit.value, data, { horizon: QUARTER }, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  const purchases = got.value.columns.purchases;
  return new Map((got.value.columns.customer as string[]).map((name, i) => [name, Number(purchases[i])]));
}

/** The same without a season, at the likeliest parameters even where these data hardly tell them, as the packages do. */
function plain(records: PurchaseDays, cut: number, family: Family): Map<string, number> {
  const p = gather(records.customer, records.day, cut);
  const { x, tx, T } = summarise(p, cut, (t) => t);
  const kept = [...x.keys()].filter((c) => T[c] > 0);
  const parameters = fitFamily(family, groupHistories(kept.map((c) => x[c]), kept.map((c) => tx[c]), kept.map((c) => T[c]))).point.map(Math.exp);
  return new Map(p.customers.map((name, c) => [name, T[c] > 0 ? expectedPurchases(family, parameters, x[c], tx[c], T[c], QUARTER) : 0]));
}

const GRID: Options[] = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'nbd'].flatMap((process) => [4, 12, 26].flatMap((parts) => [0, 90, 180, 270].map((warmUp) => ({ process, parts, warmUp }))));
const [AUTUMN, SPRING, SUMMER, CHRISTMAS] = ['2010-09-09', '2011-03-10', '2011-06-09', '2011-09-09'].map(day);
const CHOSEN: Options = { process: 'bg-nbd', parts: 4, warmUp: 180 };

/**
 * Settings are chosen without the quarter they are judged by: the least mean absolute error over the earlier quarters that begin at
 * least 15 months into the records. For the Christmas quarter of 2011 these are spring and summer, for the summer it is the spring;
 * before the spring there is none, and the model's own defaults stand. Christmas was looked at once, after this rule was fixed.
 */
function choose(records: PurchaseDays, until: number, quarters: number[]): Options {
  const rows = [...records.day.keys()].filter((i) => records.day[i] <= until);
  const known: PurchaseDays = { customer: rows.map((i) => records.customer[i]), day: Float64Array.from(rows, (i) => records.day[i]) };
  const error = (settings: Options): number => quarters.reduce((sum, cut) => {
    const forecast = seasonal(known, cut, settings);
    return sum + (forecast ? score(forecast, known, cut, () => true).error : Infinity);
  }, 0);
  const errors = GRID.map(error);
  return GRID[errors.indexOf(Math.min(...errors))];
}

describe.skipIf(!onlineRetailPresent)('Online Retail by quarters held out (skipped without ../shared/data/online-retail)', () => {
  let both: PurchaseDays;
  let second: PurchaseDays;
  beforeAll(() => {
    both = onlineRetailBoth();
    const year = onlineRetail();
    second = { customer: year.customer.map((name) => String(Number(name))), day: year.day };
  });
  const off = (s: Score): number => s.expected / s.happened - 1;
  const withSeason = (cut: number, settings: Options, asked: (name: string) => boolean = () => true): Score => {
    const forecast = seasonal(both, cut, settings);
    if (!forecast) throw new Error('no forecast');
    return score(forecast, both, cut, asked);
  };
  const without = (records: PurchaseDays, cut: number, family: Family, asked: (name: string) => boolean = () => true): Score => score(plain(records, cut, family), both, cut, asked);

  // Some fifty settings over two quarters take half a minute: only with TRIBUTARY_FULL.
  test.skipIf(!process.env.TRIBUTARY_FULL)('the settings are those that the earlier quarters choose', () => {
    expect(choose(both, SUMMER, [SPRING])).toEqual(CHOSEN);
    expect(choose(both, CHRISTMAS, [SPRING, SUMMER])).toEqual(CHOSEN);
  }, 240_000);

  test('Christmas 2011, the 3,370 customers of published comparisons: 9 % too few in all, where models without a season miss 21 to 25 %', () => {
    const of = new Set(second.customer.filter((_, i) => second.day[i] <= CHRISTMAS));
    const asked = (name: string): boolean => of.has(name);
    const ours = withSeason(CHRISTMAS, CHOSEN, asked);
    expect([ours.customers, ours.happened]).toEqual([3370, 4482]);
    expect(off(ours)).toBeCloseTo(-0.09, 2);
    expect(ours.error).toBeCloseTo(0.8985, 3);
    // BG/NBD and Pareto/NBD from the second year alone, as published, forecast 3,376; from both years a little more.
    const published = [bgNbd, paretoNbd].map((family) => without(second, CHRISTMAS, family, asked));
    published.forEach((s) => expect([off(s), s.error].map((v) => Number(v.toFixed(3)))).toEqual([-0.247, 0.941]));
    const [bg, pareto] = [bgNbd, paretoNbd].map((family) => without(both, CHRISTMAS, family, asked));
    expect([off(bg), bg.error, off(pareto), pareto.error].map((v) => Number(v.toFixed(3)))).toEqual([-0.214, 0.906, -0.226, 0.91]);
    for (const other of [...published, bg, pareto]) expect(ours.error).toBeLessThan(other.error);
  });

  test('Christmas 2011, all customers ever seen: the total is closer, the single customer is not', () => {
    const [ours, bg, pareto] = [withSeason(CHRISTMAS, CHOSEN), without(both, CHRISTMAS, bgNbd), without(both, CHRISTMAS, paretoNbd)];
    expect([off(ours), off(bg), off(pareto)].map((v) => Number(v.toFixed(3)))).toEqual([-0.104, -0.227, -0.245]);
    expect([ours.error, bg.error, pareto.error].map((v) => Number(v.toFixed(4)))).toEqual([0.6981, 0.698, 0.6963]);
  });

  test('the model’s defaults come closer on that quarter, but they were not chosen without it', () => {
    expect(Math.abs(off(withSeason(CHRISTMAS, {})))).toBeLessThan(0.05);
  });

  test('summer 2011, chosen by the spring: 13 % too many, without a season 21 to 22 %, and every customer closer', () => {
    const [ours, bg, pareto] = [withSeason(SUMMER, CHOSEN), without(both, SUMMER, bgNbd), without(both, SUMMER, paretoNbd)];
    expect([off(ours), off(bg), off(pareto)].map((v) => Number(v.toFixed(3)))).toEqual([0.126, 0.222, 0.213]);
    expect([ours.error, bg.error, pareto.error].map((v) => Number(v.toFixed(4)))).toEqual([0.5613, 0.5849, 0.582]);
  });

  test('spring 2011, by the defaults: 17 % too many, without a season 25 to 26 %', () => {
    const [ours, bg, pareto] = [withSeason(SPRING, {}), without(both, SPRING, bgNbd), without(both, SPRING, paretoNbd)];
    expect([off(ours), off(bg), off(pareto)].map((v) => Number(v.toFixed(3)))).toEqual([0.166, 0.251, 0.26]);
    expect([ours.error, bg.error, pareto.error].map((v) => Number(v.toFixed(4)))).toEqual([0.6175, 0.645, 0.6476]);
  });

  test('autumn 2010 cannot be asked: nine months of records tell no season', () => {
    expect(seasonal(both, AUTUMN, CHOSEN)).toBeNull();
  });
});
