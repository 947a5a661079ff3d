import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { Readable } from 'node:stream';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import { nativeBlock, type Column } from './column.ts';
import { Dictionary } from './dictionary.ts';
import { LongNumbers, Numbers, OptionalNumbers } from './numbers.ts';
import { Texts } from './texts.ts';

let stores: TestStores;
let client: ClickHouseClient;
beforeAll(async () => {
  stores = await openTestStores();
  client = createClient({ url: stores.urls.clickhouseUrl });
});
afterAll(async () => {
  await client?.close();
  await stores?.stop();
});

const WORDS = 'u64 UInt64, u32 UInt32, kind Enum8(\'a\' = 1, \'b\' = 2), at DateTime64(3, \'UTC\'), many LowCardinality(String), text String, money Nullable(Int64)';
const fresh = () => ({
  u64: new LongNumbers('UInt64'), u32: new Numbers('UInt32', 4), kind: new Numbers('Enum8(\'a\' = 1, \'b\' = 2)', 1), at: new LongNumbers('DateTime64(3, \'UTC\')'), many: new Dictionary(),
  text: new Texts(), money: new OptionalNumbers('Nullable(Int64)'),
});
type Row = { u64: bigint; u32: number; kind: 'a' | 'b'; at: number; many: string; text: string; money: number | null };

function columnsOf(rows: readonly Row[]) {
  const to = fresh();
  for (const row of rows) {
    if (row.u64 < 1_000_000n) to.u64.addDecimal(String(row.u64));
    else to.u64.addWords(Number(row.u64 >> 32n), Number(row.u64 & 0xffffffffn));
    to.u32.add(row.u32);
    to.kind.add(row.kind === 'a' ? 1 : 2);
    to.at.add(row.at);
    to.many.add(row.many);
    to.text.add(row.text);
    to.money.add(row.money);
  }
  return to;
}

let tables = 0;
/** What the store says it was given, in the order of `u32`. */
async function throughStore(columns: Readonly<Record<string, Column>>, rows: number): Promise<unknown[]> {
  const table = `columns_${(tables += 1)}`;
  await stores.events.command(`CREATE TABLE ${table} (${WORDS}) ENGINE = MergeTree ORDER BY u32`);
  const { stream } = await client.exec({ query: `INSERT INTO ${table} (${Object.keys(columns).join(', ')}) FORMAT Native`, values: Readable.from([nativeBlock(rows, columns)], { objectMode: false }), clickhouse_settings: { wait_end_of_query: 1 } });
  stream.resume();
  await new Promise((resolve, reject) => { stream.once('end', resolve).once('error', reject); });
  return stores.events.rows(`SELECT toString(u64) AS u64, u32, kind, toFloat64(toUnixTimestamp64Milli(at)) AS at, many, text, toString(money) AS money FROM ${table} ORDER BY u32`);
}
const asRead = (rows: readonly Row[]): unknown[] => rows.map((row) => ({ ...row, u64: String(row.u64), money: row.money === null ? null : String(row.money) }));

const TEXTS = ['', 'a', 'é', '王', '\u{1f600}', '\0\t\n\\', 'x'.repeat(12), 'x'.repeat(13), 'ü'.repeat(12), 'y'.repeat(127), 'y'.repeat(128), '王'.repeat(43), '王'.repeat(5461), 'z'.repeat(16_383), 'z'.repeat(16_384), '王'.repeat(16_384)];
const row = (i: number, over: Partial<Row> = {}): Row => ({
  u64: BigInt(i) * 0x1_0000_0001n, u32: i, kind: i % 3 === 0 ? 'a' : 'b', at: 1_700_000_000_000 + i * 7919, many: `m${i % 5}`, text: TEXTS[i % TEXTS.length]!, money: i % 4 === 0 ? null : (i - 1000) * 12_345_678, ...over,
});

it('gives the store every value as it was, at the edges of widths and lengths', async () => {
  const rows = [
    ...TEXTS.map((text, i) => row(i, { text, many: text })),
    row(100, { u64: 0x7fffffffffffffffn, money: Number.MAX_SAFE_INTEGER, u32: 0xfffffffe }), row(101, { u64: 0xffffffffn, money: Number.MIN_SAFE_INTEGER, u32: 0xffffffff, at: 315_532_800_000 }),
  ];
  expect(await throughStore(columnsOf(rows), rows.length)).toEqual(asRead(rows));
});

it.each([256, 257, 65_536, 65_537])('names %d different texts by places that are wide enough', async (different) => {
  const rows = Array.from({ length: different + 3 }, (_, i) => row(i, { many: `m${i % different}`, text: '' }));
  expect(await throughStore(columnsOf(rows), rows.length)).toEqual(asRead(rows));
});

it('replaces what no text can be by the mark for it', async () => {
  const [read] = await throughStore(columnsOf([row(1, { text: 'x\ud800y, and long enough to be encoded', many: '\udfff' })]), 1);
  expect(read).toMatchObject({ text: 'x\ufffdy, and long enough to be encoded', many: '\ufffd' });
});

it('keeps of every column the rows that are wanted', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => row(i));
  const wanted = Uint8Array.from(rows, ({ u32 }) => (u32 % 7 === 2 || u32 > 2990 ? 1 : 0));
  const rest = Object.fromEntries(Object.entries(columnsOf(rows)).map(([name, column]) => [name, column.only(wanted)]));
  const left = rows.filter((_, i) => wanted[i] === 1);
  expect(await throughStore(rest, left.length)).toEqual(asRead(left));
});

it('holds nothing of before once emptied, and an empty block is one', async () => {
  const columns = columnsOf([row(1), row(2)]);
  for (const column of Object.values(columns)) column.empty();
  expect(await throughStore(columns, 0)).toEqual([]);
  columns.u64.add(9);
  columns.u32.add(9);
  columns.kind.add(1);
  columns.at.add(9);
  columns.many.add('m');
  columns.text.add('t');
  columns.money.add(null);
  expect(await throughStore(columns, 1)).toEqual([{ u64: '9', u32: 9, kind: 'a', at: 9, many: 'm', text: 't', money: null }]);
});
