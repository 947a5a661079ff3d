import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { modelCards } from '#science/models/cards.gen.ts';
import type { Card, Column } from '#science/models/contract.ts';
import { addScience } from './science.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-science-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => { process.exitCode = undefined; });

interface Ran { out: string; err: string; code: number }

/** The command line as main.ts makes it, with the options of the whole that the science shares a name with. */
async function run(...words: string[]): Promise<Ran> {
  const program = new Command('tributary').option('--json').option('--data <folder>').exitOverride();
  addScience(program);
  let [out, err] = ['', ''];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => { out += String(text); return true; }),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => { err += String(text); return true; }),
  ];
  try {
    await program.parseAsync(['science', ...words], { from: 'user' });
  } catch (error) {
    err += error instanceof Error ? error.message : String(error);
    process.exitCode = 1;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { out, err, code };
}

function csv(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}

test('simulate, fit and predict pass files on to each other', async () => {
  expect(await run('simulate', 'bg-nbd', '--seed', '3', '--rows', '400', '--out', at('people.csv'))).toMatchObject({ code: 0 });
  expect(readFileSync(at('people.csv'), 'utf8').split('\n')[0]).toBe('frequency,recency,age');
  const fitted = await run('fit', 'bg-nbd', '--data', at('people.csv'), '--out', at('fit.json'));
  expect(fitted.code).toBe(0);
  expect(fitted.out).toContain('fitted to 400 rows (frequency, recency, age)');
  const { out } = await run('predict', 'bg-nbd', '--fit', at('fit.json'), '--data', at('people.csv'), '--option', 'horizon=10', '--json');
  const { rows } = JSON.parse(out) as { rows: { purchases: number }[] };
  expect(rows).toHaveLength(400);
  expect(rows.every(({ purchases }) => purchases >= 0 && purchases < 10)).toBe(true);
});

test('a file with a byte order mark, semicolons and other names is read by --map', async () => {
  const lines = readFileSync(at('people.csv'), 'utf8').replaceAll(',', ';').replace('frequency', 'orders, repeated');
  const { out } = await run('fit', 'bg-nbd', '--data', csv('mapped.csv', `\uFEFF${lines}`), '--map', 'frequency=orders, repeated', '--json');
  const plain = await run('fit', 'bg-nbd', '--data', at('people.csv'), '--json');
  expect(JSON.parse(out)).toEqual(JSON.parse(plain.out));
});

test('a prediction knows the headers of the fit\'s file again, and columns that nobody reads are named', async () => {
  const other = csv('other.csv', readFileSync(at('people.csv'), 'utf8').replace('frequency,recency,age', 'x,t_x,age').replaceAll('\n', ',1\n').replace('age,1', 'age,shop'));
  const fitted = await run('fit', 'bg-nbd', '--data', other, '--map', 'frequency=x', '--map', 'recency=t_x', '--out', at('other.json'));
  expect(fitted.out).toContain('Not read: shop');
  const { out } = await run('predict', 'bg-nbd', '--fit', at('other.json'), '--data', other, '--json');
  const plain = await run('predict', 'bg-nbd', '--fit', at('fit.json'), '--data', at('people.csv'), '--json');
  expect(JSON.parse(out)).toEqual(JSON.parse(plain.out));
});

test('the whole result comes as JSON with every figure unrounded, or as a CSV table', async () => {
  const paths = csv('paths.csv', 'path,conversions,value\na > b,1,10\nb > c > a,2,5\nc,1,1\n');
  const { out } = await run('fit', 'attribution-rules', '--data', paths, '--json', '--table', at('credits.csv'));
  const { fit, summary } = JSON.parse(out) as { fit: { credits: { linear: { conversions: number[] } } }; summary: { name: string; value?: number }[] };
  expect(fit.credits.linear.conversions.reduce((sum, credit) => sum + credit, 0)).toBeCloseTo(4, 12);
  expect(summary[0]).toEqual({ name: 'conversions', text: '4', value: 4 });
  const [head, first] = readFileSync(at('credits.csv'), 'utf8').split('\n');
  expect(head).toContain('channel,first_conversions,first_value,last_conversions');
  expect(first).toMatch(/^a,1,10,2,5,/);
  await run('fit', 'bg-nbd', '--data', at('people.csv'), '--table', at('lines.csv'));
  expect(readFileSync(at('lines.csv'), 'utf8')).toMatch(/^name,value,low,high,level,text\nr,0\.\d{9,}/);
});

test('a model that can do without data needs no file', async () => {
  const { out } = await run('fit', 'sample-size', '--option', 'baseline=0.1', '--option', 'effect=0.01', '--option', 'scale=absolute', '--json');
  expect(JSON.parse(out)).toMatchObject({ summary: [{}, { name: 'people in the control', value: 14313 }, {}] });
  expect((await run('fit', 'bg-nbd')).err).toBe('Name the CSV file with --data. It needs: frequency, recency, age.');
});

test('sums of an experiment can be adjusted by the period before, with the products in columns of their own', async () => {
  const sums = csv('sums.csv', 'arm,people,value,value_value,before,before_before,value_before\nA,3001,300,600,210,415,-20\nB,3000,222,555,120,405,-10\n');
  const { out } = await run('fit', 'fixed-horizon', '--data', sums, '--option', 'adjust=yes', '--json');
  // GrowthBook, packages/stats/tests/frequentist/test_tests.py (CUPED).
  expect((JSON.parse(out) as { fit: { differences: { estimate: number }[] } }).fit.differences[0]?.estimate).toBeCloseTo(-0.281707154, 8);
});

test('one sentence names the column, the row and the value that are wrong', async () => {
  const of = async (text: string, ...more: string[]): Promise<string> => {
    const { err, code } = await run('fit', 'bg-nbd', '--data', csv('wrong.csv', text), ...more);
    expect(code).toBe(1);
    return err;
  };
  expect(await of('frequency,recency,age\n1,2,3\n1,soon,3\n')).toBe(`${at('wrong.csv')}: row 2 of the column "recency" holds "soon", but a number is needed. Correct it or leave the row out.`);
  expect(await of('frequency,recency,age\n1.5,2,3\n')).toContain('row 1 of the column "frequency" holds "1.5", but a whole number of zero or more is needed.');
  expect(await of('frequency,recency,age\n1,,3\n')).toContain('row 1 of the column "recency" is empty');
  expect(await of('frequency,recency,years\n1,2,3\n')).toContain('The file has: frequency, recency, years. Name it with --map age=COLUMN.');
  expect(await of('frequency,recency,age\n1,2\n')).toContain('has 2 values for 3 columns');
  expect(await of('frequency,recency,age\n1,2,3\n', '--map', 'age=years')).toContain('has no column "years"');
  expect(await of('frequency,recency,age\n1,2,3\n', '--option', 'horizon=long')).toBe('The option "horizon" is "long", but a number is needed.');
  expect(await of('frequency,recency,age\n1,2,3\n', '--option', 'speed=1')).toContain('There is no option "speed". There are: horizon');
});

test('days are read as dates or numbers and written as dates', async () => {
  const value = (i: number): number => 100 + (i % 7) * 3 + (i * 37) % 5;
  const lines = (day: (i: number) => string): string => `time,value\n${Array.from({ length: 60 }, (_, i) => `${day(i)},${value(i)}`).join('\n')}\n`;
  const dates = csv('dates.csv', lines((i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)));
  const numbers = csv('numbers.csv', lines((i) => String(19723 + i)));
  const [one, other] = [await run('fit', 'forecast', '--data', dates, '--out', at('forecast.json'), '--json'), await run('fit', 'forecast', '--data', numbers, '--json')];
  expect((JSON.parse(one.out) as { summary: unknown }).summary).toEqual((JSON.parse(other.out) as { summary: unknown }).summary);
  const { out } = await run('predict', 'forecast', '--fit', at('forecast.json'), '--json');
  expect((JSON.parse(out) as { rows: { time: string }[] }).rows[0]?.time).toBe('2024-03-01');
  expect((await run('fit', 'forecast', '--data', csv('leap.csv', 'time,value\n2023-02-29,1\n'))).err).toContain('row 1 of the column "time" holds "2023-02-29"');
});

test('a model that declines says why and leaves with code 2', async () => {
  const few = csv('few.csv', 'frequency,recency,age\n1,2,3\n0,0,3\n');
  const told = await run('fit', 'bg-nbd', '--data', few);
  expect(told).toMatchObject({ code: 2, out: '' });
  expect(told.err).toContain('20');
  const { out, code } = await run('fit', 'bg-nbd', '--data', few, '--json');
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ model: 'bg-nbd', status: 'declined', sentence: told.err.trim() });
});

test('an unknown model and a fit of another one are named', async () => {
  expect((await run('fit', 'crystal-ball', '--data', at('people.csv'))).err).toContain('There is no model "crystal-ball".');
  expect((await run('predict', 'nbd', '--fit', at('fit.json'), '--data', at('people.csv'))).err).toContain('is a fit of the model "bg-nbd", not of "nbd"');
});

test('--help with a model tells its columns and options', async () => {
  const { out } = await run('fit', 'bg-nbd', '--help');
  expect(out).toContain('time from the first purchase to the last one');
  expect(out).toContain('(0.5 to 0.999)');
  expect((await run('simulate', 'bg-nbd', '--help')).out).toContain('customers to simulate');
  expect((await run('fit', '--help')).out).toContain('"science fit MODEL --help" tells the columns and options of a model');
});

test('list names every model and show its columns', async () => {
  const { out } = await run('list', '--json');
  expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual(modelCards.map(({ id }) => id));
  const screen = await run('list');
  for (const { id, columns } of modelCards) {
    expect(screen.out).toContain(id);
    const shown = await run('show', id);
    for (const { name } of columns) expect(shown.out).toContain(name);
  }
});

/** Smaller than the defaults where these take long. */
const SMALLER: Record<string, string[]> = {
  'media-mix': ['periods=60', 'channels=2'], forecast: ['periods=48'], 'seasonal-purchases': ['customers=600'], 'item-recommendation': ['customers=100'],
  'boosted-propensity': ['people=800'], 'logistic-propensity': ['people=1000'], uplift: ['people=3000'], 'association-rules': ['baskets=500'],
};

/** What nobody can know beforehand and the simulation implies. */
const TOLD: Record<string, string[]> = {
  'budget-allocation': ['total=1000000'], 'reach-frequency': ['universe=1000000'],
  'geo-synthetic-control': ['test_start=1970-03-02'], 'geo-time-based-regression': ['test_start=40', 'test_end=59'],
  'survey-weighting': ['targets=text_sex=woman=0.5,text_sex=man=0.5,text_age=young=0.3,text_age=older=0.7'],
};

function noNothing(key: string, value: unknown): unknown {
  if (value === null || value === 'NaN' || value === 'Infinity') throw new Error(`${key} is ${String(value)}`);
  return value;
}

function threeRows(columns: readonly Column[]): string {
  const names = columns.map(({ name, repeated }) => (repeated ? `${name}1` : name));
  return `${names.join(',')}\n${[1, 2, 3].map((row) => columns.map(({ kind }) => (kind === 'text' ? `row ${row}` : kind === 'flag' ? row % 2 : row)).join(',')).join('\n')}\n`;
}

test.each<Card>(modelCards)('$id fits its own simulation and predicts through files, and no number that is none appears', async ({ id, predictColumns }) => {
  const data = at(`${id}.csv`);
  const pairs = (name: string, list: string[] = []): string[] => list.flatMap((pair) => [name, pair]);
  expect(await run('simulate', id, '--seed', '1', '--out', data, ...pairs('--param', SMALLER[id]))).toMatchObject({ code: 0, err: '' });
  const { out, err, code } = await run('fit', id, '--data', data, '--out', at(`${id}.json`), '--json', ...pairs('--option', TOLD[id]));
  expect(err).toBe('');
  const answer = JSON.parse(out, noNothing) as { status: string; sentence?: string };
  expect(answer.status, answer.sentence).toBe('fitted');
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(at(`${id}.json`), 'utf8'))).toMatchObject({ model: id, status: 'fitted' });
  const askedFor = predictColumns?.length === 0 ? [] : ['--data', predictColumns ? csv(`${id}-next.csv`, threeRows(predictColumns)) : data];
  const next = await run('predict', id, '--fit', at(`${id}.json`), '--json', ...askedFor);
  expect([0, 2]).toContain(next.code);
  expect(Object.keys(JSON.parse(next.out, noNothing) as object)).toContain(next.code === 0 ? 'rows' : 'sentence');
});

test('Ctrl-C stops a fit, and no file is written', async () => {
  await run('simulate', 'media-mix', '--rows', '208', '--param', 'channels=6', '--out', at('weeks.csv'));
  const before = process.listeners('SIGINT');
  const fitting = run('fit', 'media-mix', '--data', at('weeks.csv'), '--out', at('stopped.json'));
  await expect.poll(() => process.listeners('SIGINT').length).toBeGreaterThan(before.length);
  for (const listener of process.listeners('SIGINT')) if (!before.includes(listener)) listener('SIGINT');
  expect(await fitting).toEqual({ out: '', err: 'Stopped; nothing was written.\n', code: 130 });
  expect(existsSync(at('stopped.json'))).toBe(false);
});
