import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Room } from '#platform/tools/tools.ts';
import { openTestTools, type TestTools } from '#tests/customers/tools.ts';
import { badRowsCsv } from './bad-rows.ts';
import { DECLARATIONS } from './fields/all.ts';
import { inspectFile, type Given } from './inspect.ts';
import { resumeImport, stopImport } from './queries.ts';
import { runImport } from './run.ts';
import { createImport, findUpload, keepUpload } from './start.ts';

let house: TestTools;
beforeAll(async () => { house = await openTestTools(); });
afterAll(async () => { await house.stop(); });

const put = async (room: Room, content: string | Buffer, name = 'file.csv') => findUpload(room, (await keepUpload(room, name, Readable.from([Buffer.from(content)]))).sha256);
const look = async (room: Room, content: string | Buffer, given: Given = {}, name?: string) => inspectFile(room, await put(room, content, name), given);
async function start(room: Room, content: string | Buffer, given: Given = {}, dryRun = false, name?: string): Promise<number> {
  const file = await put(room, content, name);
  return createImport(room, file, (await inspectFile(room, file, given)).plan, { dryRun, actor: 'test' });
}
const go = (room: Room, id: number, signal = new AbortController().signal) => runImport(house.tools, room.workspace.id, id, signal);
const counts = async (room: Room, id: number) => {
  const row = await room.db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row.rows_read).toBe(row.rows_new + row.rows_same + row.rows_bad);
  return { state: row.state, read: row.rows_read, fresh: row.rows_new, same: row.rows_same, bad: row.rows_bad };
};
async function take(room: Room, content: string | Buffer, given: Given = {}, dryRun = false, name?: string) {
  const id = await start(room, content, given, dryRun, name);
  await go(room, id);
  return { id, ...await counts(room, id) };
}
const lines = (room: Room) => room.events.rows<{ kind: string; lines: number; amount: number }>('SELECT toString(kind) AS kind, toUInt32(count()) AS lines, toFloat64(sum(amount)) AS amount FROM order_lines FINAL GROUP BY kind ORDER BY kind');
const badRows = (room: Room, id: number) => room.db.selectFrom('import_bad_row').select(['row', 'field', 'value', 'reason']).where('import', '=', id).orderBy('row').execute();

const ORDERS = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1001,A1,"Mug, ""blue""",2,2026-01-05 10:00,3.50,17,United Kingdom
1001,A1,"Mug, ""blue""",2,2026-01-05 10:00,3.50,17,United Kingdom
1001,POST,POSTAGE,1,2026-01-05 10:00,4.95,17,United Kingdom
C1002,A1,Mug,-1,2026-01-06 11:30,3.50,17,United Kingdom
1003,B2,Plate,3,2026-07-01 09:00,0.335,,France
1004,B2,Plate,many,2026-07-01 09:00,1,18,France
1005,B2,Plate,1,2026-13-01,1,18,France
A1006,B,Adjust bad debt,1,2026-07-02 09:00,-11.00,,United Kingdom
,B2,,-4,2026-07-03 09:00,0,,United Kingdom
`;

test('order lines are kept once, kinds are told apart, bad rows say why, and every count adds up', async () => {
  const room = await house.newRoom();
  const given: Given = { kind: 'orders' };
  expect(await take(room, ORDERS, given, true)).toMatchObject({ state: 'done', read: 9, fresh: 7, same: 0, bad: 2 });
  expect(await lines(room)).toEqual([]);
  const first = await take(room, ORDERS, given);
  expect(first).toMatchObject({ state: 'done', read: 9, fresh: 7, same: 0, bad: 2 });
  expect(await badRows(room, first.id)).toEqual([{ row: 7, field: 'quantity', value: 'many', reason: 'number' }, { row: 8, field: 'time', value: '2026-13-01', reason: 'time' }]);
  const kept = [{ kind: 'adjustment', lines: 2, amount: -1100 }, { kind: 'fee', lines: 1, amount: 495 }, { kind: 'return', lines: 1, amount: -350 }, { kind: 'sale', lines: 3, amount: 700 + 700 + 101 }];
  expect(await lines(room)).toEqual(kept);
  expect(await take(room, ORDERS, given)).toMatchObject({ read: 9, fresh: 0, same: 7, bad: 2 });
  expect(await lines(room)).toEqual(kept);
  const findings = await room.db.selectFrom('data_quality').select(['code', 'count']).orderBy('code').execute();
  expect(findings).toEqual(expect.arrayContaining([{ code: 'equal-line', count: 1 }, { code: 'stock-adjustment', count: 1 }, { code: 'no-customer', count: 3 }]));
  const [london] = await room.events.rows<{ time: string }>("SELECT toString(time) AS time FROM order_lines WHERE order_id = '1003'");
  expect(london!.time).toBe('2026-07-01 08:00:00');
  expect(await room.db.selectFrom('identity').select(['kind', 'value']).where('kind', '=', 'id').execute()).toEqual([{ kind: 'id', value: '17' }]);
});

test('bad rows bear the number that a spreadsheet shows, below a title and between blank rows, and a quote that never closes is told', async () => {
  const room = await house.newRoom();
  const file = 'Sales of January\n\nOrder ID,Date,SKU,Quantity,Price,Customer ID,Note\n="0012",2026-01-05,="007",1,2,="0815",\n\nA2,never,x,1,2,,\nA3,2026-01-05,x,1,2,,"two\nlines"\nA4,2026-01-05,"x,1,2\n';
  const taken = await take(room, file);
  expect(taken).toMatchObject({ state: 'done', read: 4, fresh: 2, bad: 2 });
  expect(await badRows(room, taken.id)).toEqual([{ row: 6, field: 'time', value: 'never', reason: 'time' }, { row: 8, field: '', value: 'A4,2026-01-05,"x,1,2', reason: 'quote' }]);
  expect((await look(room, file)).preview.map(({ row }) => row)).toEqual([4, 6, 7, 8]);
  expect(await room.events.rows("SELECT order_id, sku FROM order_lines ORDER BY order_id")).toEqual([{ order_id: '0012', sku: '007' }, { order_id: 'A3', sku: 'x' }]);
  expect(await room.db.selectFrom('identity').select('value').where('kind', '=', 'id').execute()).toEqual([{ value: '0815' }]);
});

test('characters that no store can keep cost a row at most, never the import', async () => {
  const room = await house.newRoom();
  const taken = await take(room, 'Email,Name,Colour\na@shop.example,Anna,gr\u0000ey\nb@shop.example,B\u0000o,red\nb\u0000@shop.example,Bea,red\n', { kind: 'customers' });
  expect(taken).toMatchObject({ state: 'done', read: 3, fresh: 1, bad: 2 });
  expect((await badRows(room, taken.id)).map(({ field, value }) => [field, value])).toEqual([['name', 'Bo'], ['email', 'b@shop.example']]);
  expect(await room.db.selectFrom('customer').select(['name', 'attributes']).execute()).toEqual([{ name: 'Anna', attributes: { Colour: 'grey' } }]);
});

test('an import that is stopped or killed goes on where it was: nothing lost, nothing doubled', async () => {
  const room = await house.newRoom();
  const rows = Array.from({ length: 60_000 }, (_, index) => `${Math.floor(index / 3)},P${index % 50},Thing,1,2026-02-0${1 + Math.floor(index / 10_000)} 10:00,1.00,${index % 900}`);
  const id = await start(room, ['Order ID,SKU,Product Name,Quantity,Order Date,Unit Price,Customer ID', ...rows].join('\n'), { kind: 'orders' });
  const running = go(room, id);
  for (let read = 0; read === 0;) ({ rows_read: read } = await room.db.selectFrom('import').select('rows_read').where('id', '=', id).executeTakeFirstOrThrow());
  await stopImport(house.tools.database, room.workspace.id, id);
  await running;
  const stopped = await counts(room, id);
  expect(stopped.state).toBe('stopped');
  expect(stopped.read).toBeLessThan(60_000);
  // A crash after the store took a part and before it was counted: the part is there, its count is not.
  await house.tools.database.updateTable('import').set({ rows_read: stopped.read - 25_000, rows_new: stopped.fresh - 25_000 }).where('workspace', '=', room.workspace.id).where('id', '=', id).execute();
  await resumeImport(house.tools.database, room.workspace.id, id);
  expect(await go(room, id, AbortSignal.abort()), 'told to let go, it says that it is not at the end').toBe(false);
  expect((await counts(room, id)).state).toBe('running');
  await Promise.all([go(room, id), go(room, id)]);
  expect(await counts(room, id)).toEqual({ state: 'done', read: 60_000, fresh: 60_000, same: 0, bad: 0 });
  expect(await lines(room)).toEqual([{ kind: 'sale', lines: 60_000, amount: 6_000_000 }]);
});

test.each(['utf-8', 'utf-16le', 'gb18030', 'big5'] as const)('a Chinese file in %s is read and understood without a word from the reader', async (encoding) => {
  const room = await house.newRoom({ currency: 'CNY', timeZone: 'Asia/Shanghai' });
  const text = encoding === 'big5'
    ? '訂單編號;商品名稱;數量;單價;下單時間;會員編號\r\nT-1;烏龍茶禮盒;2;1,280.50;2026/3/1 14:05;甲001\r\n'
    : '订单号;商品名称;数量;单价;下单时间;会员编号\r\nT-1;龙井茶礼盒;2;1,280.50;2026年3月1日 14:05;甲001\r\n';
  const content = gzipSync(iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' }));
  const seen = await look(room, content);
  expect(seen.plan).toMatchObject({ kind: 'orders', read: { encoding, delimiter: ';', gzip: true }, understanding: { decimal: '.' } });
  expect(seen.lacking).toEqual([]);
  expect(seen.preview[0]).toMatchObject({ row: 2, bad: null, understood: { order_id: 'T-1', quantity: 2, amount: 256_100, time: '2026-03-01T06:05:00.000Z', customer_id: '甲001' } });
});

test('continental numbers and day-first dates are guessed, and the guess can be changed', async () => {
  const room = await house.newRoom({ currency: 'EUR', timeZone: 'Europe/Berlin' });
  const text = 'Order ID\tDate\tSKU\tQty\tAmount\nE1\t03.04.2026 10:00\tX1\t1\t1.234,56\nE2\t25.04.2026\tX1\t1\t9,90\n';
  const seen = await look(room, text);
  expect(seen.plan).toMatchObject({ kind: 'orders', read: { delimiter: '\t' }, understanding: { decimal: ',', dateOrder: 'dmy' } });
  expect(seen.preview[0]!.understood).toMatchObject({ amount: 123_456, time: '2026-04-03T08:00:00.000Z' });
  const changed = await look(room, text, { understanding: { decimal: '.', dateOrder: 'mdy' } });
  expect(changed.preview.map(({ bad }) => bad?.field)).toEqual(['amount', 'time']);
});

test('customers bring consents with their proof, and only changes count as new', async () => {
  const room = await house.newRoom();
  const text = 'Email,Name,Phone,Accepts Marketing,City\nann@example.com,Ann,020 7946 0018,yes,York\nbob@example,Bob,,no,\nCAT@example.com,Cat,,no,Hull\nann@example.com,Ann,020 7946 0018,yes,York\n';
  const given: Given = { options: { wording: 'Send me the newsletter' } };
  expect(await take(room, text, given, true)).toMatchObject({ read: 4, fresh: 2, same: 1, bad: 1 });
  const { id, ...first } = await take(room, text, given);
  expect(first).toMatchObject({ read: 4, fresh: 2, same: 1, bad: 1 });
  expect(await badRows(room, id)).toEqual([{ row: 3, field: 'email', value: 'bob@example', reason: 'email' }]);
  expect(await take(room, text, given)).toMatchObject({ fresh: 0, same: 3, bad: 1 });
  const consents = await room.db.selectFrom('consent').select(['channel', 'state', 'wording', 'proof']).orderBy('id').execute();
  expect(consents).toMatchObject([{ channel: 'email', state: 'granted', wording: 'Send me the newsletter', proof: { row: 2 } }, { state: 'withdrawn' }]);
  expect(await room.db.selectFrom('customer').select(['name', 'attributes']).orderBy('id').execute()).toEqual([{ name: 'Ann', attributes: { City: 'York' } }, { name: 'Cat', attributes: { City: 'Hull' } }]);
});

test('an order is taken without a telephone that cannot be read, a customer too unless it is all there is', async () => {
  const room = await house.newRoom({ currency: 'CNY', timeZone: 'Asia/Shanghai' });
  const orders = 'Order ID,Date,SKU,Qty,Amount,Phone\n1,2026-01-01,A1,1,10,13800138000\n2,2026-01-01,A1,1,10,12\n';
  expect(await take(room, orders)).toMatchObject({ fresh: 2, bad: 0 });
  expect(await room.db.selectFrom('identity').select('value').where('kind', '=', 'phone').execute()).toEqual([{ value: '+8613800138000' }]);
  const { id, ...result } = await take(room, 'Email,Phone\na@example.com,12\n,34\n', { kind: 'customers' });
  expect(result).toMatchObject({ fresh: 1, bad: 1 });
  expect(await badRows(room, id)).toEqual([{ row: 3, field: 'phone', value: '34', reason: 'phone' }]);
  expect(await room.db.selectFrom('data_quality').select(['code', 'count']).where('code', '=', 'unreadable-contact').execute()).toEqual([{ code: 'unreadable-contact', count: 2 }]);
});

test('products and channel spend replace what was known and tell equal rows apart', async () => {
  const room = await house.newRoom();
  const products = 'SKU,Name,Price,Colour\nA,Mug,3.50,blue\nB,Plate,-1,red\n';
  expect(await take(room, products, { kind: 'products' })).toMatchObject({ fresh: 1, same: 0, bad: 1 });
  expect(await take(room, products.replace('3.50', '4.00'), { kind: 'products' })).toMatchObject({ fresh: 1, same: 0, bad: 1 });
  expect(await room.db.selectFrom('product').select(['sku', 'price', 'attributes']).execute()).toEqual([{ sku: 'A', price: 400, attributes: { Colour: 'blue' } }]);
  const spend = '日期,渠道,花费,展现量\n2026-01-01,微信,100.5,1000\n2026-01-01,微信,100.5,1000\n2026-01-02,微信,-1,\n';
  expect(await take(room, spend)).toMatchObject({ read: 3, fresh: 2, same: 0, bad: 1 });
  expect(await take(room, spend)).toMatchObject({ fresh: 0, same: 2, bad: 1 });
  const [second] = spend.matchAll(/微信,100.5,1000\n(?=2026-01-02)/g);
  const corrected = `${spend.slice(0, second!.index)}微信,80,1000\n2026-01-02,微信,7,\n`;
  expect(await take(room, corrected)).toMatchObject({ fresh: 2, same: 1, bad: 0 });
  expect(await room.db.selectFrom('spend').select(['occurrence', 'amount']).orderBy('day').orderBy('occurrence').execute()).toEqual([{ occurrence: 0, amount: 10_050 }, { occurrence: 1, amount: 8000 }, { occurrence: 0, amount: 700 }]);
});

test('bad rows are handed out in the reader\'s language, and no cell of them is a formula', async () => {
  const room = await house.newRoom();
  const { id } = await take(room, 'Email,Name\n"=HYPERLINK(""http://x"")",Eve\n', { kind: 'customers' });
  let csv = '';
  for await (const piece of badRowsCsv(room, id, DECLARATIONS.customers, 'zh-Hant')) csv += String(piece);
  expect(csv).toBe('\ufeff列號,欄位,值,原因\r\n2,電子郵件,"\'=HYPERLINK(""http://x"")",不是電子郵件地址\r\n');
});

test('a quote that is never closed costs one row and not the rest of the file', async () => {
  const room = await house.newRoom();
  const rows = Array.from({ length: 12_000 }, (_, index) => `u${index}@example.com,Name ${index} ${'and more text to fill the row '.repeat(4)}`);
  rows[5] = 'broken@example.com,"never closed';
  const { id, ...result } = await take(room, `Email,Name\n${rows.join('\n')}\n`, { kind: 'customers' }, true);
  expect(result).toMatchObject({ read: 12_000, bad: 1 });
  expect(await badRows(room, id)).toMatchObject([{ row: 7, reason: 'quote' }]);
});

test('files that are no tables are refused with a sentence', async () => {
  const room = await house.newRoom();
  await expect(look(room, '')).rejects.toMatchObject({ code: 'imports.empty' });
  await expect(look(room, Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({ code: 'imports.old-workbook' });
  const cut = gzipSync(Array.from({ length: 20_000 }, (_, index) => `u${index}@example.com\n`).join('').replace(/^/, 'Email\n')).subarray(0, 40_000);
  const { id, state } = await take(room, cut);
  expect(state).toBe('failed');
  expect((await room.db.selectFrom('import').select('error').where('id', '=', id).executeTakeFirstOrThrow()).error).toMatchObject({ code: 'imports.unreadable' });
  const other = await house.newRoom();
  const mine = await put(room, 'a,b\n1,2\n');
  await expect(findUpload(other, mine.sha256)).rejects.toMatchObject({ code: 'imports.no-file' });
});
