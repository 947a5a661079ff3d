import { describe, expect, test } from 'vitest';
import { linesPresent, onlineRetailLines } from '../../baskets/online-retail-lines.fixture.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type RecommendationFit } from './model.ts';

const tools = { random: seeded(1) };

function fitted(data: Table, options: Options = {}): RecommendationFit {
  const got = model.fit(data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}

function named(fit: RecommendationFit, data: Table, options: Options = {}): Map<string, string[]> {
  const got = model.predict(JSON.parse(JSON.stringify(fit)), data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  const out = new Map<string, string[]>();
  (got.value.columns.customer as string[]).forEach((c, i) => out.set(c, [...(out.get(c) ?? []), (got.value.columns.item as string[])[i]]));
  return out;
}

const pick = (data: Table, keep: (i: number) => boolean): Table => {
  const rows = Array.from({ length: data.rows }, (_, i) => i).filter(keep);
  return { rows: rows.length, columns: Object.fromEntries(Object.entries(data.columns).map(([name, v]) => [name, Array.isArray(v) ? rows.map((i) => v[i]) : Float64Array.from(rows, (i) => v[i])])) };
};

describe('recommendations', () => {
  test.skipIf(!linesPresent)('Online Retail: the next baskets after 9 September 2011 are found better than by popularity (skipped without ../shared/data/online-retail)', () => {
    const lines = onlineRetailLines();
    const all: Table = { rows: lines.day.length, columns: { customer: lines.customer, item: lines.code, time: lines.day } };
    const cut = Date.parse('2011-09-09T00:00:00Z') / 864e5;
    // Every third customer is enough to tell, and three times as fast.
    const part = process.env.TRIBUTARY_FULL ? 1 : 3;
    const past = pick(all, (i) => lines.customer[i] !== '' && lines.day[i] <= cut && Number(lines.customer[i]) % part === 0);
    const fit = fitted(past);
    const lists = named(fit, past);
    const next = new Map<string, { day: number; items: Set<string> }>();
    for (let i = 0; i < all.rows; i++) {
      if (lines.day[i] <= cut || !lists.has(lines.customer[i])) continue;
      const basket = next.get(lines.customer[i]);
      if (!basket || lines.day[i] < basket.day) next.set(lines.customer[i], { day: lines.day[i], items: new Set([lines.code[i]]) });
      else if (lines.day[i] === basket.day) basket.items.add(lines.code[i]);
    }
    const popular = fit.popular.map((v, i) => ({ v, i })).sort((a, b) => b.v - a.v).slice(0, 10).map(({ i }) => fit.items[i]);
    const score = (list: (customer: string) => string[]): { recall: number; hit: number } => {
      let [recall, hit] = [0, 0];
      for (const [customer, { items }] of next) {
        const found = list(customer).filter((item) => items.has(item)).length;
        recall += found / items.size / next.size;
        if (found > 0) hit += 1 / next.size;
      }
      return { recall, hit };
    };
    const [ours, theirs] = [score((c) => lists.get(c) ?? []), score(() => popular)];
    if (process.env.TRIBUTARY_FULL) process.stdout.write(`recommendations: ${next.size} held-out baskets, recall@10 ${ours.recall.toFixed(4)} against ${theirs.recall.toFixed(4)} of popularity, hit@10 ${ours.hit.toFixed(4)} against ${theirs.hit.toFixed(4)}\n`);
    expect(next.size).toBeGreaterThan(1500 / part);
    expect(ours.recall).toBeGreaterThan(1.5 * theirs.recall);
    expect(ours.hit).toBeGreaterThan(theirs.hit);
  }, 240_000);

  test('finds the planted tastes, and says by how much it beats popularity', () => {
    const data = model.simulate({ customers: 400, tastes: 4, loyalty: 0.95 }, { random: seeded('tastes') });
    const fit = fitted(data);
    expect(fit.validation.recall).toBeGreaterThan(fit.validation.popularity + 3 * fit.validation.popularityError);
    const lists = named(fit, data, { top: 5 });
    let [own, all] = [0, 0];
    for (const [customer, list] of lists) for (const item of list) {
      all++;
      if (Number(item.slice(5)) % 4 === Number(customer.slice(1)) % 4) own++;
    }
    expect(own / all).toBeGreaterThan(0.9);
  });

  test('without tastes it claims no more than popularity gives', () => {
    const fit = fitted(model.simulate({ customers: 400, loyalty: 0 }, { random: seeded('none') }));
    expect(Math.abs(fit.validation.recall - fit.validation.popularity)).toBeLessThan(0.1);
  });

  test('only new items leave out what was bought; the order of rows changes nothing; nobody gets an item twice', () => {
    const data = model.simulate({ customers: 120 }, { random: seeded('rows') });
    const fit = fitted(data);
    const fresh = named(fit, data, { onlyNew: true });
    (data.columns.customer as string[]).forEach((c, i) => expect(fresh.get(c)?.includes((data.columns.item as string[])[i])).not.toBe(true));
    for (const list of named(fit, data).values()) expect(new Set(list).size).toBe(list.length);
    const order = [...Array(data.rows).keys()].reverse();
    const mixed: Table = { rows: data.rows, columns: { customer: order.map((i) => data.columns.customer[i] as string), item: order.map((i) => data.columns.item[i] as string), time: Float64Array.from(order, (i) => Number(data.columns.time[i])) } };
    expect(fitted(mixed).popular.reduce((a, b) => a + b, 0)).toBeCloseTo(fit.popular.reduce((a, b) => a + b, 0), 9);
  });

  test('a customer whose items are unknown gets what is popular', () => {
    const fit = fitted(model.simulate({ customers: 100 }, tools));
    const list = named(fit, { rows: 1, columns: { customer: ['new'], item: ['never seen'], time: Float64Array.of(400) } }, { top: 3 }).get('new');
    const best = fit.popular.map((v, i) => ({ v, i })).sort((a, b) => b.v - a.v).slice(0, 3).map(({ i }) => fit.items[i]);
    expect(list).toEqual(best);
  });

  test('too few returning customers, no rows and times that are none are declined', () => {
    const reason = (data: Table): string => {
      const got = model.fit(data, {}, tools);
      return got.status === 'fitted' ? 'fitted' : got.why.code;
    };
    expect(reason(model.simulate({ customers: 5 }, tools))).toBe('too-few-returning');
    expect(reason({ rows: 0, columns: { customer: [], item: [], time: new Float64Array(0) } })).toBe('too-few-rows');
    expect(reason({ rows: 1, columns: { customer: ['a'], item: ['b'], time: Float64Array.of(Number.NaN) } })).toBe('not-a-number');
  });
});
