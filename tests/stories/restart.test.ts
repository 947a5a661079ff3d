import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OWNER, eventually, openNode, type Caller, type TestApplication } from '../application/open.ts';
import { openTestStores, type TestStores } from '../stores/open.ts';

/** Several parts: one is written, one is under way, and some are left when the application stops. */
const ROWS = 100_000;
const uploads = mkdtempSync(join(tmpdir(), 'tributary-uploads-'));
const environment = { TRIBUTARY_SECRET: 'one secret before and after the restart', TRIBUTARY_UPLOADS: uploads };

let stores: TestStores;
let app: TestApplication;
let as: Caller;

beforeAll(async () => {
  stores = await openTestStores();
  app = await openNode(stores, environment);
  const owner = await app.signIn(OWNER.email, OWNER.password);
  const { body } = await app.ask('POST', '/api/v1/workspaces', { as: owner, body: { name: 'Shop', currency: 'EUR', timeZone: 'UTC', language: 'en' } });
  as = { ...owner, workspace: body.workspace };
});
afterAll(async () => {
  await app.stop();
  await stores.stop();
  rmSync(uploads, { recursive: true, force: true });
});

it('an import that is under way when the application is stopped goes on when it is started again', async () => {
  const form = new FormData();
  form.set('file', new Blob(['order,date,customer,sku,quantity,price\n', ...Array.from({ length: ROWS }, (_, i) => `N${i},2026-03-01,c${i % 500},TEA,1,9.50\n`)]), 'orders.csv');
  const uploaded = await fetch(`${app.local}/api/v1/imports/files`, { method: 'POST', body: form, headers: { cookie: as.cookie!, 'x-workspace': String(as.workspace) } });
  const { file } = await uploaded.json() as { file: string };
  const { body: { plan } } = await app.ask('POST', '/api/v1/imports/inspect', { as, body: { file, kind: 'orders' } });
  const { body: { id } } = await app.ask('POST', '/api/v1/imports', { as, body: { file, plan, dryRun: false } });
  const read = async () => (await app.ask('GET', `/api/v1/imports/${id}`, { as })).body;
  await eventually(async () => (await read()).rowsRead > 0);
  await app.stop();
  const left = await stores.database.selectFrom('import').select(['state', 'rows_read']).where('workspace', '=', as.workspace!).where('id', '=', id).executeTakeFirstOrThrow();
  expect(left.state).toBe('running');
  expect(left.rows_read).toBeLessThan(ROWS);
  app = await openNode(stores, environment);
  // Where a part took longer than a stop waits for, the job is taken up again when its heartbeat has been missed for a minute.
  await expect.poll(read, { timeout: 300_000, interval: 200 }).toMatchObject({ state: 'done', rowsRead: ROWS, rowsNew: ROWS, rowsSame: 0, rowsBad: 0 });
}, 600_000);
