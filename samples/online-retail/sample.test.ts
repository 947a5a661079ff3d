import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CUSTOMERS_TOPIC, copyCustomers } from '#customers/index.ts';
import { openOutbox } from '#platform/outbox/outbox.ts';
import type { Room } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';
import { openTestTools, type TestTools } from '#tests/customers/tools.ts';
import { ONLINE_RETAIL, loadSample } from '../load.ts';
import { DEMONSTRATION_WORDING } from './customers.ts';

const samples = fileURLToPath(new URL('..', import.meta.url));

/** Counted from the file itself, by nothing that the product uses. Money in pence. */
interface Sums { lines: number; total: number; months: Map<string, number>; customers: Set<string>; countries: Map<string, number>; returns: number; orders: Set<string> }

/** A line of the file: only descriptions are ever quoted, and nothing spans two lines. */
function cells(line: string): string[] {
  const out: string[] = [];
  for (const match of line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)) {
    if (match.index === line.length && out.length === 8) break;
    out.push(match[1]!.startsWith('"') ? match[1]!.slice(1, -1).replaceAll('""', '"') : match[1]!);
  }
  return out;
}

/** Pence of quantity × price by whole numbers: thousandths of a pound suffice for every price of the file. */
function pence(quantity: string, price: string): number {
  const mills = BigInt(quantity) * BigInt(Math.round(Number(price) * 1000));
  const size = mills < 0n ? -mills : mills;
  const units = Number((size + 5n) / 10n);
  return mills < 0n ? -units : units;
}

async function sumsOfTheFile(): Promise<Sums> {
  const sums: Sums = { lines: 0, total: 0, months: new Map(), customers: new Set(), countries: new Map(), returns: 0, orders: new Set() };
  let header = true;
  for await (const line of createInterface({ input: createReadStream(`${samples}/online-retail/orders.csv.gz`).pipe(createGunzip()) })) {
    if (header) { header = false; continue; }
    const [invoice = '', , , quantity = '', date = '', price = '', customer = '', country = ''] = cells(line);
    const amount = pence(quantity, price);
    sums.lines += 1;
    sums.total += amount;
    sums.months.set(date.slice(0, 7), (sums.months.get(date.slice(0, 7)) ?? 0) + amount);
    sums.countries.set(country, (sums.countries.get(country) ?? 0) + amount);
    if (customer) sums.customers.add(customer);
    if (Number(quantity) < 0) sums.returns += 1;
    if (invoice) sums.orders.add(invoice);
  }
  return sums;
}

let house: TestTools;
let room: Room;
let sums: Sums;
beforeAll(async () => {
  house = await openTestTools();
  const { seed } = ONLINE_RETAIL;
  const { id } = await house.tools.database.insertInto('workspace').values({ name: seed.name, currency: seed.currency, time_zone: seed.timeZone, today: seed.today, sample: seed.sample }).returning('id').executeTakeFirstOrThrow();
  room = await roomOf(house.tools, id);
  const shares: number[] = [];
  [sums] = await Promise.all([sumsOfTheFile(), loadSample(house.tools, ONLINE_RETAIL, id, samples, new AbortController().signal, (share) => shares.push(share))]);
  await openOutbox(house.tools, { [CUSTOMERS_TOPIC]: copyCustomers }).pump();
  expect(shares.at(-1)).toBe(1);
}, 600_000);
afterAll(async () => { await house.stop(); });

test('every line is kept once, and all of its money', async () => {
  const [kept] = await room.events.rows<{ lines: number; total: number; orders: number }>("SELECT toUInt32(count()) AS lines, toFloat64(sum(amount)) AS total, toUInt32(uniqExactIf(order_id, order_id != '')) AS orders FROM order_lines FINAL");
  expect(sums.lines).toBe(1_044_847);
  expect(kept).toEqual({ lines: sums.lines, total: sums.total, orders: sums.orders.size });
  const [first] = await room.db.selectFrom('import').select(['rows_read', 'rows_new', 'rows_same', 'rows_bad', 'rows_total']).orderBy('id').execute();
  expect(first).toEqual({ rows_read: sums.lines, rows_new: sums.lines, rows_same: 0, rows_bad: 0, rows_total: sums.lines });
});

test('revenue by month, in the time of London, is that of the file', async () => {
  const rows = await room.events.rows<{ month: string; amount: number }>("SELECT formatDateTime(toTimeZone(time, 'Europe/London'), '%Y-%m') AS month, toFloat64(sum(amount)) AS amount FROM order_lines FINAL GROUP BY month ORDER BY month");
  expect(rows.map(({ month, amount }) => [month, amount])).toEqual([...sums.months].sort(([a], [b]) => (a < b ? -1 : 1)));
});

test('every identified customer has one record, an address where no mail arrives, and an answer to the question of consent', async () => {
  expect(sums.customers.size).toBe(5942);
  const [kept] = await room.events.rows<{ customers: number; mail: number; agreed: number }>("SELECT toUInt32(count()) AS customers, toUInt32(sum(has_email)) AS mail, toUInt32(countIf(has(consent, 'email:marketing'))) AS agreed FROM customers FINAL");
  expect(kept).toMatchObject({ customers: 5942, mail: 5942 });
  expect(kept!.agreed / 5942).toBeGreaterThan(0.72);
  expect(kept!.agreed / 5942).toBeLessThan(0.78);
  const ids = await room.db.selectFrom('identity').select('value').where('kind', '=', 'id').execute();
  expect(new Set(ids.map(({ value }) => value))).toEqual(sums.customers);
  const addresses = await room.db.selectFrom('identity').select('value').where('kind', '=', 'email').execute();
  expect(addresses.every(({ value }) => value.endsWith('@customers.example'))).toBe(true);
  const consents = await room.db.selectFrom('consent').select(['wording', 'proof']).execute();
  expect(consents.length).toBe(5942);
  expect(consents.every(({ wording, proof }) => wording === DEMONSTRATION_WORDING && typeof proof === 'object' && proof !== null && 'demonstration' in proof)).toBe(true);
});

test('lines of a customer lead to that customer, and those of nobody to nobody', async () => {
  const [kept] = await room.events.rows<{ customers: number; orphans: number }>(
    'SELECT toUInt32(uniqExact(p.customer)) AS customers, toUInt32(countIf(l.person != 0 AND p.customer = 0)) AS orphans FROM order_lines AS l FINAL LEFT JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = l.person WHERE l.person != 0');
  expect(kept).toEqual({ customers: 5942, orphans: 0 });
});

test('countries are known by their codes, and what is no country stays as written', async () => {
  const rows = await room.events.rows<{ country: string; amount: number }>('SELECT country, toFloat64(sum(amount)) AS amount FROM order_lines FINAL GROUP BY country');
  const kept = new Map(rows.map(({ country, amount }) => [country, amount]));
  for (const [written, code] of [['United Kingdom', 'GB'], ['EIRE', 'IE'], ['USA', 'US'], ['RSA', 'ZA'], ['Germany', 'DE'], ['Channel Islands', 'Channel Islands'], ['Unspecified', 'Unspecified']] as const) expect([written, kept.get(code)]).toEqual([written, sums.countries.get(written)]);
  expect([...kept.keys()].filter((country) => !/^[A-Z]{2}$/.test(country)).sort()).toEqual(['Channel Islands', 'European Community', 'Unspecified', 'West Indies']);
});

test('fees and corrections stand apart from what was sold and sent back, and oddities are counted', async () => {
  const kinds = new Map((await room.events.rows<{ kind: string; lines: number }>('SELECT toString(kind) AS kind, toUInt32(count()) AS lines FROM order_lines FINAL GROUP BY kind')).map(({ kind, lines }) => [kind, lines]));
  expect([...kinds.values()].reduce((a, b) => a + b, 0)).toBe(sums.lines);
  expect(kinds.get('return')!).toBeLessThan(sums.returns);
  const codes = await room.events.rows<{ sku: string; kinds: string[] }>("SELECT sku, groupUniqArray(toString(kind)) AS kinds FROM order_lines FINAL WHERE sku IN ('POST', 'DOT', 'M', 'D', 'B', 'BANK CHARGES', 'AMAZONFEE') GROUP BY sku ORDER BY sku");
  expect(codes).toEqual([['AMAZONFEE', 'fee'], ['B', 'adjustment'], ['BANK CHARGES', 'fee'], ['D', 'adjustment'], ['DOT', 'fee'], ['M', 'adjustment'], ['POST', 'fee']].map(([sku, kind]) => ({ sku, kinds: [kind] })));
  const findings = new Map((await room.db.selectFrom('data_quality').select(['code', 'count']).execute()).map(({ code, count }) => [code, count]));
  for (const code of ['no-customer', 'return-without-order', 'zero-price', 'equal-line', 'unknown-country', 'stock-adjustment', 'odd-code']) expect([code, findings.get(code) ?? 0]).toEqual([code, expect.any(Number)]);
  expect(findings.get('equal-line')).toBeGreaterThan(1000);
});

test('loading it again changes nothing', async () => {
  await loadSample(house.tools, ONLINE_RETAIL, room.workspace.id, samples, new AbortController().signal);
  expect((await room.db.selectFrom('import').select('id').execute()).length).toBe(2);
});
