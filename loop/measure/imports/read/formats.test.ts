import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { borrow } from '#tests/stores/open.ts';
import type { Source } from './bytes.ts';
import type { Row } from './cell.ts';
import type { ReadSettings } from './settings.ts';
import { guessReading, openTable } from './table.ts';
import { sheetsOf } from './xlsx.ts';
import { guardZip } from './zip-guard.ts';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'tributary-formats-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function put(content: string | Uint8Array): Promise<Source> {
  const path = join(folder, String(files += 1));
  await writeFile(path, content);
  return { path, bytes: (await stat(path)).size };
}
async function read(source: Source, given: Partial<ReadSettings> = {}): Promise<{ format: string; header: readonly string[]; rows: Row[]; share: number }> {
  const { read: settings } = await guessReading(source, given);
  const table = await openTable(source, settings);
  const rows: Row[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return { format: settings.format, header: table.header, rows, share: table.share() };
}

test('quotes, doubled quotes, line ends inside cells, quotes in the middle and blank lines are read as spreadsheets write them', async () => {
  const { header, rows } = await read(await put('\ufeffName, Note ,Name,\r\n"A ""b""","one\r\ntwo",7" mug,\r\n\r\n x ,"",y,\r\nlast,"z"'));
  expect(header).toEqual(['Name', 'Note', 'Name (2)', '#4']);
  expect(rows).toEqual([['A "b"', 'one\r\ntwo', '7" mug', ''], [], [' x ', '', 'y', ''], ['last', 'z']]);
});

test('a file is split the same wherever its pieces end', async () => {
  const { CsvSplitter } = await import('./csv.ts');
  const text = 'a,b\n"x ""y"", z",1\nü,"line\nbreak"\n3,"4"';
  const whole = [...new CsvSplitter({ delimiter: ',', newline: '\n' }).push(text, true)];
  expect(whole).toEqual([['a', 'b'], ['x "y", z', '1'], ['ü', 'line\nbreak'], ['3', '4']]);
  for (let size = 1; size < 9; size += 1) {
    const splitter = new CsvSplitter({ delimiter: ',', newline: '\n' });
    const rows: string[][] = [];
    for (let at = 0; at < text.length; at += size) rows.push(...splitter.push(text.slice(at, at + size), false));
    rows.push(...splitter.push('', true));
    expect(rows).toEqual(whole);
  }
});

test('old line ends, tabs and files without a header are recognised or can be said', async () => {
  expect((await read(await put('a;b\r1;2\r3;4\r'))).rows).toEqual([['1', '2'], ['3', '4']]);
  expect((await read(await put('a\tb\n1\t2,5\n'))).rows).toEqual([['1', '2,5']]);
  const bare = await read(await put('1,2\n3,4\n'), { header: false });
  expect([bare.header, bare.rows]).toEqual([['#1', '#2'], [['1', '2'], ['3', '4']]]);
});

test('JSON lines become columns, nested names included, and a line that is none is marked', async () => {
  const { format, header, rows } = await read(await put(gzipSync('{"event":"Open","at":1767225600,"user":{"id":7,"tags":["a"]}}\n{"event":"Click","extra":true}\nnot json\n')));
  expect(format).toBe('ndjson');
  expect(header).toEqual(['event', 'at', 'user.id', 'user.tags', 'extra']);
  expect(rows.slice(0, 2)).toEqual([['Open', 1_767_225_600, 7, '["a"]', null], ['Click', null, null, null, true]]);
  expect(rows[2]!.length).toBe(6);
});

test('a workbook is read sheet by sheet: wall-clock dates, formulas, rich text, empty cells and rows', async () => {
  const book = new exceljs.Workbook();
  book.addWorksheet('Notes').addRow(['nothing here']);
  const sheet = book.addWorksheet('订单');
  sheet.addRow(['订单号', '时间', '金额', '备注']);
  const dated = sheet.addRow(['T-1', new Date(Date.UTC(2026, 2, 1, 14, 5)), { formula: '1+1', result: 2 }, { richText: [{ text: '两' }, { text: '段' }] }]);
  dated.getCell(2).numFmt = 'yyyy-mm-dd hh:mm';
  sheet.addRow([]);
  sheet.addRow(['T-2', null, 1.5]);
  const source = await put(new Uint8Array(await book.xlsx.writeBuffer()));
  expect((await sheetsOf(source)).map(({ name }) => name)).toEqual(['Notes', '订单']);
  const { format, header, rows } = await read(source, { sheet: '订单' });
  expect(format).toBe('xlsx');
  expect(header).toEqual(['订单号', '时间', '金额', '备注']);
  expect(rows.map((row) => row.slice(0, 3))).toEqual([['T-1', '2026-03-01T14:05:00.000', 2], [], ['T-2', null, 1.5]]);
  expect(rows[0]![3]).toBe('两段');
});

test('a table is found below a title, below the line in which Excel names the delimiter, and on the sheet that has one', async () => {
  const titled = await guessReading(await put('Sales of January;;;\n\nOrder No;Date;SKU;Price\nA1;9.1.2011;x;1.234,50\n'));
  expect([titled.read.delimiter, titled.read.skip]).toEqual([';', 2]);
  expect((await read(await put('sep=;\r\nOrder No;Date;SKU;Price\r\nA1;9.1.2011;x;1,5\r\n'))).rows).toEqual([['A1', '9.1.2011', 'x', '1,5']]);
  expect((await guessReading(await put('Report\nfoo,bar,baz\n1,2,3\n'))).read.skip).toBe(1);
  expect((await guessReading(await put('foo,bar\n1,2\n'))).read.skip).toBe(0);
  const book = new exceljs.Workbook();
  book.addWorksheet('Cover');
  book.addWorksheet('Notes').addRow(['written by hand']);
  const sheet = book.addWorksheet('Orders');
  sheet.addRow(['January']);
  sheet.mergeCells('A1:D1');
  sheet.addRow([]);
  sheet.addRow(['Order ID', 'Order Date', 'SKU', 'Unit Price']);
  sheet.addRow(['A1', '2011-01-09', 'x', 1.5]);
  const source = await put(new Uint8Array(await book.xlsx.writeBuffer()));
  const { read: settings, sheets } = await guessReading(source);
  expect([sheets, settings.sheet, settings.skip]).toEqual([['Cover', 'Notes', 'Orders'], 'Orders', 2]);
  const table = await openTable(source, settings);
  expect([table.header, table.first]).toEqual([['Order ID', 'Order Date', 'SKU', 'Unit Price'], 4]);
  expect((await openTable(source, { ...settings, sheet: 'Notes', skip: 0 })).header).toEqual(['written by hand']);
});

test.each([
  ['%PDF-1.7\n1 0 obj', 'imports.other-format'], ['<html><table><tr><td>Order</td></tr></table>', 'imports.other-format'], ['<?xml version="1.0"?><a/>', 'imports.other-format'],
  ['[\n {"order":"A1"},\n {"order":"A2"}]', 'imports.other-format'], ['\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR', 'imports.no-text'], ['\u0000'.repeat(300), 'imports.no-text'],
])('%j is no table, and the person is told what to do', async (content, code) => {
  await expect(guessReading(await put(Buffer.from(content, 'latin1')))).rejects.toMatchObject({ code });
});

test('a workbook that unfolds to far more than it is, is refused before it is read, whatever sizes it declares', async () => {
  const name = Buffer.from('xl/sharedStrings.xml');
  const body = deflateRawSync(Buffer.alloc(8 << 20));
  const entry = (signature: number, central: boolean): Buffer => {
    const head = Buffer.alloc(central ? 46 : 30);
    head.writeUInt32LE(signature, 0);
    const at = central ? 2 : 0;
    head.writeUInt16LE(20, 4); head.writeUInt16LE(8, 8 + at); head.writeUInt32LE(body.length, 18 + at); head.writeUInt32LE(100, 22 + at); head.writeUInt16LE(name.length, 26 + at);
    return Buffer.concat([head, name]);
  };
  const local = Buffer.concat([entry(0x04034b50, false), body]);
  const central = entry(0x02014b50, true);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(1, 8); end.writeUInt16LE(1, 10); end.writeUInt32LE(central.length, 12); end.writeUInt32LE(local.length, 16);
  const source = await put(Buffer.concat([local, central, end]));
  await expect(guardZip(source.path, { total: 4 << 20, strings: 4 << 20, entries: 10 })).rejects.toMatchObject({ code: 'imports.bomb' });
  await expect(guardZip(source.path, { total: 16 << 20, strings: 16 << 20, entries: 10 })).resolves.toBeUndefined();
  await expect(guardZip((await put('PK\u0003\u0004 no zip at all')).path)).rejects.toMatchObject({ code: 'imports.unreadable' });
});

test('Parquet is read in slices with its times and numbers as they are', async () => {
  const { lent, giveBack } = await borrow();
  try {
    const query = `SELECT number AS id, concat('名', toString(number)) AS name, toDateTime64('2026-03-01 14:05:00', 3, 'UTC') AS at, toDate('2026-03-02') AS day, toDecimal64(number, 2) / 4 AS price, if(number % 2 = 0, NULL, number) AS odd FROM numbers(45000) FORMAT Parquet SETTINGS output_format_parquet_compression_method = 'snappy', output_format_parquet_row_group_size = 20000`;
    const { username, password, origin } = new URL(lent.clickhouseUrl);
    const answer = await fetch(`${origin}/`, { method: 'POST', body: query, headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` } });
    const { format, header, rows, share } = await read(await put(new Uint8Array(await answer.arrayBuffer())));
    expect([format, header, rows.length, share]).toEqual(['parquet', ['id', 'name', 'at', 'day', 'price', 'odd'], 45_000, 1]);
    expect(rows[40_001]).toEqual(['40001', '名40001', '2026-03-01T14:05:00.000Z', '2026-03-02', 10_000.25, '40001']);
    expect(rows[2]![5]).toBeNull();
  } finally {
    giveBack();
  }
});
