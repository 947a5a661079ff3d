import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConverted } from '#customers/index.ts';
import type { Workspace } from '#platform/tools/tools.ts';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import type { OrderLine } from './order-lines.ts';
import { buildProducts } from './products.ts';

let stores: TestStores;
beforeAll(async () => { stores = await openTestStores(); });
afterAll(() => stores.stop());

/** Later at every look, as clocks are: of two builds the later counts. */
let time = Date.UTC(2026, 4, 20, 12);
const clock = { now: () => new Date(time += 1000) };
/** The first, the last, and one by a quarter of an hour off. */
const ZONES = ['Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Kathmandu'];
const RATES = [{ currency: 'USD', since: '1970-01', rate: 0.9 }, { currency: 'USD', since: '2026-03', rate: 0.8 }, { currency: 'JPY', since: '2026-02', rate: 0.006 }];
const PERIODS = [['2026-01-01', '2026-04-30'], ['2026-01-15', '2026-04-10'], ['2026-02-01', '2026-02-28'], ['2026-02-03', '2026-02-20'], ['2025-12-31', '2026-05-31'], ['2026-03-31', '2026-05-01']] as const;

/** Lines of four months, many in the hours around a month's end; orders that last over it; returns; three currencies of which one has no rate at first. */
function lines(workspace: number, count: number): OrderLine[] {
  const near = [Date.UTC(2026, 1, 1), Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1), Date.UTC(2026, 4, 1)];
  return Array.from({ length: count }, (_, i) => {
    const back = i % 7 === 3;
    const at = i % 3 === 0 ? near[i % 4]! + ((i * 7919) % 129_600 - 64_800) * 1000 : Date.UTC(2026, 0, 1) + ((i * 104_729) % 11_000_000) * 1000;
    return {
      workspace, order_id: i % 11 === 0 ? '' : `O${i % 97}`, line_id: String(i + 1), time: new Date(at).toISOString().slice(0, 19), person: String(i % 13), sku: i % 17 === 0 ? '' : `S${i % 9}`,
      kind: i % 29 === 0 ? 'fee' : back ? 'return' : 'sale', description: i % 5 === 0 ? '' : `Article ${i % 9}`, quantity: (back ? -1 : 1) * (1 + (i % 4) / 4), unit_price: 1,
      amount: (back ? -1 : 1) * (101 + (i * 37) % 1000), currency: ['EUR', 'EUR', 'USD', 'JPY'][i % 4]!, country: '', channel: 'web', source: 'test', version: 1 + (i % 3),
    };
  });
}

interface Row { sku: string; kind: string; orders: number; units: number; net: number; counted: number }
const workspace = (id: number, timeZone: string, rates: Workspace['rates']): Workspace => ({ id, name: 'Example', currency: 'EUR', rates, timeZone, language: 'en', today: '2026-05-20', sample: null });

const PRODUCTS = `SELECT sku, toString(kind) AS kind, toUInt32(uniqExactMerge(orders)) AS orders, toFloat64(sum(quantity)) AS units, round(toFloat64(sum(amount)), 3) AS net, toUInt32(max(counted)) AS counted
FROM converted_products GROUP BY sku, kind ORDER BY sku, kind`;
const built = ({ id, timeZone, rates }: Workspace, [from, to]: readonly [string, string]): Promise<Row[]> =>
  readConverted<Row>({ events: stores.events.inWorkspace(id), workspace: workspace(id, timeZone, rates) }, PRODUCTS, { from, to });

/** The same in one plain pass over the lines, with the worth of each currency written out. */
const plain = ({ id, timeZone, rates }: Workspace, [from, to]: readonly [string, string]): Promise<Row[]> => {
  const usd = "if(toYYYYMM(time, {zone:String}) >= 202603, 0.8, 0.9)";
  const jpy = "if(toYYYYMM(time, {zone:String}) >= 202602, 0.6, 0)"; // a yen has no minor unit: 0.006 euros are 0.6 cents
  const factor = rates.length === 0 ? "toFloat64(currency = 'EUR')" : `multiIf(currency = 'EUR', 1, currency = 'USD', ${usd}, ${jpy})`;
  return stores.events.inWorkspace(id).rows<Row>(`
    SELECT sku, toString(kind) AS kind, toUInt32(uniqExact(order_id)) AS orders, toFloat64(sum(quantity)) AS units, round(sum(amount * ${factor}), 3) AS net, toUInt32(max(${factor} > 0)) AS counted
    FROM order_lines FINAL WHERE toDate(time, {zone:String}) BETWEEN {from:Date} AND {to:Date} GROUP BY sku, kind ORDER BY sku, kind`, { zone: timeZone, from, to });
};
const builds = async (id: number): Promise<Map<number, string>> => {
  const rows = await stores.events.inWorkspace(id).rows<{ month: number; build: string }>('SELECT month, build FROM product_builds FINAL');
  return new Map(rows.map(({ month, build }) => [month, build]));
};

describe.each(ZONES)('sums by product in %s', (zone) => {
  const [one, other] = [1 + 2 * ZONES.indexOf(zone), 2 + 2 * ZONES.indexOf(zone)];
  beforeAll(async () => {
    await stores.events.insert('order_lines', [...lines(one, 900), ...lines(other, 300)]);
    await buildProducts({ events: stores.events, clock });
  });

  it.each(PERIODS)('are those of the lines, from %s to %s, with rates and without', async (from, to) => {
    for (const rates of [[], RATES]) {
      const here = workspace(one, zone, rates);
      expect(await built(here, [from, to])).toEqual(await plain(here, [from, to]));
    }
    expect((await plain(workspace(one, zone, []), [from, to])).length).toBeGreaterThan(10);
  });
});

describe('a build', () => {
  const here = workspace(50, 'Europe/Berlin', RATES);
  const period = ['2026-01-01', '2026-04-30'] as const;
  beforeAll(async () => {
    await stores.events.insert('order_lines', lines(50, 600));
    await buildProducts({ events: stores.events, clock }, 50);
  });

  it('has the months that are over, and not the present one', async () => {
    expect([...(await builds(50)).keys()].toSorted()).toEqual([202601, 202602, 202603, 202604]);
  });

  it('stays while nothing changes, and while the store merges', async () => {
    const before = await builds(50);
    await stores.events.command('OPTIMIZE TABLE order_lines FINAL');
    await buildProducts({ events: stores.events, clock }, 50);
    expect(await builds(50)).toEqual(before);
  });

  it('does not count from the moment a late line, a line told again or a deletion changes its month, and is made anew', async () => {
    const [again] = lines(50, 2).slice(1);
    const changes = [
      () => stores.events.insert('order_lines', [{ ...again!, line_id: '5000', time: '2026-02-10 12:00:00', amount: 77_777 }]),
      () => stores.events.insert('order_lines', [{ ...again!, amount: 88_888, version: 9 }]),
      () => stores.events.command("ALTER TABLE order_lines DELETE WHERE workspace = 50 AND sku = 'S3' SETTINGS mutations_sync = 2"),
    ];
    for (const change of changes) {
      const [before, old] = [await builds(50), await built(here, period)];
      await change();
      const expected = await plain(here, period);
      expect(expected).not.toEqual(old);
      expect(await built(here, period)).toEqual(expected);
      await buildProducts({ events: stores.events, clock }, 50);
      expect(await builds(50)).not.toEqual(before);
      expect(await built(here, period)).toEqual(expected);
    }
  });

  it('takes no other workspace along, and nothing of a build that did not come to its end', async () => {
    const before = await built(here, period);
    await stores.events.command('INSERT INTO product_months SELECT * REPLACE (build + 1000 AS build) FROM product_months WHERE workspace = 50');
    expect(await built(here, period)).toEqual(before);
    expect(await built(workspace(51, 'UTC', []), period)).toEqual([]);
  });

  it('is forgotten an hour after another has superseded it', async () => {
    const rows = async (): Promise<number> => Number((await stores.events.rows<{ n: string }>('SELECT uniqExact(build) AS n FROM product_months WHERE workspace = 50'))[0]!.n);
    const later = { now: () => new Date('2026-05-20T14:00:00Z') };
    expect(await rows()).toBeGreaterThan(4);
    await stores.events.insert('order_lines', [{ ...lines(50, 1)[0]!, line_id: '6000', time: '2026-01-10 12:00:00' }]);
    await buildProducts({ events: stores.events, clock: later }, 50);
    await expect.poll(rows).toBe(4);
    expect(await built(here, period)).toEqual(await plain(here, period));
  });
});
