import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, ClickHouseLogLevel } from '@clickhouse/client';
import { openEvents, type EventStore, type EventStoreOptions } from '#platform/clickhouse/store.ts';
import { joined } from '#customers/identity/person.ts';
import type { Key } from '../steps/contract.ts';
import type { EventKey, RowBatch } from './batch.ts';

/** What the drain asks of the table `events`. It is the one writer of it, for all workspaces. */
export interface EventTable {
  store: EventStore;
  /** Resolves when the rows are on disk and can be queried. One try; whether a failed one stored them is not known. */
  insert(rows: RowBatch): Promise<void>;
  /** Waits until no insert of a drain runs any more that ran when this was called. */
  settled(): Promise<void>;
  /** The ids of those of these events that are stored, as decimals. */
  stored(events: readonly EventKey[]): Promise<Set<string>>;
  /** The ids that came in last, oldest first, at most `most`, with their arrival in ms since 1970. */
  latest(most: number): Promise<{ id: Key; received: number }[]>;
  close(): Promise<void>;
}

const MARK = 'tributary-drain-';
const LOOK_UP = 5000;

export function openEventTable(options: EventStoreOptions): EventTable {
  const store = openEvents(options);
  const client = createClient({
    url: options.url, ...(options.database === undefined ? {} : { database: options.database }),
    request_timeout: 120_000, application: 'tributary', log: { level: ClickHouseLogLevel.OFF },
  });
  return {
    store,
    async insert(rows) {
      const values = Readable.from([rows.body()], { objectMode: false });
      const { stream } = await client.exec({
        query: `INSERT INTO events (${rows.names()}) FORMAT Native`, values, query_id: MARK + randomUUID(),
        // Late and imported events of many months may stand in one batch; each month is a part of its own.
        clickhouse_settings: { wait_end_of_query: 1, async_insert: 0, max_partitions_per_insert_block: '2000' },
      });
      stream.resume();
      await new Promise((resolve, reject) => { stream.once('end', resolve).once('error', reject); });
    },
    settled: () => waitForRunning(store),
    async stored(events) {
      const found = new Set<string>();
      for (const workspace of new Set(events.map((event) => event.workspace))) {
        const all = events.filter((event) => event.workspace === workspace);
        for (let at = 0; at < all.length; at += LOOK_UP) {
          for (const id of await lookUp(store, workspace, all.slice(at, at + LOOK_UP))) found.add(id);
        }
      }
      return found;
    },
    latest: (most) => latest(store, most),
    async close() {
      await Promise.all([client.close(), store.close()]);
    },
  };
}

/**
 * Persons come first in the table's order after the workspace, so they narrow what is read. The numbers stand in the text
 * because thousands of parameters do not fit a request's address; they are made from words, so they cannot hold anything but digits.
 */
async function lookUp(store: EventStore, workspace: number, events: readonly EventKey[]): Promise<string[]> {
  const numbers = (of: (event: EventKey) => Key): string => [...new Set(events.map((event) => joined(of(event))))].join(',');
  const found = await store.rows<{ id: string }>(
    `SELECT toString(event_id) AS id FROM events WHERE workspace = {workspace:UInt32} AND person IN (${numbers((event) => event.person)}) AND event_id IN (${numbers((event) => event.event_id)})`,
    { workspace }, { settings: { max_query_size: 4_000_000 } });
  return found.map((row) => row.id);
}

/** A server goes on with an insert whose client has died. The embedded engine knows our query id as `log_comment`. */
async function waitForRunning(store: EventStore): Promise<void> {
  const ids = (running: readonly { id: string }[]): Set<string> => new Set(running.map((row) => row.id));
  const running = (): Promise<{ id: string }[]> => store.rows<{ id: string }>(
    `SELECT if(startsWith(query_id, '${MARK}'), query_id, Settings['log_comment']) AS id FROM system.processes WHERE startsWith(query_id, '${MARK}') OR startsWith(Settings['log_comment'], '${MARK}')`);
  for (let waiting = ids(await running()); waiting.size > 0; await sleep(100)) {
    const now = ids(await running());
    waiting = new Set([...waiting].filter((id) => now.has(id)));
  }
}

async function latest(store: EventStore, most: number): Promise<{ id: Key; received: number }[]> {
  const all: { id: Key; received: number }[] = [];
  const blocks = store.stream<{ h: number; l: number; r: number }>(
    `SELECT toUInt32(bitShiftRight(event_id, 32)) AS h, toUInt32(bitAnd(event_id, 0xffffffff)) AS l, toFloat64(toUnixTimestamp64Milli(received)) AS r FROM events ORDER BY received DESC LIMIT {most:UInt32}`, { most });
  for await (const block of blocks) for (const { h, l, r } of block) all.push({ id: [h, l], received: r });
  return all.reverse();
}
