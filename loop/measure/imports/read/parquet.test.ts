import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import type { Cell } from './cell.ts';
import { parquetTable } from './parquet.ts';

/** ClickHouse writes the files: another's hand than the one that reads them. */
let stores: TestStores;
let folder: string;
beforeAll(async () => {
  stores = await openTestStores();
  folder = await mkdtemp(join(tmpdir(), 'tributary-parquet-'));
});
afterAll(async () => {
  await stores.stop();
  await rm(folder, { recursive: true, force: true });
});

const ROWS = 2500;
/** A column of few texts is written through a dictionary; every seventh value is missing. */
const ORDERS = `
  SELECT concat('A', toString(number)) AS order, toLowCardinality(['DE', 'FR', '中国'][number % 3 + 1]) AS country, if(number % 7 = 0, NULL, concat('c', toString(number % 50))) AS customer,
    toDecimal64(number, 2) / 100 - 5 AS price, toInt32(number % 9) - 4 AS quantity, toFloat64(number) / 8 AS weight, number % 2 = 0 AS gift,
    toDate32('2026-01-01') + number % 400 AS day,
    toDateTime64('2026-01-01 10:00:00', 3, 'UTC') + number AS milliseconds, toDateTime64('2026-01-01 10:00:00.5', 6, 'UTC') + number AS microseconds, toDateTime64('2026-01-01 10:00:00.25', 9, 'UTC') + number AS nanoseconds
  FROM numbers(${ROWS})`;

async function read(path: string, bytes: number): Promise<{ header: readonly string[]; rows: (readonly Cell[])[] }> {
  const table = await parquetTable({ path, bytes });
  const rows: (readonly Cell[])[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  expect(table.share()).toBe(1);
  return { header: table.header, rows };
}

async function written(settings: string): Promise<{ header: readonly string[]; rows: (readonly Cell[])[] }> {
  const url = new URL(stores.urls.clickhouseUrl);
  const [database, authorization] = [url.pathname.slice(1), `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}`];
  const answer = await fetch(`${url.origin}/?database=${database}`, { method: 'POST', headers: { authorization }, body: `${ORDERS} FORMAT Parquet SETTINGS ${settings}` });
  if (!answer.ok) throw new Error(await answer.text());
  const bytes = Buffer.from(await answer.arrayBuffer());
  const path = join(folder, 'orders.parquet');
  await writeFile(path, bytes);
  return read(path, bytes.length);
}

it.each(['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4'])('a file packed with %s is read to the last row', async (method) => {
  const { header, rows } = await written(`output_format_parquet_compression_method = '${method}', output_format_parquet_row_group_size = 1000`);
  expect(header).toEqual(['order', 'country', 'customer', 'price', 'quantity', 'weight', 'gift', 'day', 'milliseconds', 'microseconds', 'nanoseconds']);
  expect(rows).toHaveLength(ROWS);
  const cells = (row: number): Record<string, Cell> => Object.fromEntries(header.map((name, index) => [name, rows[row]![index]!]));
  expect(cells(0)).toEqual({
    order: 'A0', country: 'DE', customer: null, price: -5, quantity: '-4', weight: 0, gift: 1, day: '2026-01-01',
    milliseconds: '2026-01-01T10:00:00.000Z', microseconds: '2026-01-01T10:00:00.500Z', nanoseconds: '2026-01-01T10:00:00.250Z',
  });
  expect(rows.map((_, row) => cells(row).price), 'a price has its cents and nothing more').toEqual(rows.map((_, row) => Number((row / 100 - 5).toFixed(2))));
  expect(cells(2498)).toEqual({
    order: 'A2498', country: '中国', customer: 'c48', price: 19.98, quantity: '1', weight: 312.25, gift: 1, day: '2026-04-09',
    milliseconds: '2026-01-01T10:41:38.000Z', microseconds: '2026-01-01T10:41:38.500Z', nanoseconds: '2026-01-01T10:41:38.250Z',
  });
});

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

it('times of Spark, in 96 bits, are instants', async () => {
  const { rows } = await read(fixture('int96_from_spark.parquet'), 495);
  expect(rows.slice(0, 3)).toEqual([['2024-01-01T20:34:56.123Z'], ['2024-01-01T01:00:00.000Z'], ['9999-12-31T03:00:00.000Z']]);
});

it('LZ4 in the frames of Hadoop is read too', async () => {
  const { header, rows } = await read(fixture('hadoop_lz4_compressed.parquet'), 702);
  expect([header, rows]).toEqual([['c0', 'c1', 'v11'], [['1593604800', 'abc', 42], ['1593604800', 'def', 7.7], ['1593604801', 'abc', 42.125], ['1593604801', 'def', 7.7]]]);
});
