import { sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { Fault } from '#platform/errors/fault.ts';
import { PROFILE_FIELDS, type Profile, type ProfileField } from './record.ts';

export interface Merge { kept: number; absorbed: number; reason: string; actor: string }

/** What a merge moved and filled in, so that it can be undone. */
interface Moved {
  identities: [kind: string, value: string][];
  /** Records that the absorbed one had taken in before. */
  records: number[];
  fields: ProfileField[];
  attributes: string[];
}

/**
 * Moves the identities of one record to another and fills the gaps of its profile; the absorbed record stays, pointing
 * to the kept one, and nothing of its history is rewritten. The caller holds the workspace's identity lock and announces.
 */
export async function mergeRecords(transaction: Kysely<DB>, workspace: number, { kept, absorbed, reason, actor }: Merge): Promise<void> {
  const { rows: identities } = await sql<{ kind: string; value: string }>`
    UPDATE identity SET customer = ${kept} WHERE workspace = ${workspace} AND customer = ${absorbed} RETURNING kind, value`.execute(transaction);
  const { rows: records } = await sql<{ id: number }>`
    UPDATE customer SET merged_into = ${kept}, updated_at = now() WHERE workspace = ${workspace} AND (id = ${absorbed} OR merged_into = ${absorbed}) RETURNING id`.execute(transaction);
  const filled = await fillGaps(transaction, workspace, kept, absorbed);
  const moved: Moved = { identities: identities.map(({ kind, value }) => [kind, value]), records: records.map(({ id }) => id).filter((id) => id !== absorbed), ...filled };
  await sql`
    INSERT INTO customer_merge (workspace, kept, absorbed, reason, moved, actor)
    VALUES (${workspace}, ${kept}, ${absorbed}, ${reason}, ${JSON.stringify(moved)}::jsonb, ${actor})`.execute(transaction);
  await sql`
    UPDATE suspected_duplicate SET settled = 'merged'
    WHERE workspace = ${workspace} AND first = ${Math.min(kept, absorbed)} AND second = ${Math.max(kept, absorbed)}`.execute(transaction);
}

async function profileOf(transaction: Kysely<DB>, workspace: number, id: number): Promise<Profile & { created_at: Date }> {
  const { rows } = await sql<Profile & { created_at: Date }>`
    SELECT name, email, phone, country, language, attributes, created_at FROM customer WHERE workspace = ${workspace} AND id = ${id}`.execute(transaction);
  if (!rows[0]) throw new Fault('access.not-found', { what: 'customer', id });
  return rows[0];
}

async function fillGaps(transaction: Kysely<DB>, workspace: number, kept: number, absorbed: number): Promise<Pick<Moved, 'fields' | 'attributes'>> {
  const into = await profileOf(transaction, workspace, kept);
  const from = await profileOf(transaction, workspace, absorbed);
  const fields = PROFILE_FIELDS.filter((field) => into[field] === null && from[field] !== null);
  const attributes = Object.keys(from.attributes).filter((name) => !(name in into.attributes));
  const filled = { ...into, ...Object.fromEntries(fields.map((field) => [field, from[field]])) };
  await writeProfile(transaction, workspace, kept, { ...filled, attributes: { ...from.attributes, ...into.attributes } });
  await sql`UPDATE customer SET created_at = least(created_at, ${from.created_at}) WHERE workspace = ${workspace} AND id = ${kept}`.execute(transaction);
  return { fields, attributes };
}

async function writeProfile(transaction: Kysely<DB>, workspace: number, id: number, { name, email, phone, country, language, attributes }: Profile): Promise<void> {
  await sql`
    UPDATE customer SET name = ${name}, email = ${email}, phone = ${phone}, country = ${country}, language = ${language},
      attributes = ${JSON.stringify(attributes)}::jsonb, updated_at = now()
    WHERE workspace = ${workspace} AND id = ${id}`.execute(transaction);
}

/**
 * Takes a merge back: the identities and records that moved return, profile values that were filled in and not changed
 * since are taken out again. The pair is noted as different people, so that nothing joins them by itself again.
 * @returns the customers whose copies are out of date
 * @throws access.not-found, customers.unmerged-already
 */
export async function undoMerge(transaction: Kysely<DB>, workspace: number, merge: number): Promise<number[]> {
  const { rows: [found] } = await sql<{ kept: number; absorbed: number; moved: Moved; undone_at: Date | null }>`
    UPDATE customer_merge m SET undone_at = coalesce(m.undone_at, now()) FROM customer_merge o
    WHERE m.workspace = ${workspace} AND m.id = ${merge} AND o.workspace = m.workspace AND o.id = m.id
    RETURNING m.kept, m.absorbed, m.moved, o.undone_at`.execute(transaction);
  if (!found) throw new Fault('access.not-found', { what: 'merge', id: merge });
  if (found.undone_at) throw new Fault('customers.unmerged-already', { merge });
  const { kept, absorbed, moved } = found;
  const { rows: [root] } = await sql<{ id: number }>`SELECT coalesce(merged_into, id) AS id FROM customer WHERE workspace = ${workspace} AND id = ${kept}`.execute(transaction);
  const holder = root?.id ?? kept;
  await sql`
    UPDATE identity i SET customer = ${absorbed}
    FROM jsonb_to_recordset(${JSON.stringify(moved.identities.map(([kind, value]) => ({ kind, value })))}::jsonb) AS r (kind text, value text)
    WHERE i.workspace = ${workspace} AND i.kind = r.kind AND i.value = r.value AND i.customer = ${holder}`.execute(transaction);
  await sql`UPDATE customer SET merged_into = NULL, updated_at = now() WHERE workspace = ${workspace} AND id = ${absorbed}`.execute(transaction);
  await sql`UPDATE customer SET merged_into = ${absorbed} WHERE workspace = ${workspace} AND id = ANY(${moved.records}::bigint[]) AND merged_into = ${holder}`.execute(transaction);
  await takeOut(transaction, workspace, kept, absorbed, moved);
  await sql`
    INSERT INTO suspected_duplicate (workspace, first, second, kind, value, settled)
    VALUES (${workspace}, ${Math.min(kept, absorbed)}, ${Math.max(kept, absorbed)}, 'customer', ${String(absorbed)}, 'different')
    ON CONFLICT (workspace, first, second) DO UPDATE SET settled = 'different'`.execute(transaction);
  return [...new Set([kept, absorbed, holder])];
}

async function takeOut(transaction: Kysely<DB>, workspace: number, kept: number, absorbed: number, { fields, attributes }: Moved): Promise<void> {
  const into = await profileOf(transaction, workspace, kept);
  const from = await profileOf(transaction, workspace, absorbed);
  const emptied = fields.filter((field) => into[field] === from[field]);
  const left = Object.fromEntries(Object.entries(into.attributes).filter(([name, value]) => !(attributes.includes(name) && JSON.stringify(value) === JSON.stringify(from.attributes[name]))));
  await writeProfile(transaction, workspace, kept, { ...into, ...Object.fromEntries(emptied.map((field) => [field, null])), attributes: left });
}
