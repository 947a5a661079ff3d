import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CUSTOMERS_TOPIC, copyCustomers, identify } from '#customers/index.ts';
import { openOutbox } from '#platform/outbox/outbox.ts';
import { openTestTools, type TestTools } from '#tests/customers/tools.ts';
import { Ingest } from '../ingest/ingest.ts';
import { inspectFile } from './inspect.ts';
import { runImport } from './run.ts';
import { createImport, findUpload, keepUpload } from './start.ts';

let house: TestTools;
let ingest: Ingest;
let folder: string;
beforeAll(async () => {
  house = await openTestTools();
  folder = await mkdtemp(join(tmpdir(), 'tributary-events-'));
  const { tools } = house;
  ingest = new Ingest({ folder: join(folder, 'journal'), events: { url: house.urls.clickhouseUrl }, log: tools.log, clock: tools.clock, identify: (items) => identify(tools, items) });
  tools.record = ingest.record;
});
afterAll(async () => {
  await ingest.stop(5000);
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

test('events of a file go through the journal, lead to their customers, and are kept once however often the file comes', async () => {
  const room = await house.newRoom();
  const text = 'Event,Timestamp,Email,User ID,Plan\nSigned Up,2026-03-01 10:00,ann@example.com,,gold\nSigned Up,2026-03-01 10:00,ann@example.com,,gold\nLogged In,2026-07-01 10:00,,A-7,\nLost,yesterday,,A-7,\n,2026-07-01,,A-7,\n';
  const file = await findUpload(room, (await keepUpload(room, 'events.csv', Readable.from([Buffer.from(text)]))).sha256);
  const plan = (await inspectFile(room, file, {})).plan;
  expect(plan.kind).toBe('events');
  for (const [fresh, same] of [[3, 0], [0, 3]]) {
    const id = await createImport(room, file, plan, { dryRun: false, actor: 'test' });
    await runImport(house.tools, room.workspace.id, id, new AbortController().signal);
    expect(await room.db.selectFrom('import').select(['state', 'rows_new', 'rows_same', 'rows_bad']).where('id', '=', id).executeTakeFirst()).toEqual({ state: 'done', rows_new: fresh, rows_same: same, rows_bad: 2 });
  }
  await openOutbox(house.tools, { [CUSTOMERS_TOPIC]: copyCustomers }).pump();
  const rows = await room.events.rows<{ name: string; time: string; plan: string; known: number }>(
    "SELECT name, toString(time) AS time, JSONExtractString(properties, 'Plan') AS plan, person IN (SELECT person FROM persons) AS known FROM events ORDER BY time, name");
  expect(rows).toEqual([
    { name: 'Signed Up', time: '2026-03-01 10:00:00.000', plan: 'gold', known: 1 }, { name: 'Signed Up', time: '2026-03-01 10:00:00.000', plan: 'gold', known: 1 },
    { name: 'Logged In', time: '2026-07-01 09:00:00.000', plan: '', known: 1 },
  ]);
});
