import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEvents } from '#platform/clickhouse/store.ts';
import { startClickHouse, type EmbeddedClickHouse } from '#platform/embedded/clickhouse/supervise.ts';
import { migrateEvents } from '#platform/migrations/clickhouse.ts';
import { readMigrations } from '#platform/migrations/files.ts';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import { openIngestNode, type IngestNode } from './ingest-node.ts';

let stores: TestStores;
let clickhouse: EmbeddedClickHouse;
let node: IngestNode;
let data: string;

beforeAll(async () => {
  stores = await openTestStores();
  data = mkdtempSync(join(tmpdir(), 'tributary-store-kill-'));
  clickhouse = await startClickHouse({ folder: join(data, 'events'), memoryMb: 600 });
  const events = openEvents({ url: clickhouse.url() });
  await migrateEvents(events, await readMigrations('events')).finally(() => events.close());
  const { id } = await stores.database.insertInto('workspace').values({ name: 'Shop' }).returning('id').executeTakeFirstOrThrow();
  await stores.database.insertInto('write_key').values({ workspace: id, key: 'wk', name: 'k' }).execute();
  node = await openIngestNode({ databaseUrl: stores.urls.databaseUrl, clickhouseUrl: clickhouse.url(), data, port: 0 });
});
afterAll(async () => {
  await node?.stop();
  await clickhouse?.stop();
  await stores?.stop();
  rmSync(data, { recursive: true, force: true });
});

it('goes on acknowledging while the event store is killed, and then stores everything once', async () => {
  let sent = 0;
  let refused = 0;
  const send = async (): Promise<void> => {
    const at = new Date().toISOString();
    const batch = Array.from({ length: 40 }, () => ({ type: 'track', event: 'E', anonymousId: `v${sent % 20}`, messageId: `m${(sent += 1)}`, timestamp: at }));
    const answer = await fetch(`http://127.0.0.1:${node.port}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: 'wk', sentAt: at }) });
    await answer.arrayBuffer();
    if (answer.status !== 200) refused += 1;
  };
  for (let kill = 0; kill < 3; kill += 1) {
    for (const until = performance.now() + 700; performance.now() < until || clickhouse.pid() === null; await sleep(5)) await send();
    process.kill(clickhouse.pid()!, 'SIGKILL');
  }
  expect(refused).toBe(0);
  const events = openEvents({ url: clickhouse.url() });
  const counts = (): Promise<unknown> => events.rows('SELECT toUInt32(count()) AS rows, toUInt32(uniqExact(event_id)) AS events FROM events').then(([row]) => row, String);
  await expect.poll(counts).toEqual({ rows: sent, events: sent });
  await events.close();
  await expect.poll(() => node.ingest.health(1)).toMatchObject({ accepted: sent, behindBytes: 0 });
});
