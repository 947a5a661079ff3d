import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform/config/config.ts';
import { openSecrets } from '#platform/crypto/secrets.ts';
import { openJobs } from '#platform/jobs/boss.ts';
import { openLog } from '#platform/log/log.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';
import { openTestStores } from '#tests/stores/open.ts';

export interface TestTools { tools: Tools; urls: { databaseUrl: string; clickhouseUrl: string }; recorded: IncomingEvent[]; newRoom(seed?: { currency?: string; timeZone?: string }): Promise<Room>; stop(): Promise<void> }

/** Tools on real stores and a folder of their own; what is recorded stands in a list. */
export async function openTestTools(): Promise<TestTools> {
  const stores = await openTestStores();
  const data = await mkdtemp(join(tmpdir(), 'tributary-customers-'));
  const recorded: IncomingEvent[] = [];
  const log = openLog('fatal');
  const tools: Tools = {
    config: readConfig({ TRIBUTARY_DATA: data }), log, clock: { now: () => new Date('2026-11-22T12:00:00Z') },
    database: stores.database, events: stores.events, jobs: openJobs(stores.connection, log, { alone: true }), secrets: openSecrets(data),
    record: async (events) => { recorded.push(...events); }, publicUrl: () => 'http://localhost',
  };
  return {
    tools, recorded, urls: stores.urls,
    async newRoom({ currency = 'GBP', timeZone = 'Europe/London' } = {}) {
      const { id } = await stores.database.insertInto('workspace').values({ name: 'Test', currency, time_zone: timeZone }).returning('id').executeTakeFirstOrThrow();
      return roomOf(tools, id);
    },
    async stop() {
      await stores.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
