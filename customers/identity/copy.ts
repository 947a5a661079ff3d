import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { DB } from '#database/control/tables.gen.ts';
import type { OutboxHandler } from '#platform/outbox/outbox.ts';
import type { EventStore } from '#platform/clickhouse/store.ts';
import { readClock, readCopies } from './queries.ts';

const Payload = z.object({ customers: z.array(z.number().int()) });
const AT_ONCE = 2000;

/**
 * Makes the event store's copies of customers (tables `customers` and `persons`) anew. The version is the control
 * store's clock, read before the state: whoever copies later read a state at least as new, so the highest version is
 * right in whatever order several nodes write.
 */
export const copyCustomers: OutboxHandler = async (rows, tools, transaction) => {
  const byWorkspace = new Map<number, Set<number>>();
  for (const row of rows) {
    const ids = byWorkspace.get(row.workspace) ?? new Set();
    for (const id of Payload.parse(row.payload).customers) ids.add(id);
    byWorkspace.set(row.workspace, ids);
  }
  for (const [workspace, ids] of byWorkspace) {
    const all = [...ids];
    for (let start = 0; start < all.length; start += AT_ONCE) await copyPart(tools.events, transaction, workspace, all.slice(start, start + AT_ONCE));
  }
};

async function copyPart(events: EventStore, transaction: Kysely<DB>, workspace: number, ids: readonly number[]): Promise<void> {
  const version = await readClock(transaction);
  const rows = await readCopies(transaction, workspace, ids);
  const present = new Set(rows.map((row) => row.customer));
  const gone = ids.filter((id) => !present.has(id)).map((customer) => ({ workspace, customer, created: '1970-01-01 00:00:00', version, deleted: 1 }));
  await events.insert('customers', [...rows.map((row) => ({
    workspace, customer: row.customer, created: clickhouseTime(row.created_at), country: row.country, language: row.language,
    has_email: Number(row.has_email), has_phone: Number(row.has_phone), consent: row.consent, attributes: JSON.stringify(row.attributes), version, deleted: Number(row.absorbed),
  })), ...gone]);
  await events.insert('persons', rows.flatMap((row) => row.persons.map((person) => ({ workspace, person, customer: row.customer, version }))));
}

/** DateTime64 begins with 1900; an older "customer since" would be refused. */
const clickhouseTime = (time: Date): string => (time.getTime() < Date.UTC(1900, 0, 1) ? '1900-01-01 00:00:00.000' : time.toISOString().replace('T', ' ').slice(0, 23));
