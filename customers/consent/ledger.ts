import { CompiledQuery, sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { announceCustomers } from '../identity/identify.ts';
import recordSql from './record.sql';

export type ConsentState = 'granted' | 'withdrawn';

/** An entry of the ledger: who agreed to what, in which words, how we know, when. Rows are only ever added. */
export interface ConsentEntry {
  customer: number;
  channel: string;
  purpose: string;
  state: ConsentState;
  /** The words the person saw. */
  wording: string;
  source: string;
  /** Whatever shows that it happened: address of the page, IP, import and row. */
  proof: Readonly<Record<string, unknown>>;
  at: Date;
}

const AT_ONCE = 5000;

/**
 * Adds entries in the caller's transaction and tells the event store's copy. Entries equal to one that is already there
 * (same customer, channel, purpose, state, time, wording and source) are left out, so that a file may be read twice.
 * @param transaction not confined: the statements carry the workspace themselves
 * @returns in the order of the entries: true where added
 */
export async function recordConsents(transaction: Kysely<DB>, workspace: number, entries: readonly ConsentEntry[]): Promise<boolean[]> {
  const added: boolean[] = entries.map(() => false);
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    const part = entries.slice(start, start + AT_ONCE).map((entry, index) => ({ ...entry, place: start + index }));
    const { rows } = await transaction.executeQuery(CompiledQuery.raw(recordSql, [workspace, JSON.stringify(part)])) as { rows: { place: number }[] };
    for (const { place } of rows) added[place] = true;
  }
  const heard = [...new Set(entries.filter((_, index) => added[index]).map(({ customer }) => customer))];
  await announceCustomers(transaction, workspace, await keptRecords(transaction, workspace, heard));
  return added;
}

/** The records that hold these customers today: themselves, or whoever took them in. */
async function keptRecords(database: Kysely<DB>, workspace: number, customers: readonly number[]): Promise<number[]> {
  if (customers.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    SELECT DISTINCT coalesce(merged_into, id) AS id FROM customer WHERE workspace = ${workspace} AND id = ANY(${customers}::bigint[])`.execute(database);
  return rows.map(({ id }) => id);
}

/**
 * Which of the customers may be written to: the newest entry for the channel and purpose, of all records that are one
 * person today, is a grant. A customer who was merged away since is asked for like the one that took them in. Read at
 * the moment of sending; nobody is in force by silence.
 * @param database not confined: the statement carries the workspace itself
 */
export async function inForce(database: Kysely<DB>, workspace: number, customers: readonly number[], channel: string, purpose: string): Promise<Set<number>> {
  if (customers.length === 0) return new Set();
  const { rows } = await sql<{ customer: number; state: ConsentState }>`
    SELECT DISTINCT ON (asked.id) asked.id AS customer, s.state
    FROM unnest(${customers}::bigint[]) AS asked (id)
    JOIN customer a ON a.workspace = ${workspace} AND a.id = asked.id
    JOIN customer c ON c.workspace = ${workspace} AND (c.id = coalesce(a.merged_into, a.id) OR c.merged_into = coalesce(a.merged_into, a.id))
    JOIN consent s ON s.workspace = ${workspace} AND s.customer = c.id AND s.channel = ${channel} AND s.purpose = ${purpose}
    ORDER BY asked.id, s.at DESC, s.id DESC`.execute(database);
  return new Set(rows.filter(({ state }) => state === 'granted').map(({ customer }) => customer));
}

export interface LedgerRow extends ConsentEntry { id: number }

/** The ledger of a customer, newest first, a thousand entries at most. */
export async function ledgerOf(database: Kysely<DB>, workspace: number, customer: number): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    SELECT s.id, s.customer, s.channel, s.purpose, s.state, s.wording, s.source, s.proof, s.at
    FROM consent s JOIN customer c ON c.workspace = s.workspace AND c.id = s.customer
    WHERE s.workspace = ${workspace} AND (c.id = ${customer} OR c.merged_into = ${customer})
    ORDER BY s.at DESC, s.id DESC LIMIT 1000`.execute(database);
  return rows;
}
