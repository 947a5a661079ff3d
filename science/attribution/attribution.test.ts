import fc from '#tests/properties.ts';
import { describe, expect, test } from 'vitest';
import { seeded } from '../math/random.ts';
import { model as markov } from '../models/attribution-markov/model.ts';
import { model as rules } from '../models/attribution-rules/model.ts';
import { model as shapley } from '../models/attribution-shapley/model.ts';
import type { Model, Options, Table } from '../models/contract.ts';
import { apportion, settle } from './credits.ts';
import type { Credits } from './prepare.ts';
import { splitPaths } from './paths.ts';

const tools = { random: seeded(1) };
interface Answer { channels: string[]; credits: Record<string, Credits>; unattributed: { conversions: number; value: number | null } }

function run<F extends { channels: string[]; unattributed: Answer['unattributed'] }>(model: Model<F>, all: (fit: F) => Record<string, Credits>): (data: Table, options?: Options) => Answer {
  return (data, options = {}) => {
    const got = model.fit(data, options, tools);
    if (got.status !== 'fitted') throw new Error(got.why.sentence);
    return { channels: got.value.channels, unattributed: got.value.unattributed, credits: all(got.value) };
  };
}

const MODELS: [string, (data: Table, options?: Options) => Answer][] = [
  ['rules', run(rules, (fit) => fit.credits as Record<string, Credits>)],
  ['markov', run(markov, (fit) => ({ markov: fit.credits }))],
  ['shapley by conversions', run(shapley, (fit) => ({ shapley: fit.credits }))],
  ['shapley by rate', (data, options) => run(shapley, (fit) => ({ shapley: fit.credits }))(data, { ...options, worth: 'rate' })],
];
const REFUSERS: [string, Model<never>][] = [['rules', rules as Model<never>], ['markov', markov as Model<never>], ['shapley', shapley as Model<never>]];

const table = (rows: [string, number, number, number][]): Table => ({
  rows: rows.length,
  columns: { path: rows.map((r) => r[0]), conversions: Float64Array.from(rows, (r) => r[1]), value: Float64Array.from(rows, (r) => r[2]), nonconverted: Float64Array.from(rows, (r) => r[3]) },
});
const someRows = fc.array(fc.tuple(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 }).map((p) => p.join(' > ')), fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 25 })
  .map((list) => [...list.map(([path, c, n], i): [string, number, number, number] => [path, c, c * (137 + i), n + 1]), ['a > b', 3, 1001, 2] as [string, number, number, number]]);

describe.each(MODELS)('every attribution: %s', (_, fit) => {
  test('credits add up to the conversions and to the last cent of their value', () => {
    fc.assert(fc.property(someRows, (rows) => {
      const data = table(rows);
      const want = [1, 2].map((k) => rows.reduce((sum, row) => sum + Number(row[k]), 0));
      const [plain, whole] = [fit(data), fit(data, { whole: true })];
      for (const [name, credit] of Object.entries(plain.credits)) {
        expect(credit.conversions.reduce((a, b) => a + b, 0)).toBe(want[0]);
        expect(credit.value?.reduce((a, b) => a + b, 0)).toBeCloseTo(want[1], 9);
        const cents = whole.credits[name].value ?? [];
        expect(cents.every(Number.isInteger)).toBe(true);
        expect(cents.reduce((a, b) => a + b, 0)).toBe(want[1]);
      }
    }), { numRuns: 60 });
  });

  test('the order of rows changes nothing, and twice the people have twice the credit', () => {
    fc.assert(fc.property(someRows, (rows) => {
      const [a, b, twice] = [fit(table(rows)), fit(table([...rows].reverse())), fit(table(rows.map(([p, c, v, n]) => [p, 2 * c, 2 * v, 2 * n])))];
      for (const name of Object.keys(a.credits)) {
        a.channels.forEach((channel, c) => {
          const credit = a.credits[name].conversions[c];
          expect(b.credits[name].conversions[b.channels.indexOf(channel)]).toBeCloseTo(credit, 8);
          expect(twice.credits[name].conversions[twice.channels.indexOf(channel)]).toBeCloseTo(2 * credit, 8);
        });
      }
    }), { numRuns: 30 });
  });

  test('one channel alone gets everything', () => {
    const got = fit(table([['only', 3, 30, 4]]));
    for (const credit of Object.values(got.credits)) expect(credit.conversions).toEqual([3]);
  });

  test('touches beyond the look-back do not count; conversions left without a touch are named as such', () => {
    const data: Table = { ...table([['a > b', 2, 20, 1], ['a', 5, 50, 1]]), rows: 2 };
    data.columns.ages = ['40 > 3', '40'];
    const got = fit(data, { lookback: 30 });
    expect(got.unattributed).toEqual({ conversions: 5, value: 50 });
    for (const credit of Object.values(got.credits)) expect(credit.conversions[got.channels.indexOf('b')]).toBe(2);
  });
});

describe.each(REFUSERS)('%s declines', (_, model) => {
  test.each<[string, Table, Options, string]>([
    ['no paths', table([]), {}, 'too-few-rows'],
    ['no conversion', table([['a > b', 0, 0, 9]]), {}, 'no-conversions'],
    ['empty paths', table([['', 3, 9, 0], [' > ', 1, 1, 0]]), {}, 'no-conversions'],
    ['a number that is none', table([['a', Number.NaN, 0, 9]]), {}, 'not-a-number'],
    ['a negative count', table([['a', 1, 1, -9]]), {}, 'negative'],
    ['a value without a conversion', table([['a', 0, 5, 1]]), {}, 'value-without-conversion'],
    ['a look-back without ages', table([['a', 1, 5, 1]]), { lookback: 30 }, 'ages-needed'],
    ['cents that are not whole', table([['a', 1, 5.5, 1]]), { whole: true }, 'not-whole'],
    ['ages that do not match', { rows: 1, columns: { ...table([['a > b', 1, 5, 1]]).columns, ages: ['3'] } }, {}, 'ages-do-not-match'],
  ])('%s', (_name, data, options, code) => {
    const got = model.fit(data, options, tools);
    expect(got.status === 'declined' && got.why.code).toBe(code);
  });
});

describe('credits and paths', () => {
  test('the largest remainder hands out whole units', () => {
    expect(apportion(10, [10 / 3, 10 / 3, 10 / 3])).toEqual([4, 3, 3]);
    expect(apportion(-1, [-2.5, 1.5])).toEqual([-2, 1]);
    expect(settle(Float64Array.of(0.1, 0.2, 0.3), 0.6000000000000001).reduce((a, b) => a + b, 0)).toBe(0.6000000000000001);
  });

  test('blanks around names and empty names do not count', () => {
    const got = splitPaths(['a>b >  a', ' > ', 'c']);
    expect(got.channels).toEqual(['a', 'b', 'c']);
    expect([...got.touches]).toEqual([0, 1, 0, 2]);
    expect([...got.offsets]).toEqual([0, 3, 3, 4]);
  });

  test.each([['rules', rules], ['markov', markov], ['shapley', shapley]] as [string, Model<unknown>][])('%s knows no value where none was given', (_, model) => {
    const { rows, columns: { value: _value, ...columns } } = markov.simulate({ paths: 300 }, tools);
    const fit = model.fit({ rows, columns }, {}, tools);
    if (fit.status !== 'fitted') throw new Error(fit.why.sentence);
    const got = model.predict(fit.value, { rows, columns }, {}, tools);
    const names = [...Object.keys(got.status === 'fitted' ? got.value.columns : {}), ...Object.keys(model.table?.(fit.value).columns ?? {})];
    expect(names).toContain('channel');
    expect(names.filter((name) => /value/.test(name))).toEqual([]);
    expect(model.summary(fit.value).map(({ text }) => text ?? '').join()).not.toContain('value');
  });

  test('path credits add up to each path', () => {
    const data = markov.simulate({ paths: 300 }, tools);
    const fits = [rules.fit(data, {}, tools), markov.fit(data, {}, tools), shapley.fit(data, {}, tools)];
    const tables = [rules, markov, shapley].map((model, k) => {
      const fit = fits[k];
      if (fit.status !== 'fitted') throw new Error(fit.why.sentence);
      const got = (model as Model<unknown>).predict(fit.value, data, {}, tools);
      if (got.status !== 'fitted') throw new Error(got.why.sentence);
      return got.value;
    });
    for (const got of tables) {
      for (const [name, credit] of Object.entries(got.columns)) {
        if (!name.endsWith('_conversions')) continue;
        const sums = new Map<number, number>();
        (got.columns.path as Float64Array).forEach((path, i) => sums.set(path, (sums.get(path) ?? 0) + Number(credit[i])));
        for (const [path, sum] of sums) expect(sum, name).toBeCloseTo((data.columns.conversions as Float64Array)[path - 1], 9);
      }
    }
  });
});
