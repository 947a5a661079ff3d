import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IdentifyItem } from '#customers/identity/said.ts';
import { personOf } from '#customers/identity/person.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import { Ingest } from './ingest.ts';
import { readWriteKeys } from './segment/queries.ts';
import { segmentRoutes } from './segment/routes.ts';
import { WriteKeys } from './segment/write-keys.ts';

const log = pino({ level: 'silent' });
let stores: TestStores;
let folder: string;
let ingest: Ingest;
let app: FastifyInstance;
let workspace: number;
let failures = 0;
/** By how many milliseconds the clock of the write keys goes ahead. */
let ahead = 0;
const facts: IdentifyItem[] = [];

const openIngest = (): Ingest => new Ingest({
  folder: join(folder, 'journal'), events: { url: stores.urls.clickhouseUrl }, log, clock: systemClock,
  identify: async (items) => {
    if (failures > 0) { failures -= 1; throw new Error('the database is away'); }
    facts.push(...items);
  },
});

beforeAll(async () => {
  stores = await openTestStores();
  folder = mkdtempSync(join(tmpdir(), 'tributary-ingest-'));
  const made = await stores.database.insertInto('workspace').values({ name: 'Shop', currency: 'EUR' }).returning('id').executeTakeFirstOrThrow();
  workspace = made.id;
  await stores.database.insertInto('write_key').values({ workspace, key: 'wk_live', name: 'site' }).execute();
  ingest = openIngest();
  app = Fastify();
  const writeKeys = new WriteKeys({ load: () => readWriteKeys(stores.database), clock: { now: () => new Date(Date.now() + ahead) }, log });
  await app.register(segmentRoutes, { append: (entry, events) => ingest.append(entry, events), writeKeys, clock: systemClock });
  await app.ready();
});
afterAll(async () => {
  await app?.close();
  await ingest?.stop(STOP_WITHIN);
  await stores?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const basic = `Basic ${Buffer.from('wk_live:').toString('base64')}`;
const post = (url: string, body: unknown, headers: Record<string, string> = {}) => app.inject({
  method: 'POST', url, headers: { authorization: basic, 'content-type': 'application/json', ...headers }, payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
});
const rows = <T>(what: string, where: string): Promise<T[]> => stores.events.rows<T>(`SELECT ${what} FROM events WHERE ${where}`);
const count = async (where: string): Promise<number> => (await rows<{ n: number }>('toUInt32(count()) AS n', where))[0]!.n;
/** What a stop waits for is not to be hurried here: whatever is left over would be drained again. */
const STOP_WITHIN = 60_000;

describe('an event that was acknowledged', () => {
  it('can be queried within a second, with everything that was worked out about it', async () => {
    let quickest = Number.POSITIVE_INFINITY;
    const until = performance.now() + 100_000;
    for (let i = 0; quickest >= 1000 && performance.now() < until; i += 1) {
      await post('/v1/track', { event: `Timed ${i}`, anonymousId: 'w' });
      const answered = performance.now();
      await expect.poll(() => count(`name = 'Timed ${i}'`), { interval: 20 }).toBe(1);
      quickest = Math.min(quickest, performance.now() - answered);
    }
    expect(quickest, 'ms; of several, for what else the machine does meanwhile is not ours').toBeLessThan(1000);
    const answer = await post('/v1/track', {
      event: 'Product Viewed', anonymousId: 'v-1', userId: 'u-1', messageId: 'm-1', properties: { sku: 'S\t1', note: 'line\nbreak \\ "quoted" 王' },
      context: { page: { url: 'https://shop.example/p/1?utm_source=news', title: 'Shoes', referrer: '' }, locale: 'en-GB', userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36' },
    });
    expect([answer.statusCode, answer.json()]).toEqual([200, { success: true }]);
    await expect.poll(() => count('name = \'Product Viewed\'')).toBe(1);
    const [row] = await rows<Record<string, unknown>>('*', 'name = \'Product Viewed\'');
    expect(row).toMatchObject({
      workspace, person: personOf({ kind: 'id', value: 'u-1' }), kind: 'track', visitor: 'v-1', user: 'u-1', url_host: 'shop.example', url_path: '/p/1', title: 'Shoes', source: 'news',
      device: 'desktop', browser: 'Chrome', system: 'Windows', language: 'en-GB', revenue: null, origin: 'http',
    });
    expect(JSON.parse(String(row!.properties))).toEqual({ sku: 'S\t1', note: 'line\nbreak \\ "quoted" 王' });
  });

  it('counts once however often it is sent, and again in another workspace', async () => {
    const event = { event: 'Twice', anonymousId: 'v-2', messageId: 'same' };
    await Promise.all([post('/v1/track', event), post('/v1/track', event), post('/v1/batch', { batch: [{ type: 'track', ...event }, { type: 'track', ...event }] })]);
    await ingest.record([{ ...own('Twice', 'same'), workspace: workspace + 1 }]);
    await expect.poll(() => count('name = \'Twice\'')).toBe(2);
    await post('/v1/track', event);
    await expect.poll(() => ingest.health(workspace).dropped.duplicate).toBeGreaterThanOrEqual(4);
    expect(await count('name = \'Twice\'')).toBe(2);
  });

  it('tells the customer base who is who, again when it could not listen', async () => {
    failures = 2;
    await post('/v1/identify', { userId: 'u-9', anonymousId: 'v-9', traits: { email: 'nine@example.com' } });
    await post('/v1/track', { event: 'After', userId: 'u-9', anonymousId: 'v-9' });
    await expect.poll(() => facts.filter((fact) => fact.identities.some(({ value }) => value === 'u-9')).length).toBe(2);
    expect(facts.find((fact) => fact.traits.email === 'nine@example.com')).toMatchObject({ workspace, source: 'http', identities: [{ kind: 'id', value: 'u-9' }, { kind: 'visitor', value: 'v-9' }] });
    expect(facts.some((fact) => fact.identities.some(({ value }) => value === 'v-2'))).toBe(false);
  });

  it('of our own keeps its customer and its delivery', async () => {
    await ingest.record([own('Email Opened', 'd:1')]);
    await expect.poll(() => count('name = \'Email Opened\'')).toBe(1);
    expect(await rows('person, delivery, origin, time', 'name = \'Email Opened\'')).toEqual([
      { person: personOf({ kind: 'customer', value: '77' }), delivery: '5', origin: 'delivery', time: '2026-01-02 03:04:05.000' },
    ]);
  });

  it('is neither lost nor doubled by a restart in between', async () => {
    for (let i = 0; i < 30; i += 1) await post('/v1/track', { event: 'Restarted', anonymousId: 'v-3', messageId: `r-${i}` });
    await ingest.stop(STOP_WITHIN);
    ingest = openIngest();
    for (let i = 0; i < 40; i += 1) await post('/v1/track', { event: 'Restarted', anonymousId: 'v-3', messageId: `r-${i}` });
    await expect.poll(() => count('name = \'Restarted\'')).toBe(40);
    await expect.poll(() => ingest.health(workspace)).toMatchObject({ accepted: 40, drained: 10, behindBytes: 0, dropped: { duplicate: 30 } });
  });
});

const own = (name: string, messageId: string): IncomingEvent => ({
  workspace, messageId, kind: 'track', name, anonymousId: null, userId: null, previousId: null, groupId: null, traits: {}, properties: { delivery: 5 }, context: { customer: 77 },
  timestamp: '2026-01-02T03:04:05.000Z', sentAt: null, receivedAt: new Date().toISOString(), origin: 'delivery',
});

describe('the Segment HTTP API', () => {
  it('takes every call, in long and in short', async () => {
    const calls: Record<string, object> = {
      identify: { traits: {} }, track: { event: 'Called' }, page: { name: 'Home' }, screen: { name: 'Home' }, group: { groupId: 'g' }, alias: { previousId: 'v-0', userId: 'u-0' },
    };
    for (const [call, more] of Object.entries(calls)) {
      for (const path of [call, call[0]!]) expect((await post(`/v1/${path}`, { anonymousId: 'caller', ...more })).statusCode).toBe(200);
    }
    await expect.poll(() => count('visitor = \'caller\'')).toBe(12);
    expect(await rows('kind, toUInt32(count()) AS n', 'visitor = \'caller\' GROUP BY kind ORDER BY kind')).toEqual(
      ['track', 'page', 'screen', 'identify', 'group', 'alias'].map((kind) => ({ kind, n: 2 })));
  });

  it('takes gzip, text/plain and the key in the body, as browsers\' beacons send it', async () => {
    const packed = gzipSync(JSON.stringify({ event: 'Packed', anonymousId: 'v-4' }));
    expect((await post('/v1/t', packed, { 'content-encoding': 'gzip' })).statusCode).toBe(200);
    const beacon = await app.inject({ method: 'POST', url: '/v1/t', headers: { 'content-type': 'text/plain;charset=UTF-8', origin: 'https://shop.example' }, payload: JSON.stringify({ event: 'Packed', anonymousId: 'v-4', writeKey: 'wk_live' }) });
    expect(beacon.statusCode).toBe(200);
    expect(beacon.headers['access-control-allow-origin']).toBe('*');
    await expect.poll(() => count('name = \'Packed\'')).toBe(2);
  });

  it('lets any site ask whether it may send', async () => {
    const answer = await app.inject({ method: 'OPTIONS', url: '/v1/t', headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' } });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['access-control-allow-headers']).toContain('authorization');
  });

  it.each([
    ['no JSON', '/v1/track', '{"event":', 400, 'ingest.malformed'],
    ['a list', '/v1/track', '[]', 400, 'ingest.malformed'],
    ['nobody', '/v1/track', { event: 'x' }, 400, 'ingest.malformed'],
    ['no event', '/v1/track', { anonymousId: 'v' }, 400, 'ingest.malformed'],
    ['no batch', '/v1/batch', { anonymousId: 'v' }, 400, 'ingest.malformed'],
    ['an event over 32 kB', '/v1/track', { event: 'x', anonymousId: 'v', properties: { a: 'a'.repeat(33_000) } }, 400, 'ingest.too-large'],
    ['a batch over 500 kB', '/v1/batch', { batch: [], pad: 'a'.repeat(520_000) }, 400, 'ingest.too-large'],
  ])('refuses %s and says why', async (_, url, body, status, code) => {
    const answer = await post(url, body);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ success: false, code, next: 'fix' });
  });

  it('does not unpack a small body into a huge one', async () => {
    const answer = await post('/v1/batch', gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' });
    expect(answer.json()).toMatchObject({ code: 'ingest.too-large' });
  });

  it('drops what cannot be used of a batch, keeps the rest, and counts both', async () => {
    const before = ingest.health(workspace).dropped;
    await post('/v1/batch', { sentAt: new Date().toISOString(), batch: [
      { type: 'track', event: 'Kept', anonymousId: 'v-5' }, { type: 'track', event: 'Nobody' }, { type: 'dance', anonymousId: 'v-5' }, 7, { type: 'track', event: 'n'.repeat(300), anonymousId: 'v-5' },
      { type: 'page', anonymousId: 'v-5', context: { userAgent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' } },
    ] });
    await expect.poll(() => count('name = \'Kept\'')).toBe(1);
    await expect.poll(() => ingest.health(workspace).dropped).toEqual({ ...before, malformed: before.malformed + 2, 'no identity': before['no identity'] + 1, name: before.name + 1, bot: before.bot + 1 });
  });

  it('refuses an unknown key, takes a new one and refuses a revoked one within two seconds', async () => {
    const wrong = await app.inject({ method: 'POST', url: '/v1/track', payload: JSON.stringify({ event: 'x', userId: 'u', writeKey: 'nope' }) });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'access.write-key']);
    await stores.database.insertInto('write_key').values({ workspace, key: 'wk_old', name: 'old' }).execute();
    const send = async (): Promise<number> => (await app.inject({ method: 'POST', url: '/v1/track', payload: JSON.stringify({ event: 'Old', userId: 'u', writeKey: 'wk_old' }) })).statusCode;
    ahead += 2000;
    expect(await send()).toBe(200);
    await stores.database.updateTable('write_key').set({ revoked_at: new Date() }).where('key', '=', 'wk_old').execute();
    ahead += 2000;
    expect(await send()).toBe(401);
  });
});

describe('orders', () => {
  const order = (event: string, properties: object, messageId?: string): Promise<unknown> => post('/v1/track', { event, userId: 'buyer', properties, ...(messageId ? { messageId } : {}) });
  const lines = (id: string): Promise<unknown[]> => stores.events.rows('SELECT kind, sku, toFloat64(quantity) AS quantity, toFloat64(amount) AS amount, currency FROM order_lines FINAL WHERE workspace = {workspace:UInt32} AND order_id = {id:String} ORDER BY kind, sku, amount', { workspace, id });

  it('become lines that a second telling does not change and a return takes back', async () => {
    const bought = { order_id: 'o-1', currency: 'EUR', revenue: 30, shipping: 4.9, products: [{ sku: 'A', name: 'Shoe', price: 10, quantity: 2 }, { sku: 'B', price: '10.00' }, { sku: 'B', price: 10 }] };
    await order('Order Completed', bought, 'client');
    await order('Order Completed', bought, 'server');
    const sale = [{ kind: 'sale', sku: 'A', quantity: 2, amount: 2000, currency: 'EUR' }, { kind: 'sale', sku: 'B', quantity: 1, amount: 1000, currency: 'EUR' }, { kind: 'sale', sku: 'B', quantity: 1, amount: 1000, currency: 'EUR' }];
    const fee = { kind: 'fee', sku: 'shipping', quantity: 1, amount: 490, currency: 'EUR' };
    await expect.poll(() => lines('o-1')).toEqual([...sale, fee]);
    for (const day of ['first', 'second']) await order('Order Refunded', { order_id: 'o-1', products: [{ sku: 'B', price: 10, quantity: 1 }] }, day);
    const back = { kind: 'return', sku: 'B', quantity: -1, amount: -1000, currency: 'EUR' };
    await expect.poll(() => lines('o-1')).toEqual([sale[0], sale[1], sale[2], back, back, fee]);
  });

  it('are taken back as a whole when it is not said what', async () => {
    await order('Order Completed', { order_id: 'o-2', total: 12.34 });
    await order('Order Cancelled', { order_id: 'o-2' });
    await expect.poll(() => lines('o-2')).toEqual([{ kind: 'sale', sku: '', quantity: 1, amount: 1234, currency: 'EUR' }, { kind: 'return', sku: '', quantity: -1, amount: -1234, currency: 'EUR' }]);
    expect(await rows('revenue, currency', 'order_id = \'o-2\' AND name = \'Order Completed\'')).toEqual([{ revenue: '1234', currency: 'EUR' }]);
  });
});
