import { afterAll, beforeAll, expect, it } from 'vitest';
import { totalStaleMonths } from '../loop/measure/sales/totals.ts';
import { room } from '../tests/contracts/room.ts';
import { people, trade } from '../tests/contracts/trade.ts';
import { openTestStores, type TestStores } from '../tests/stores/open.ts';
import { metrics } from './index.gen.ts';
import { readValue, readValues, type Period } from './read.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await openTestStores();
  await stores.events.insert('order_lines', trade(1));
  await stores.events.insert('persons', people(1));
  await totalStaleMonths(stores.events, 1);
});
afterAll(() => stores.stop());

/** They overlap, one holds nothing, one is a day, and one begins where the workspace's day is not yet that of UTC. */
const PERIODS: readonly Period[] = [
  { from: '2026-01-01', to: '2026-06-30' }, { from: '2026-03-01', to: '2026-03-31' }, { from: '2026-03-15', to: '2026-04-15' },
  { from: '2024-01-01', to: '2024-12-31' }, { from: '2026-01-08', to: '2026-01-08' },
];

it.each(metrics.map((metric) => [metric.id, metric] as const))('%s is the same for several periods at once as for each alone', async (_, metric) => {
  const here = room(stores.events);
  const alone = [];
  for (const period of PERIODS) alone.push(await readValue(here, metric, period));
  expect(await readValues(here, metric, PERIODS)).toEqual(alone);
});

it('counts what the rows hold', async () => {
  const [orders, net] = ['orders', 'net-revenue'].map((id) => metrics.find((metric) => metric.id === id)!);
  expect((await readValues(room(stores.events), orders!, PERIODS))[0]).toEqual({ known: true, value: 61 });
  expect((await readValues(room(stores.events), net!, PERIODS))[0]).toEqual({ known: true, value: 60 * 1000 + 10 * (59 * 60) / 2 - 1000 + 500 });
});
