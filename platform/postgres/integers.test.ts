import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';

let stores: TestStores;
beforeAll(async () => { stores = await openTestStores(); });
afterAll(() => stores.stop());

const one = async (expression: string): Promise<unknown> => (await sql<{ x: unknown }>`select ${sql.raw(expression)} as x`.execute(stores.database)).rows[0]!.x;

it('reads a bigint as an exact number, up to 2^53', async () => {
  expect(await one('9007199254740991::bigint')).toBe(9_007_199_254_740_991);
  expect(await one('-9007199254740991::bigint')).toBe(-9_007_199_254_740_991);
  expect(await one('array[1, null, 2]::bigint[]')).toEqual([1, null, 2]);
  expect(await one('(select count(*) from generate_series(1, 3))')).toBe(3);
});

it('refuses to round a larger one', async () => {
  await expect(one('9007199254740993::bigint')).rejects.toThrow('9007199254740993 is beyond 2^53');
  await expect(one('array[9007199254740993]::bigint[]')).rejects.toThrow('beyond 2^53');
});

it('reads a date as its day, whatever the zone of this machine, and numeric as written', async () => {
  expect(await one("'2024-02-29'::date")).toBe('2024-02-29');
  expect(await one('array[date \'2024-02-29\']')).toEqual(['2024-02-29']);
  expect(await one('0.10::numeric')).toBe('0.10');
  expect(await one("timestamptz '2024-02-29 12:00+00'")).toEqual(new Date('2024-02-29T12:00:00Z'));
});
