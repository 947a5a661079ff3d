import type { EventStore } from '../clickhouse/store.ts';
import { migrateEvents } from './clickhouse.ts';
import type { Migration } from './files.ts';
import { migrateControl, withMigrationLock } from './postgres.ts';

export interface Migrating {
  connectionString: string;
  events: EventStore;
  control: readonly Migration[];
  event: readonly Migration[];
  /** How long, in ms, a server that does not answer is waited for. */
  patience?: number;
}

/** Brings both stores to today's schema; of several nodes one does it, under one lock for both. Answers the names done. */
export async function migrateStores({ connectionString, events, control, event, patience }: Migrating): Promise<{ control: string[]; events: string[] }> {
  return withMigrationLock(connectionString, async (client) => ({
    control: await migrateControl(client, control),
    events: await migrateEvents(events, event),
  }), patience);
}
