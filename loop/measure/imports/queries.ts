import { sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { Fault } from '#platform/errors/fault.ts';
import type { Bad } from './reasons.ts';
import type { Findings } from './findings.ts';

export type ImportState = 'waiting' | 'running' | 'stopped' | 'done' | 'failed';
export interface BadRow extends Bad { row: number }

/** An import as it stands. */
export interface ImportRow {
  id: number; kind: string; file: string; file_name: string; mapping: unknown; options: unknown; dry_run: boolean; state: ImportState;
  rows_total: number | null; rows_read: number; rows_new: number; rows_same: number; rows_bad: number; share: number;
}

/** Takes the import over; null when it is done, stopped or gone, so that a job that is told twice does nothing the second time. */
export async function beginImport(database: Kysely<DB>, workspace: number, id: number, now: Date): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`
    UPDATE import SET state = 'running', started_at = coalesce(started_at, ${now}), error = NULL
    WHERE workspace = ${workspace} AND id = ${id} AND state IN ('waiting', 'running')
    RETURNING id, kind, file, file_name, mapping, options, dry_run, state, rows_total, rows_read, rows_new, rows_same, rows_bad, share`.execute(database);
  return rows[0] ?? null;
}

/** Imports of a workspace write one part at a time: of two that bring the same row, one finds what the other wrote. */
export async function lockImports(transaction: Kysely<DB>, workspace: number): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(7263, ${workspace}::integer)`.execute(transaction);
}

export interface PartCounts { from: number; read: number; fresh: number; same: number; bad: readonly BadRow[]; share: number }

/**
 * Counts a part that has been written, in the same transaction. @returns the state that somebody may have changed meanwhile
 * @throws imports.overtaken when another process has counted rows since: this one must let go
 */
export async function countPart(transaction: Kysely<DB>, workspace: number, id: number, { from, read, fresh, same, bad, share }: PartCounts): Promise<ImportState> {
  const reasons: Record<string, number> = {};
  for (const { reason } of bad) reasons[reason] = (reasons[reason] ?? 0) + 1;
  const { rows } = await sql<{ state: ImportState }>`
    UPDATE import SET rows_read = rows_read + ${read}, rows_new = rows_new + ${fresh}, rows_same = rows_same + ${same}, rows_bad = rows_bad + ${bad.length}, share = ${share},
      reasons = coalesce((SELECT jsonb_object_agg(key, n) FROM (SELECT key, sum(value::bigint) AS n FROM (SELECT * FROM jsonb_each_text(reasons) UNION ALL SELECT * FROM jsonb_each_text(${JSON.stringify(reasons)}::jsonb)) AS pairs (key, value) GROUP BY key) AS sums), '{}'::jsonb)
    WHERE workspace = ${workspace} AND id = ${id} AND rows_read = ${from} RETURNING state`.execute(transaction);
  if (!rows[0]) throw new Fault('imports.overtaken');
  if (bad.length > 0) {
    await sql`
      INSERT INTO import_bad_row (workspace, import, row, field, value, reason)
      SELECT ${workspace}::integer, ${id}::bigint, r.row, r.field, r.value, r.reason
      FROM jsonb_to_recordset(${JSON.stringify(bad).replaceAll('\\u0000', '')}::jsonb) AS r (row bigint, field text, value text, reason text)`.execute(transaction);
  }
  return rows[0].state;
}

/** Adds to the findings about the data that came with one file. */
export async function countFindings(transaction: Kysely<DB>, workspace: number, subject: string, findings: Findings): Promise<void> {
  if (findings.counts.size === 0) return;
  const rows = [...findings.counts].map(([code, { count, examples }]) => ({ code, count, examples }));
  await sql`
    INSERT INTO data_quality AS q (workspace, code, subject, count, detail)
    SELECT ${workspace}::integer, r.code, ${subject}, r.count, jsonb_build_object('examples', r.examples)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (code text, count bigint, examples jsonb)
    ON CONFLICT (workspace, code, subject) DO UPDATE SET count = q.count + excluded.count, at = now(),
      detail = jsonb_set(q.detail, '{examples}', jsonb_path_query_array((coalesce(q.detail->'examples', '[]')) || (excluded.detail->'examples'), '$[0 to 4]'))`.execute(transaction);
}

export async function finishImport(database: Kysely<DB>, workspace: number, id: number, now: Date): Promise<void> {
  await sql`
    UPDATE import SET state = 'done', rows_total = rows_read, share = 1, finished_at = ${now}
    WHERE workspace = ${workspace} AND id = ${id} AND state = 'running'`.execute(database);
}

export async function failImport(database: Kysely<DB>, workspace: number, id: number, fault: { code: string; values: unknown }): Promise<void> {
  await sql`
    UPDATE import SET state = 'failed', error = ${JSON.stringify(fault)}::jsonb
    WHERE workspace = ${workspace} AND id = ${id} AND state = 'running'`.execute(database);
}

/** 'stopped' for one that waits or runs: whoever works on it sees it after its present part. */
export async function stopImport(database: Kysely<DB>, workspace: number, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE import SET state = 'stopped' WHERE workspace = ${workspace} AND id = ${id} AND state IN ('waiting', 'running')`.execute(database);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function resumeImport(database: Kysely<DB>, workspace: number, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE import SET state = 'waiting', error = NULL WHERE workspace = ${workspace} AND id = ${id} AND state IN ('stopped', 'failed')`.execute(database);
  return (numAffectedRows ?? 0n) > 0n;
}
