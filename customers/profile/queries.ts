import { CompiledQuery, sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Identity, IdentityKind } from '#vocabulary/identity.ts';
import { readConverted } from '../currencies/converted.ts';
import list from './sql/list.sql';
import totals from './sql/totals.sql';

export interface ListedCustomer { id: number; name: string | null; email: string | null; phone: string | null; country: string | null; language: string | null; created_at: Date; own_id: string | null }

/** A page of customers. @param search beginning of a name, address, telephone or own number; '' for all */
export async function listCustomers({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, search: string, before: number, limit: number): Promise<ListedCustomer[]> {
  const typed = search.trim().normalize('NFKC');
  const text = typed.toLowerCase();
  const prefixOf = (word: string): string | null => (word === '' ? null : `${word.replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await tools.database.executeQuery(CompiledQuery.raw(list, [workspace.id, before, prefixOf(text), /^#?\d{1,15}$/.test(text) ? Number(text.replace('#', '')) 
    : null, limit, prefixOf(typed), prefixOf(typed.toUpperCase())])) as { rows: ListedCustomer[] };
  return rows;
}

/** These customers as lines of a list, by number. */
export async function listedById({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, ids: readonly number[]): Promise<ListedCustomer[]> {
  const { rows } = await sql<ListedCustomer>`
    SELECT c.id, c.name, c.email, c.phone, c.country, c.language, c.created_at,
      (SELECT min(i.value) FROM identity i WHERE i.workspace = c.workspace AND i.customer = c.id AND i.kind = 'id') AS own_id
    FROM customer c WHERE c.workspace = ${workspace.id} AND c.id = ANY(${ids}::bigint[]) ORDER BY c.id`.execute(tools.database);
  return rows;
}

export interface OwnedIdentity { kind: IdentityKind; value: string; person: string; source: string; seen_at: Date; customer: number }

export async function identitiesOf({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, customers: readonly number[]): Promise<OwnedIdentity[]> {
  const { rows } = await sql<OwnedIdentity>`
    SELECT kind, value, person::text AS person, source, seen_at, customer FROM identity
    WHERE workspace = ${workspace.id} AND customer = ANY(${customers}::bigint[]) ORDER BY customer, kind, value`.execute(tools.database);
  return rows;
}

/** Those at which a customer can be written to or called. */
export const addressesOf = (identities: readonly Pick<OwnedIdentity, 'kind' | 'value'>[]): string[] =>
  identities.filter(({ kind }) => kind === 'email' || kind === 'phone').map(({ value }) => value);

/**
 * Money in minor units of the workspace's currency, net of returns, without that of `leftOut` orders, for whose currency
 * nobody has given a rate; times in epoch seconds, null without a sale.
 */
export interface Totals { orders: number; leftOut: number; revenue: number; returned: number; first: number | null; last: number | null }
const NOTHING: Totals = { orders: 0, leftOut: 0, revenue: 0, returned: 0, first: null, last: null };

/** What customers bought, by customer. */
export async function totalsOf(room: Room, identities: readonly OwnedIdentity[]): Promise<Map<number, Totals>> {
  const owner = new Map(identities.map(({ person, customer }) => [person, customer]));
  const sums = new Map<number, Totals>();
  if (owner.size === 0) return sums;
  const rows = await readConverted<{ person: string; orders: number; left_out: number; revenue: number; returned: number; first: number; last: number }>(room, totals, { persons: [...owner.keys()].map(BigInt) });
  for (const { person, orders, left_out: leftOut, revenue, returned, first, last } of rows) {
    const customer = owner.get(person)!;
    const sum = sums.get(customer) ?? NOTHING;
    const sold = orders > 0 || last > 0;
    sums.set(customer, {
      orders: sum.orders + orders, leftOut: sum.leftOut + leftOut, revenue: sum.revenue + revenue, returned: sum.returned + returned,
      first: sold ? Math.min(sum.first ?? first, first) : sum.first, last: sold ? Math.max(sum.last ?? last, last) : sum.last,
    });
  }
  return sums;
}

export interface CustomerDetail { id: number; name: string | null; email: string | null; phone: string | null; country: string | null; language: string | null; attributes: Record<string, unknown>; merged_into: number | null; created_at: Date; updated_at: Date }

/** Throws access.not-found. */
export async function findCustomer(database: Kysely<DB>, workspace: number, id: number): Promise<CustomerDetail> {
  const { rows } = await sql<CustomerDetail>`
    SELECT id, name, email, phone, country, language, attributes, merged_into, created_at, updated_at FROM customer WHERE workspace = ${workspace} AND id = ${id}`.execute(database);
  if (!rows[0]) throw new Fault('access.not-found', { what: 'customer', id });
  return rows[0];
}

/** The customer's own number and those of the records merged into it. */
export async function familyOf(database: Kysely<DB>, workspace: number, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM customer WHERE workspace = ${workspace} AND merged_into = ${id} ORDER BY id`.execute(database);
  return [id, ...rows.map((row) => row.id)];
}

export interface MergeRow { id: number; kept: number; absorbed: number; reason: string; actor: string; at: Date; undone_at: Date | null }

export async function mergesOf(database: Kysely<DB>, workspace: number, family: readonly number[]): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    SELECT id, kept, absorbed, reason, actor, at, undone_at FROM customer_merge
    WHERE workspace = ${workspace} AND (kept = ANY(${family}::bigint[]) OR absorbed = ANY(${family}::bigint[])) ORDER BY id DESC LIMIT 100`.execute(database);
  return rows;
}

export interface SuspectedRow { first: number; second: number; first_name: string | null; second_name: string | null; first_email: string | null; second_email: string | null; kind: string; value: string; at: Date }

/** Pairs that nobody has decided on, newest first. @param customer only those with this one; null for all */
export async function suspectedPairs(database: Kysely<DB>, workspace: number, customer: number | null, limit: number): Promise<SuspectedRow[]> {
  const { rows } = await sql<SuspectedRow>`
    SELECT d.first, d.second, a.name AS first_name, b.name AS second_name, a.email AS first_email, b.email AS second_email, d.kind, d.value, d.at
    FROM suspected_duplicate d
    JOIN customer a ON a.workspace = d.workspace AND a.id = d.first AND a.merged_into IS NULL
    JOIN customer b ON b.workspace = d.workspace AND b.id = d.second AND b.merged_into IS NULL
    WHERE d.workspace = ${workspace} AND d.settled IS NULL AND (${customer}::bigint IS NULL OR ${customer}::bigint IN (d.first, d.second))
    ORDER BY d.at DESC, d.first, d.second LIMIT ${limit}`.execute(database);
  return rows;
}

/** The customer whom an identity belongs to; null for nobody's. */
export async function ownerOf(transaction: Kysely<DB>, workspace: number, { kind, value }: Identity): Promise<number | null> {
  const { rows: [owner] } = await sql<{ customer: number }>`SELECT customer FROM identity WHERE workspace = ${workspace} AND kind = ${kind} AND value = ${value}`.execute(transaction);
  return owner?.customer ?? null;
}

/** The first own number of each of these customers that has one. */
export async function ownNumbersOf(transaction: Kysely<DB>, workspace: number, [one, other]: readonly [number, number]): Promise<string[]> {
  const { rows } = await sql<{ customer: number; value: string }>`
    SELECT customer, min(value) AS value FROM identity WHERE workspace = ${workspace} AND kind = 'id' AND customer IN (${one}, ${other}) GROUP BY customer`.execute(transaction);
  return rows.map(({ value }) => value);
}

export async function writeProfile(transaction: Kysely<DB>, workspace: number, to: Omit<CustomerDetail, 'merged_into' | 'created_at' | 'updated_at'>, at: Date): Promise<void> {
  await sql`
    UPDATE customer SET name = ${to.name}, email = ${to.email}, phone = ${to.phone}, country = ${to.country}, language = ${to.language},
      attributes = ${JSON.stringify(to.attributes)}::jsonb, traits_at = ${at}, updated_at = now()
    WHERE workspace = ${workspace} AND id = ${to.id}`.execute(transaction);
}

/** @param first the smaller number of the two */
export async function settleDifferent(database: Kysely<DB>, workspace: number, first: number, second: number): Promise<void> {
  await sql`
    UPDATE suspected_duplicate SET settled = 'different'
    WHERE workspace = ${workspace} AND first = ${first} AND second = ${second}`.execute(database);
}
