import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOutbox } from '#platform/outbox/outbox.ts';
import type { Room } from '#platform/tools/tools.ts';
import { openTestTools, type TestTools } from '#tests/customers/tools.ts';
import { CUSTOMERS_TOPIC, copyCustomers, identify, personOf } from '../index.ts';
import type { TimelineEntry } from '../timeline/entry.ts';
import { readTimeline } from '../timeline/timeline.ts';
import { changeCustomer, mergeCustomers, partCustomers, unmergeCustomers } from './changes.ts';
import { familyOf, identitiesOf, listCustomers, mergesOf, suspectedPairs, totalsOf } from './queries.ts';

let house: TestTools;
let room: Room;
let ann: number;
beforeAll(async () => {
  house = await openTestTools();
  room = await house.newRoom();
  [ann] = await made([['id', 'A-17'], ['visitor', 'v1']], { name: 'Ann Lee', email: 'ann@example.com' }) as [number];
  const day = (text: string): number => Date.parse(text);
  const event = (identity: ['id' | 'visitor' | 'customer', string], time: string, kind: string, name: string, path = '') => ({
    workspace: room.workspace.id, person: personOf({ kind: identity[0], value: identity[1] }), time, event_id: String(day(time)), received: time, kind, name, visitor: '', user: '', url_host: 'shop.example', url_path: path, title: path,
    referrer: '', source: 'google', medium: 'organic', campaign: '', device: 'phone', browser: '', system: '', language: 'en', delivery: '0', order_id: '', revenue: null, currency: '', properties: '{"a":1}', origin: 'http',
  });
  await house.tools.events.insert('events', [
    event(['visitor', 'v1'], '2026-03-01T10:00:00Z', 'page', '', '/a'), event(['visitor', 'v1'], '2026-03-01T10:10:00Z', 'page', '', '/b'),
    event(['id', 'A-17'], '2026-03-01T10:12:00Z', 'track', 'Coupon Used'), event(['visitor', 'v1'], '2026-03-01T10:20:00Z', 'page', '', '/c'),
    event(['visitor', 'v1'], '2026-03-01T12:00:00Z', 'page', '', '/d'), event(['visitor', 'stranger'], '2026-03-01T12:01:00Z', 'page', '', '/x'),
  ]);
  const line = (order: string, time: string, kind: string, amount: number, id: number) => ({
    workspace: room.workspace.id, order_id: order, line_id: String(id), time: time.replace('T', ' ').slice(0, 19), person: personOf({ kind: 'id', value: 'A-17' }), kind, sku: 'S', description: 'Mug', quantity: kind === 'return' ? -1 : 1,
    unit_price: 1, amount, currency: 'GBP', country: 'GB', channel: 'web', source: 'test', version: 1,
  });
  const lines = [
    line('1', '2026-03-01T10:15:00Z', 'sale', 500, 1), line('1', '2026-03-01T10:15:00Z', 'fee', 300, 2), line('2', '2026-02-01T10:15:00Z', 'sale', 900, 3), line('', '2026-04-01T10:15:00Z', 'return', -200, 4),
  ];
  await house.tools.events.insert('order_lines', lines);
  await house.tools.events.insert('order_totals', lines.map(({ workspace, order_id, person, kind, country, channel, currency, time, amount, version }) => ({ workspace, order_id, person, kind, country, channel, currency, time, amount, lines: 1, version })));
});
afterAll(async () => { await house.stop(); });

const made = async (identities: [string, string][], traits: Record<string, unknown>, where = room): Promise<(number | null)[]> =>
  (await identify(house.tools, [{ workspace: where.workspace.id, identities: identities.map(([kind, value]) => ({ kind: kind as 'id', value })), traits, at: new Date('2026-01-01'), source: 'test' }])).map(({ customer }) => customer);
const found = async (search: string, where = room): Promise<number[]> => (await listCustomers(where, search, Number.MAX_SAFE_INTEGER, 50)).map(({ id }) => id);
const timeline = async (limit: number): Promise<TimelineEntry[]> => {
  const persons = (await identitiesOf(room, [ann])).map(({ person }) => person);
  const entries: TimelineEntry[] = [];
  for (let next: string | null | undefined; next !== null;) {
    const page = await readTimeline(room, { family: await familyOf(house.tools.database, room.workspace.id, ann), persons }, limit, next);
    entries.push(...page.entries);
    next = page.next;
  }
  return entries;
};

test('a customer is found by the beginning of name, address, own number, and by record number', async () => {
  for (const search of ['ann l', 'ANN@ex', 'a-1', `#${ann}`]) expect(await found(search)).toContain(ann);
  for (const search of ['lee', '%', '_', 'zz']) expect(await found(search)).toEqual([]);
});

test('what a customer bought counts products net of returns, and fees apart', async () => {
  const totals = await totalsOf(room, await identitiesOf(room, [ann]));
  expect(totals.get(ann)).toEqual({ orders: 2, leftOut: 0, revenue: 1200, returned: 200, first: Date.parse('2026-02-01T10:15:00Z') / 1000, last: Date.parse('2026-03-01T10:15:00Z') / 1000 });
});

test('the timeline tells visits, events, orders and returns newest first, and alike however it is paged', async () => {
  const whole = await timeline(100);
  expect(whole.map((entry) => [entry.type, entry.type === 'visit' ? entry.pageCount : entry.type === 'event' ? entry.name : 'order' in entry ? entry.order : ''])).toEqual([
    ['return', ''], ['visit', 1], ['visit', 1], ['order', '1'], ['event', 'Coupon Used'], ['visit', 2], ['order', '2'],
  ]);
  expect(whole.find((entry) => entry.type === 'order')).toMatchObject({ amount: 800, apart: 300, lines: 2, items: expect.arrayContaining([{ name: 'Mug', quantity: 1, amount: 500, kind: 'sale' }]) });
  for (const limit of [1, 2, 3]) expect(await timeline(limit)).toEqual(whole);
});

test('a cursor that is none is refused with a sentence', async () => {
  await expect(readTimeline(room, { family: [ann], persons: [] }, 5, 'nonsense')).rejects.toMatchObject({ code: 'request.invalid' });
});

test('records are merged by hand, with a warning where both carry own numbers, and parted again', async () => {
  const other = await house.newRoom();
  const [one] = await made([['id', '1']], { name: 'One' }, other) as [number];
  const [two] = await made([['id', '2']], { name: 'Two', email: 'two@example.com' }, other) as [number];
  await expect(mergeCustomers(other, one, two, 'me', false)).rejects.toMatchObject({ code: 'customers.own-numbers' });
  await mergeCustomers(other, one, two, 'me', true);
  expect(await found('two@', other)).toEqual([one]);
  await expect(changeCustomer(other, two, { name: 'X' })).rejects.toMatchObject({ code: 'customers.absorbed' });
  const [merge] = await mergesOf(house.tools.database, other.workspace.id, [one]);
  await unmergeCustomers(other, merge!.id);
  expect(await found('two@', other)).toEqual([two]);
  await expect(unmergeCustomers(other, merge!.id)).rejects.toMatchObject({ code: 'customers.unmerged-already' });
  await expect(mergeCustomers(other, one, one, 'me', true)).rejects.toMatchObject({ code: 'customers.same' });
});

test('a profile is changed by hand, and an address of somebody else is refused with their number', async () => {
  const other = await house.newRoom();
  const [one] = await made([['id', '1']], { name: 'One', email: 'one@example.com' }, other) as [number];
  const [two] = await made([['id', '2']], {}, other) as [number];
  await changeCustomer(other, two, { name: '王小明', phone: '020 7946 0018', attributes: { tier: 'gold' } });
  expect(await found('+4420', other)).toEqual([two]);
  expect(await found('王', other)).toEqual([two]);
  await expect(changeCustomer(other, two, { email: 'ONE@example.com' })).rejects.toMatchObject({ code: 'customers.identity-taken', values: { owner: one } });
  await expect(changeCustomer(other, two, { phone: '12' })).rejects.toMatchObject({ code: 'customers.phone' });
  await openOutbox(house.tools, { [CUSTOMERS_TOPIC]: copyCustomers }).pump();
  const [copy] = await other.events.rows<{ attributes: string; phone: number }>('SELECT attributes, has_phone AS phone FROM customers FINAL WHERE customer = {customer:UInt64}', { customer: two });
  expect(copy).toEqual({ attributes: '{"tier":"gold"}', phone: 1 });
});

test('suspected duplicates stand in a list until somebody decides', async () => {
  const other = await house.newRoom();
  const [one] = await made([['id', '1']], { email: 'same@example.com' }, other) as [number];
  const [two] = await made([['id', '2']], { email: 'same@example.com' }, other) as [number];
  expect(await suspectedPairs(house.tools.database, other.workspace.id, null, 10)).toMatchObject([{ first: Math.min(one, two), second: Math.max(one, two), kind: 'email' }]);
  await partCustomers(other, one, two);
  expect(await suspectedPairs(house.tools.database, other.workspace.id, null, 10)).toEqual([]);
});
