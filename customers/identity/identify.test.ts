import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOutbox } from '#platform/outbox/outbox.ts';
import type { Room } from '#platform/tools/tools.ts';
import { openTestTools, type TestTools } from '#tests/customers/tools.ts';
import { CUSTOMERS_TOPIC, announceCustomers, copyCustomers, identify, inForce, personOf, recordConsents } from '../index.ts';
import { undoMerge } from './merge.ts';
import { lockIdentities } from './queries.ts';
import type { IdentifyItem } from './said.ts';

let house: TestTools;
beforeAll(async () => { house = await openTestTools(); });
afterAll(async () => { await house.stop(); });

const at = new Date('2026-01-01T00:00:00Z');
const item = (room: Room, identities: string[], traits: IdentifyItem['traits'] = {}, when = at): IdentifyItem => ({
  workspace: room.workspace.id, traits, at: when, source: 'test',
  identities: identities.map((text) => ({ kind: text.slice(0, text.indexOf(':')) as 'id', value: text.slice(text.indexOf(':') + 1) })),
});
const ids = async (items: IdentifyItem[]): Promise<(number | null)[]> => (await identify(house.tools, items)).map(({ customer }) => customer);
const rowOf = (room: Room, id: number) => room.db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const suspected = (room: Room) => room.db.selectFrom('suspected_duplicate').select(['first', 'second', 'kind', 'value']).execute();
const pump = () => openOutbox(house.tools, { [CUSTOMERS_TOPIC]: copyCustomers }).pump();
const customerOf = async (room: Room, identity: string): Promise<string | undefined> => {
  const [kind, value] = identity.split(/:(.*)/) as ['id', string];
  const rows = await room.events.rows<{ customer: string }>('SELECT toString(customer) AS customer FROM persons FINAL WHERE person = {person:UInt64}', { person: personOf({ kind, value }) });
  return rows[0]?.customer;
};

test('an anonymous visitor makes no record, and joins the customer once identified', async () => {
  const room = await house.newRoom();
  expect(await identify(house.tools, [item(room, ['visitor:v1'])])).toEqual([{ customer: null, change: 'none' }]);
  const [customer] = await ids([item(room, ['visitor:v1'], { email: ' Ann@Example.COM ' })]);
  expect(await ids([item(room, ['visitor:v1']), item(room, ['email:ann@example.com'])])).toEqual([customer, customer]);
  expect((await rowOf(room, customer!)).email).toBe('ann@example.com');
});

test('what no store can keep is left out of what is said, and an identity of nothing else is none', async () => {
  const room = await house.newRoom();
  const [nul, half, cut] = await identify(house.tools, [
    item(room, ['id:a\u0000', 'email:nul@shop.example'], { name: 'An\u0000na', 'k\u0000ey': ['x\u0000'] }), item(room, ['id:\ud83c'], {}), item(room, ['id:cut'], { name: `${'x'.repeat(199)}🍵` }),
  ]);
  expect(await rowOf(room, nul!.customer!)).toMatchObject({ name: 'Anna', attributes: { key: ['x'] } });
  expect(half).toEqual({ customer: null, change: 'none' });
  expect((await rowOf(room, cut!.customer!)).name).toBe('x'.repeat(199));
  expect(await room.db.selectFrom('identity').select('value').where('kind', '!=', 'customer').orderBy('value').execute()).toEqual([{ value: 'a' }, { value: 'cut' }, { value: 'nul@shop.example' }]);
});

test('the same batch twice changes nothing and wakes no outbox', async () => {
  const room = await house.newRoom();
  const batch = [item(room, ['id:7'], { name: 'Bo', phone: '020 7946 0018', colour: 'red' }), item(room, ['id:8', 'email:x@y.zz'], { address: { country: 'GB' } })];
  expect((await identify(house.tools, batch)).map(({ change }) => change)).toEqual(['created', 'created']);
  await pump();
  expect((await identify(house.tools, batch)).map(({ change }) => change)).toEqual(['same', 'same']);
  expect(await pump()).toBe(0);
  const [seven] = await ids([item(room, ['phone:+442079460018'])]);
  expect(await rowOf(room, seven!)).toMatchObject({ name: 'Bo', phone: '+442079460018', attributes: { colour: 'red' } });
});

test('two records that turn out to be one person are merged, and events of both lead to the kept one', async () => {
  const room = await house.newRoom();
  const [web, shop] = await ids([item(room, ['email:k@example.com', 'visitor:w'], { name: 'Kit' }), item(room, ['id:900'])]);
  expect(web).not.toBe(shop);
  expect(await ids([item(room, ['id:900'], { email: 'k@example.com' })])).toEqual([shop]);
  await pump();
  for (const identity of ['visitor:w', 'email:k@example.com', 'id:900', `customer:${web}`]) expect(await customerOf(room, identity)).toBe(String(shop));
  expect(await rowOf(room, shop!)).toMatchObject({ name: 'Kit', email: 'k@example.com' });
  expect((await rowOf(room, web!)).merged_into).toBe(shop);
  const live = await room.events.rows<{ customer: string }>('SELECT toString(customer) AS customer FROM customers FINAL');
  expect(live.map(({ customer }) => customer)).toEqual([String(shop)]);
});

test('records with different own numbers are never merged, only suspected', async () => {
  const room = await house.newRoom();
  const [one, two] = await ids([item(room, ['id:1', 'email:shared@example.com']), item(room, ['id:2'], { email: 'shared@example.com' })]);
  expect(one).not.toBe(two);
  expect(await suspected(room)).toEqual([{ first: Math.min(one!, two!), second: Math.max(one!, two!), kind: 'email', value: 'shared@example.com' }]);
  expect(await ids([item(room, ['email:shared@example.com'])])).toEqual([one]);
  const [again] = await ids([item(room, ['id:2', 'visitor:v'], { email: 'shared@example.com' })]);
  expect(again).toBe(two);
});

test('a shared computer joins nobody who signed in under another address', async () => {
  const room = await house.newRoom();
  const [mother, son] = await ids([item(room, ['visitor:pc', 'email:mother@example.com']), item(room, ['visitor:pc', 'email:son@example.com'])]);
  expect(mother).not.toBe(son);
  expect(await suspected(room)).toMatchObject([{ kind: 'visitor', value: 'pc' }]);
});

test('an un-merge returns what moved, takes out what was filled in, and lasts', async () => {
  const room = await house.newRoom();
  const [a, b] = await ids([item(room, ['id:10']), item(room, ['email:b@example.com', 'visitor:bb'], { name: 'Bea' })]);
  await ids([item(room, ['id:10', 'email:b@example.com'])]);
  const merge = await room.db.selectFrom('customer_merge').select('id').where('absorbed', '=', b!).executeTakeFirstOrThrow();
  await house.tools.database.transaction().execute(async (transaction) => {
    await lockIdentities(transaction, room.workspace.id);
    await announceCustomers(transaction, room.workspace.id, await undoMerge(transaction, room.workspace.id, merge.id));
  });
  expect((await rowOf(room, a!)).name).toBeNull();
  expect(await ids([item(room, ['visitor:bb'])])).toEqual([b]);
  await pump();
  expect(await customerOf(room, 'email:b@example.com')).toBe(String(b));
  expect(await ids([item(room, ['id:10', 'email:b@example.com'])])).toEqual([a]);
  expect((await rowOf(room, b!)).merged_into).toBeNull();
});

test('older traits fill gaps and never replace newer ones', async () => {
  const room = await house.newRoom();
  const [customer] = await ids([item(room, ['id:5'], { name: 'New', plan: 'gold' }, new Date('2026-05-01'))]);
  await ids([item(room, ['id:5'], { name: 'Old', country: 'FR', plan: 'tin', size: 3 }, new Date('2025-05-01'))]);
  expect(await rowOf(room, customer!)).toMatchObject({ name: 'New', country: 'FR', attributes: { plan: 'gold', size: 3 }, created_at: new Date('2025-05-01') });
  await ids([item(room, ['id:5'], { plan: null }, new Date('2026-06-01'))]);
  expect((await rowOf(room, customer!)).attributes).toEqual({ size: 3 });
});

test('consent is the newest entry, also of a record that was merged in, and reaches the copy', async () => {
  const room = await house.newRoom();
  const [a, b] = await ids([item(room, ['id:20']), item(room, ['email:c@example.com'])]);
  const entry = { channel: 'email', purpose: 'marketing', wording: 'News by e-mail', source: 'form', proof: {} };
  const put = (entries: Parameters<typeof recordConsents>[2]) => house.tools.database.transaction().execute((transaction) => recordConsents(transaction, room.workspace.id, entries));
  await put([{ ...entry, customer: a!, state: 'granted', at: new Date('2026-02-01') }]);
  expect(await inForce(house.tools.database, room.workspace.id, [a!, b!], 'email', 'marketing')).toEqual(new Set([a]));
  expect(await inForce(house.tools.database, room.workspace.id, [a!], 'email', 'surveys')).toEqual(new Set());
  await put([{ ...entry, customer: b!, state: 'withdrawn', at: new Date('2026-03-01') }]);
  await pump();
  const copied = () => room.events.rows<{ id: string; consent: string[] }>('SELECT toString(customer) AS id, consent FROM customers FINAL WHERE customer = {c:UInt64}', { c: a });
  expect(await copied()).toEqual([{ id: String(a), consent: ['email:marketing'] }]);
  await ids([item(room, ['id:20', 'email:c@example.com'])]);
  await pump();
  expect(await inForce(house.tools.database, room.workspace.id, [a!], 'email', 'marketing')).toEqual(new Set());
  expect(await copied()).toEqual([{ id: String(a), consent: [] }]);
  expect(await put([{ ...entry, customer: b!, state: 'withdrawn', at: new Date('2026-03-01') }])).toEqual([false]);
  await expect(house.tools.database.updateTable('consent').set({ wording: 'other' }).execute()).rejects.toThrow('append-only');
});

test('two nodes carry the outbox over together without losing or repeating a customer', async () => {
  const room = await house.newRoom();
  const items = Array.from({ length: 3000 }, (_, index) => item(room, [`id:bulk${index}`], { name: `N${index}` }));
  await identify(house.tools, items);
  await Promise.all([pump(), pump(), pump()]);
  const [count] = await room.events.rows<{ customers: number; persons: number }>('SELECT toUInt32(count()) AS customers, (SELECT toUInt32(count()) FROM persons FINAL) AS persons FROM customers FINAL');
  expect(count).toEqual({ customers: 3000, persons: 6000 });
});

test('of two batches that name a new person at once, one makes the record and the other finds it', async () => {
  const room = await house.newRoom();
  const found = await Promise.all(Array.from({ length: 6 }, () => ids([item(room, ['id:race', 'email:race@example.com'])])));
  expect(new Set(found.flat()).size).toBe(1);
});
