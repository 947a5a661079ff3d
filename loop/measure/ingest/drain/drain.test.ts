import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { joined } from '#customers/identity/person.ts';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import { Journal } from '../journal/journal.ts';
import type { Position } from '../journal/segments.ts';
import { SEGMENT_REQUEST } from '../segment/calls.ts';
import type { RowBatch } from './batch.ts';
import { Drain, type Projector } from './drain.ts';
import { openEventTable, type EventTable } from './queries.ts';
import { countsOf, type Tally } from './tally.ts';

const log = pino({ level: 'silent' });
let stores: TestStores;
let table: EventTable;
let folder: string;
let journal: Journal;
let workspace = 0;
let tally: Tally;
let learned: string[];
let asked: number;

beforeAll(async () => {
  stores = await openTestStores();
  table = openEventTable({ url: stores.urls.clickhouseUrl });
});
afterAll(async () => {
  await table?.close();
  await stores?.stop();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-drain-'));
  journal = new Journal({ folder, log, salt: () => 1 });
  workspace += 1;
  learned = [];
  asked = 0;
});
afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const projector: Projector = { name: 'test', wants: () => true, project: async (drafts) => { learned.push(...drafts.map(({ incoming }) => incoming.messageId)); } };
const counted = (): EventTable => ({ ...table, stored: (rows) => { asked += 1; return table.stored(rows); } });
const NOW = Date.now();
const iso = (ms: number): string => new Date(ms).toISOString();

interface Times { received?: number; at?: number; sent?: number | null }
/** One batch of events that happened at `at`. */
const send = (ids: readonly string[], { received = NOW, at = received - 100, sent = received }: Times = {}): Promise<void> => journal.append({
  format: SEGMENT_REQUEST, call: 0, workspace, received, about: '{}',
  body: Buffer.from(JSON.stringify({ ...(sent === null ? {} : { sentAt: iso(sent) }), batch: ids.map((messageId) => ({ type: 'track', event: 'E', messageId, anonymousId: `v${messageId.length}`, timestamp: iso(at) })) })),
});

async function drainAll(using: EventTable, from: Position = journal.drained, sizes = {}): Promise<void> {
  const drain = new Drain({ folder, from, durable: journal.durable, table: using, projectors: [projector], log, sizes: { pause: 5, ...sizes }, drained: (position, counts) => { journal.drainedTo(position); tally = counts; } });
  drain.start();
  await drain.stop(60_000);
}
const stored = async (): Promise<number[]> => (await stores.events.rows<{ n: number }>(`SELECT toUInt32(count()) AS n FROM events WHERE workspace = ${workspace} GROUP BY event_id`)).map(({ n }) => n);

it('stores a batch once when the answer to its insert was lost', async () => {
  let tries = 0;
  const forgetful: EventTable = { ...table, async insert(rows) { await table.insert(rows); tries += 1; if (tries === 1) throw new Error('the connection broke'); } };
  await send(['a', 'b', 'c']);
  await drainAll(forgetful);
  expect(await stored()).toEqual([1, 1, 1]);
  expect(tries).toBe(1);
  expect(learned).toEqual(['a', 'b', 'c']);
});

it('stores only the rest when an insert was stored in part', async () => {
  let tries = 0;
  const partial: EventTable = { ...table, async insert(rows) { tries += 1; await table.insert(tries === 1 ? rows.without(new Set(rows.keys().slice(2).map((key) => joined(key.event_id)))) : rows); if (tries === 1) throw new Error('the engine died'); } };
  await send(['a', 'b', 'c', 'd', 'e']);
  await drainAll(partial);
  expect(await stored()).toEqual([1, 1, 1, 1, 1]);
  expect(tries).toBe(2);
});

it('stores nothing twice but tells the projectors again when a crash came before the position was saved', async () => {
  await send(['a', 'b']);
  const from = journal.drained;
  await drainAll(table, from);
  await send(['c']);
  await drainAll(table, from);
  expect(await stored()).toEqual([1, 1, 1]);
  expect(countsOf(tally, workspace)).toMatchObject({ drained: 1, dropped: { duplicate: 2 } });
  expect(learned).toEqual(['a', 'b', 'a', 'b', 'c']);
});

it('asks the store only about events that its memory cannot know', async () => {
  const many = Array.from({ length: 400 }, (_, i) => `m-${i}`);
  for (let i = 0; i < 400; i += 20) await send(many.slice(i, i + 20), { received: NOW + i * 1000 });
  const last = NOW + 400_000;
  // The memory holds 100 to 200 ids, so of the first ones only the store knows.
  await drainAll(counted(), journal.drained, { window: 200, batch: 2000 });
  expect(asked).toBe(0);
  await send(['m-399', 'new'], { received: last, at: last - 100 });
  await send(['m-5', 'late'], { received: last, at: NOW });
  await send(['m-6'], { received: last, at: last - 100, sent: null });
  await drainAll(counted(), journal.drained, { window: 200 });
  expect(asked).toBeGreaterThan(0);
  const counts = await stored();
  expect(counts.length).toBe(402);
  expect(Math.max(...counts)).toBe(1);
});

it('asks about a request that came again with the same bytes, and not about events that were sent as they happened', async () => {
  // Later than all that other tests have stored: what the drain remembers at its start is of every workspace.
  const base = NOW + 1_000_000;
  for (let i = 0; i < 400; i += 20) await send(Array.from({ length: 20 }, (_, k) => `r-${i + k}`), { received: base + i * 1000 });
  const last = base + 400_000;
  await drainAll(counted(), journal.drained, { window: 200, batch: 2000 });
  await send(['at once'], { received: last, at: last, sent: last });
  await send(['at once 2'], { received: last + 3000, at: last + 3000, sent: last + 3000 });
  await drainAll(counted(), journal.drained, { window: 200 });
  expect(asked).toBe(0);
  await send(['r-7'], { received: last + 3000, at: base - 100, sent: base });
  await drainAll(counted(), journal.drained, { window: 200 });
  const counts = await stored();
  expect(counts.length).toBe(402);
  expect(Math.max(...counts)).toBe(1);
});

it('leaves out a record that it cannot understand, and goes on', async () => {
  await journal.append({ format: SEGMENT_REQUEST, call: 0, workspace, received: NOW, about: '{}', body: Buffer.from('{broken') });
  await journal.append({ format: 99, call: 77, workspace, received: NOW, about: '', body: Buffer.from('') });
  await send(['a']);
  await drainAll(table);
  expect(await stored()).toEqual([1]);
  expect(countsOf(tally, workspace).dropped.malformed).toBe(2);
});

it('ends in time while the store is away, and stores everything when it is back', async () => {
  await send(['a', 'b']);
  const away: EventTable = { ...table, insert: () => Promise.reject(new Error('away')) };
  const drain = new Drain({ folder, from: journal.drained, durable: journal.durable, table: away, projectors: [], log, drained: () => undefined });
  drain.start();
  const began = performance.now();
  await drain.stop(300);
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(await stored()).toEqual([]);
  await drainAll(table);
  expect(await stored()).toEqual([1, 1]);
});

it('stores what hostile senders write as they wrote it', async () => {
  const texts = ['\t\n\r\0\\N\b\f', '\\N', '王\u{1f600}', 'x\ud800y', '\u0000', '\'"`;--', '1e999', ' '.repeat(50)];
  await journal.append({ format: SEGMENT_REQUEST, call: 0, workspace, received: NOW, about: '{}', body: Buffer.from(JSON.stringify({ batch: texts.map((text, i) => ({
    type: 'page', name: text, messageId: `h${i}`, anonymousId: `v${text}`, properties: { text, url: `https://a.example/${text}`, title: text }, context: { locale: text, campaign: { name: text, source: text, medium: text }, userAgent: `Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0 ${text}` } })) })) });
  await drainAll(table);
  const rows = await stores.events.rows<{ name: string; title: string; properties: string }>(`SELECT name, title, properties FROM events WHERE workspace = ${workspace} ORDER BY name`);
  const wanted = texts.map((text) => text.replace('\ud800', '\ufffd'));
  expect(rows.map((row) => row.name).sort()).toEqual([...wanted].sort());
  expect(rows.map((row) => row.title).sort()).toEqual([...wanted].sort());
  for (const row of rows) expect(texts).toContain(JSON.parse(row.properties).text);
});

/** A table whose inserts wait at a gate, and the drain that uses it. */
function gated(answer: (tries: number, rows: RowBatch) => Promise<void> = (_, rows) => table.insert(rows)) {
  const sizes: number[] = [];
  const positions: Position[] = [];
  let [open, running, most, wanted] = [() => undefined as void, 0, 0, 0];
  const gate = new Promise<void>((resolve) => { open = resolve; });
  const waiting: EventTable = { ...table, async insert(rows) {
    sizes.push(rows.rows);
    most = Math.max(most, (running += 1));
    await gate;
    await answer(sizes.length, rows).finally(() => { running -= 1; });
  } };
  const listening: Projector = { ...projector, wants: () => { wanted += 1; return true; } };
  const drain = new Drain({ folder, from: journal.drained, durable: journal.durable, table: waiting, projectors: [listening], log, sizes: { pause: 5 }, drained: (position, counts) => { journal.drainedTo(position); positions.push(position); tally = counts; } });
  drain.start();
  return { drain, open, sizes, positions, most: () => most, wanted: () => wanted };
}

it('works through what comes in while the store is busy, and hands it over afterwards, in order', async () => {
  await send(['first']);
  const { drain, open, sizes, positions, most, wanted } = gated();
  await expect.poll(() => sizes).toEqual([1]);
  const later = Array.from({ length: 30 }, (_, i) => `later-${i}`);
  for (const id of later) await send([id]);
  await expect.poll(wanted).toBe(31);
  expect([positions, learned, await stored()]).toEqual([[], [], []]);
  open();
  await drain.stop(60_000);
  expect([sizes, most()]).toEqual([[1, 30], 1]);
  expect(learned).toEqual(['first', ...later]);
  expect(positions).toHaveLength(2);
  expect(positions[1]).toEqual(journal.durable.get());
  expect(await stored()).toEqual(Array(31).fill(1));
});

it('counts an event once that is in the load whose insert failed and in the one that waits behind it', async () => {
  await send(['a', 'b']);
  const { drain, open, sizes, wanted } = gated((tries, rows) => (tries === 1 ? Promise.reject(new Error('the store was away')) : table.insert(rows)));
  await expect.poll(() => sizes).toEqual([2]);
  await send(['b', 'c']);
  await expect.poll(wanted).toBe(3);
  open();
  await drain.stop(60_000);
  expect(sizes).toEqual([2, 2, 1]);
  expect(await stored()).toEqual([1, 1, 1]);
  expect(learned).toEqual(['a', 'b', 'c']);
  expect(countsOf(tally, workspace)).toMatchObject({ drained: 3, dropped: { duplicate: 1 } });
});

it('leaves both loads in the journal when it has to end between storing one and knowing it, and stores each event once later', async () => {
  await send(['a', 'b']);
  const { drain, open, sizes, positions, wanted } = gated(async (_, rows) => { await table.insert(rows); throw new Error('the connection broke'); });
  await expect.poll(() => sizes).toEqual([2]);
  await send(['c']);
  await expect.poll(wanted).toBe(3);
  const stopping = drain.stop(0);
  open();
  await stopping;
  expect([positions, learned]).toEqual([[], []]);
  await drainAll(table);
  expect(await stored()).toEqual([1, 1, 1]);
  expect(learned).toEqual(['a', 'b', 'c']);
});
