import { sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';

export type SuppressionReason = 'bounced' | 'complained' | 'manual';
export interface Suppression { channel: string; address: string; reason: SuppressionReason; detail: string; at: Date }

/** Notes addresses that must not be written to any more; the first reason stays. Addresses as `normalise.ts` keeps them. */
export async function suppress(database: Kysely<DB>, workspace: number, rows: readonly Suppression[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO suppression (workspace, channel, address, reason, detail, at)
    SELECT ${workspace}::integer, r.channel, r.address, r.reason, r.detail, r.at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (channel text, address text, reason text, detail text, at timestamptz)
    ON CONFLICT DO NOTHING`.execute(database);
}

/** Those of the addresses that must not be written to, with the reason. */
export async function suppressed(database: Kysely<DB>, workspace: number, channel: string, addresses: readonly string[]): Promise<Map<string, SuppressionReason>> {
  if (addresses.length === 0) return new Map();
  const { rows } = await sql<{ address: string; reason: SuppressionReason }>`
    SELECT address, reason FROM suppression WHERE workspace = ${workspace} AND channel = ${channel} AND address = ANY(${addresses}::text[])`.execute(database);
  return new Map(rows.map(({ address, reason }) => [address, reason]));
}

/** All that is known of those of the addresses that stand on the list, of every channel. */
export async function suppressionsOf(database: Kysely<DB>, workspace: number, addresses: readonly string[]): Promise<Suppression[]> {
  const { rows } = await sql<Suppression>`
    SELECT channel, address, reason, detail, at FROM suppression WHERE workspace = ${workspace} AND address = ANY(${addresses}::text[]) ORDER BY at`.execute(database);
  return rows;
}

/** Takes an address off the list, as when its owner asks for mail again. @returns whether it stood there */
export async function unsuppress(database: Kysely<DB>, workspace: number, channel: string, address: string): Promise<boolean> {
  const { numAffectedRows } = await sql`DELETE FROM suppression WHERE workspace = ${workspace} AND channel = ${channel} AND address = ${address}`.execute(database);
  return (numAffectedRows ?? 0n) > 0n;
}
