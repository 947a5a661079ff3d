import { CompiledQuery, sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import type { Identity } from '#vocabulary/identity.ts';
import copies from './sql/copies.sql';
import insertCustomers from './sql/insert-customers.sql';
import insertIdentities from './sql/insert-identities.sql';
import updateCustomers from './sql/update-customers.sql';
import { personOf } from './person.ts';
import type { CustomerRecord } from './record.ts';

/** Records are resolved one batch at a time in a workspace: two batches that meet the same person would both make a record. */
export async function lockIdentities(transaction: Kysely<DB>, workspace: number): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(7262, ${workspace}::integer)`.execute(transaction);
}

interface OwnerRow {
  id: number; name: string | null; email: string | null; phone: string | null; country: string | null; language: string | null;
  attributes: Record<string, unknown>; traits_at: Date | null; created_at: Date;
}

/**
 * The owners of identities, by `kind\0value`. Three plain questions: as one statement, a planner that has no statistics
 * yet (a table that is being filled) joins the groups row by row, and four thousand identities take a minute.
 */
export async function findOwners(transaction: Kysely<DB>, workspace: number, identities: readonly Identity[]): Promise<Map<string, CustomerRecord>> {
  const { rows: asked } = await sql<{ kind: string; value: string; customer: number }>`
    SELECT i.kind, i.value, i.customer
    FROM unnest(${identities.map(({ kind }) => kind)}::text[], ${identities.map(({ value }) => value)}::text[]) AS asked (kind, value)
    JOIN identity i ON i.workspace = ${workspace} AND i.kind = asked.kind AND i.value = asked.value`.execute(transaction);
  const ids = [...new Set(asked.map(({ customer }) => customer))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<OwnerRow>`
    SELECT id, name, email, phone, country, language, attributes, traits_at, created_at FROM customer
    WHERE workspace = ${workspace} AND id = ANY(${ids}::bigint[])`.execute(transaction);
  const { rows: known } = await sql<{ customer: number; kind: keyof CustomerRecord['known']; value: string }>`
    SELECT customer, kind, value FROM identity
    WHERE workspace = ${workspace} AND customer = ANY(${ids}::bigint[]) AND kind IN ('id', 'email', 'phone')`.execute(transaction);
  const records = new Map(rows.map(({ id, traits_at, created_at, ...profile }, serial): [number, CustomerRecord] => [id, {
    id, profile, known: { id: new Set(), email: new Set(), phone: new Set() }, traitsAt: traits_at?.getTime() ?? null, since: created_at.getTime(), change: 'same', marks: 0, into: null, serial,
  }]));
  for (const { customer, kind, value } of known) records.get(customer)?.known[kind].add(value);
  return new Map(asked.flatMap(({ kind, value, customer }) => { const record = records.get(customer); return record ? [[`${kind}\u0000${value}`, record]] : []; }));
}

/** Pairs that somebody has said are different people, as `smaller:larger`. */
export async function findParted(transaction: Kysely<DB>, workspace: number, customers: readonly number[]): Promise<Set<string>> {
  if (customers.length < 2) return new Set();
  const { rows } = await sql<{ first: number; second: number }>`
    SELECT first, second FROM suspected_duplicate
    WHERE workspace = ${workspace} AND settled = 'different' AND first = ANY(${customers}::bigint[]) AND second = ANY(${customers}::bigint[])`.execute(transaction);
  return new Set(rows.map(({ first, second }) => `${first}:${second}`));
}

export async function drawNumbers(transaction: Kysely<DB>, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ id: number }>`SELECT nextval(pg_get_serial_sequence('customer', 'id')) AS id FROM generate_series(1, ${count}::integer)`.execute(transaction);
  return rows.map(({ id }) => id);
}

const written = (record: CustomerRecord): Record<string, unknown> => ({
  id: record.id, ...record.profile, traits_at: record.traitsAt === null ? null : new Date(record.traitsAt), since: new Date(record.since), changed: record.change === 'changed',
});

export async function writeRecords(transaction: Kysely<DB>, workspace: number, created: readonly CustomerRecord[], changed: readonly CustomerRecord[]): Promise<void> {
  if (created.length > 0) await transaction.executeQuery(CompiledQuery.raw(insertCustomers, [workspace, JSON.stringify(created.map(written))]));
  if (changed.length > 0) await transaction.executeQuery(CompiledQuery.raw(updateCustomers, [workspace, JSON.stringify(changed.map(written))]));
}

export interface NewIdentity { identity: Identity; customer: number; source: string; at: number }

export async function writeIdentities(transaction: Kysely<DB>, workspace: number, identities: readonly NewIdentity[]): Promise<void> {
  if (identities.length === 0) return;
  await transaction.executeQuery(CompiledQuery.raw(insertIdentities, [
    workspace, identities.map(({ identity }) => identity.kind), identities.map(({ identity }) => identity.value), identities.map(({ customer }) => customer),
    identities.map(({ identity }) => personOf(identity)), identities.map(({ source }) => source), identities.map(({ at }) => new Date(at)),
  ]));
}

export interface SuspectedPair { first: number; second: number; identity: Identity }

export async function writeSuspected(transaction: Kysely<DB>, workspace: number, pairs: readonly SuspectedPair[]): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map(({ first, second, identity }) => ({ first: Math.min(first, second), second: Math.max(first, second), kind: identity.kind, value: identity.value }));
  await sql`
    INSERT INTO suspected_duplicate (workspace, first, second, kind, value)
    SELECT DISTINCT ON (r.first, r.second) ${workspace}::integer, r.first, r.second, r.kind, r.value
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (first bigint, second bigint, kind text, value text)
    ON CONFLICT DO NOTHING`.execute(transaction);
}

/** The store's own clock, in microseconds, as text. */
export async function readClock(transaction: Kysely<DB>): Promise<string> {
  const { rows: [clock] } = await sql<{ version: string }>`SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS version`.execute(transaction);
  return clock!.version;
}

export interface CopyRow {
  customer: number; created_at: Date; country: string; language: string; has_email: boolean; has_phone: boolean;
  attributes: Record<string, unknown>; absorbed: boolean; consent: string[]; persons: string[];
}

/** What the event store's copies of these customers say; a customer that is gone is not among them. */
export async function readCopies(transaction: Kysely<DB>, workspace: number, ids: readonly number[]): Promise<CopyRow[]> {
  const { rows } = await transaction.executeQuery(CompiledQuery.raw(copies, [workspace, ids])) as { rows: CopyRow[] };
  return rows;
}
