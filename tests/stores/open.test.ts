import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStores, type TestStores } from './open.ts';

let stores: TestStores;
beforeAll(async () => { stores = await openTestStores(); });
afterAll(() => stores.stop());

it('gives every test file empty stores at today\'s schema', async () => {
  expect(await stores.database.selectFrom('workspace').selectAll().execute()).toEqual([]);
  expect(await stores.events.rows('SELECT count() AS events FROM events')).toEqual([{ events: '0' }]);
});

it('names both stores by URL, so that an application can be started on them', async () => {
  expect(stores.urls.databaseUrl).toMatch(/^postgresql:/);
  expect(stores.urls.clickhouseUrl).toMatch(/^http:.*\/test_\d+$/);
});
