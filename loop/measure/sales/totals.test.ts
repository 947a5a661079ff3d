import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import type { OrderLine } from './order-lines.ts';
import { insertOrderLines } from './queries.ts';
import { totalStaleMonths } from './totals.ts';

let stores: TestStores;
beforeAll(async () => { stores = await openTestStores(); });
afterAll(() => stores.stop());

const line = (workspace: number, order: string, number: number, more: Partial<OrderLine>): OrderLine => ({
  workspace, order_id: order, line_id: String(number), time: '2026-01-05 10:00:00', person: '1', kind: 'sale', sku: 'A', description: 'Article', quantity: 1, unit_price: 1, amount: 100,
  currency: 'EUR', country: 'DE', channel: 'online', source: 'events', version: Date.UTC(2026, 0, 5), ...more,
});
const totals = (workspace: number): Promise<unknown[]> => stores.events.rows(
  `SELECT order_id, toString(time) AS time, toFloat64(amount) AS amount, lines FROM order_totals FINAL WHERE workspace = {workspace:UInt32} AND lines > 0 ORDER BY order_id, time`, { workspace });

it('adds up what an import brings into a month in which events have brought lines', async () => {
  await insertOrderLines(stores.events, [line(1, 'E1', 1, {})]);
  await stores.events.insert('order_lines', [line(1, 'I1', 2, { version: 3, source: 'import:old.csv', amount: 250 })]);
  await totalStaleMonths(stores.events, 1);
  expect(await totals(1)).toEqual([{ order_id: 'E1', time: '2026-01-05 10:00:00', amount: 100, lines: 1 }, { order_id: 'I1', time: '2026-01-05 10:00:00', amount: 250, lines: 1 }]);
});

it('counts an order once that is told again with another time', async () => {
  for (const second of [0, 1, 2]) await insertOrderLines(stores.events, [line(2, 'E1', 1, { time: `2026-01-05 10:00:0${second}`, version: Date.UTC(2026, 0, 5, 0, 0, second) })]);
  expect(await totals(2)).toEqual([{ order_id: 'E1', time: '2026-01-05 10:00:02', amount: 100, lines: 1 }]);
  await stores.events.insert('order_lines', [line(2, 'E1', 1, { time: '2026-01-05 10:00:09', version: Date.UTC(2026, 0, 6) })]);
  await totalStaleMonths(stores.events, 2);
  expect(await totals(2)).toEqual([{ order_id: 'E1', time: '2026-01-05 10:00:09', amount: 100, lines: 1 }]);
});
