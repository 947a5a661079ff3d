import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { Fault } from '../errors/fault.ts';
import { openEvents, type EventStore } from '../clickhouse/store.ts';
import { openDatabase, type Database } from '../postgres/database.ts';
import { readMigrations, type Migration } from '../migrations/files.ts';
import { migrateStores } from '../migrations/both.ts';
import { startClickHouse, type EmbeddedClickHouse } from './clickhouse/supervise.ts';
import { folderFault, lockFolder, type FolderLock } from './folder-lock.ts';
import { startPostgres, type EmbeddedPostgres } from './postgres/supervise.ts';

export interface StoresConfig {
  /** Data folder. */
  data: string;
  /** null: an embedded PostgreSQL in the data folder. */
  databaseUrl: string | null;
  /** null: an embedded ClickHouse in the data folder. */
  clickhouseUrl: string | null;
  /** Memory of the embedded ClickHouse, in MB. */
  eventsMemoryMb: number;
}

export interface StoresOptions {
  now?: Date;
  /** How long, in ms, a server that does not answer is waited for. */
  patience?: number;
  /** Told when an embedded store ended unbidden and when it is back. */
  notice?: (store: 'PostgreSQL' | 'ClickHouse', what: 'ended' | 'back', detail: string) => void;
}

export interface Stores {
  database: Database;
  events: EventStore;
  /** For drivers that connect by themselves, such as that of the jobs. */
  connection: PoolConfig;
  /** The event store's URL, with user, password and database. */
  eventsUrl: string;
  /** The stores that this process runs itself; null where a URL names a server. */
  embedded: { postgres: EmbeddedPostgres | null; clickhouse: EmbeddedClickHouse | null };
  /** Closes connections, ends the embedded stores and gives up the data folder. */
  stop: () => Promise<void>;
}

/** Takes the data folder, starts what no URL names, brings both stores to today's schema and opens them. */
export async function openStores(config: StoresConfig, options: StoresOptions = {}): Promise<Stores> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const lock: FolderLock = await lockFolder(config.data, options.now ?? new Date());
    undo.push(() => lock.release());
    const embedded = await startEmbedded(config, options, undo);
    const connectionString = config.databaseUrl ?? embedded.postgres!.url();
    const eventsUrl = config.clickhouseUrl ?? embedded.clickhouse!.url();
    const { patience } = options;
    const events = openEvents({ url: eventsUrl, patience, ...(embedded.clickhouse === null ? {} : { folder: join(config.data, 'events') }) });
    undo.push(() => events.close());
    const [control, event] = await readAll();
    await migrateStores({ connectionString, events, control, event, patience }).catch((error: unknown) => { throw openingFault(error, config); });
    const database = openDatabase(connectionString, { notice: (error) => options.notice?.('PostgreSQL', 'ended', error.message) });
    undo.push(() => database.destroy());
    return { database, events, connection: { connectionString }, eventsUrl, embedded, stop };
  } catch (error) {
    await stop();
    throw folderFault(error, config.data);
  }
}

/** A server that was named and does not answer at the start is more likely named wrongly than away for a moment. */
function openingFault(error: unknown, { databaseUrl, clickhouseUrl }: StoresConfig): unknown {
  if (!(error instanceof Fault) || error.code !== 'stores.unavailable') return error;
  const { store } = error.values;
  const [url, setting] = store === 'PostgreSQL' ? [databaseUrl, 'DATABASE_URL'] : [clickhouseUrl, 'CLICKHOUSE_URL'];
  return url === null ? error : new Fault('stores.unreachable', { store: String(store), address: new URL(url).host, setting }, { cause: error });
}

const readAll = async (): Promise<[Migration[], Migration[]]> => [await readMigrations('control'), await readMigrations('events')];

async function startEmbedded(config: StoresConfig, options: StoresOptions, undo: (() => Promise<void>)[]): Promise<Stores['embedded']> {
  const postgres = config.databaseUrl !== null ? null : startPostgres({
    folder: join(config.data, 'control'), notice: (what, detail) => options.notice?.('PostgreSQL', what, detail),
  });
  const clickhouse = config.clickhouseUrl !== null ? null : startClickHouse({
    folder: join(config.data, 'events'), memoryMb: config.eventsMemoryMb, notice: (what, detail) => options.notice?.('ClickHouse', what, detail),
  });
  // Both are waited for even when one fails, so that the other is ended and not left behind.
  const [first, second] = await Promise.allSettled([postgres, clickhouse]);
  if (first.status === 'fulfilled' && first.value !== null) undo.push(first.value.stop);
  if (second.status === 'fulfilled' && second.value !== null) undo.push(second.value.stop);
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  return { postgres: first.value, clickhouse: second.value };
}
