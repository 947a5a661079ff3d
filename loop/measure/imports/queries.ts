import { sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { Fault } from '#platform/errors/fault.ts';
import { storable } from '#platform/postgres/storable.ts';
import type { FaultCode } from '#vocabulary/faults/all.ts';
import type { ImportKindId } from './fields/contract.ts';
import type { ImportPlan } from './plan.ts';
import type { Bad, ReasonCode } from './reasons.ts';
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
      FROM jsonb_to_recordset(${JSON.stringify(storable(bad))}::jsonb) AS r (row bigint, field text, value text, reason text)`.execute(transaction);
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

/** A page of the rows that an import refused, in the order of the file. */
export async function readBadRows(database: Kysely<DB>, workspace: number, id: number, after: number, limit: number): Promise<BadRow[]> {
  const { rows } = await sql<BadRow>`
    SELECT row, field, value, reason FROM import_bad_row WHERE workspace = ${workspace} AND import = ${id} AND row > ${after} ORDER BY row LIMIT ${limit}`.execute(database);
  return rows;
}

/** An import with everything that its page shows. */
export interface ListedImport extends Omit<ImportRow, 'mapping' | 'options'> {
  kind: ImportKindId; format: string; mapping: object; options: object; reasons: Record<ReasonCode, number>;
  error: { code: FaultCode; values: Record<string, string> } | null; actor: string; created_at: Date; started_at: Date | null; finished_at: Date | null;
}

const COLUMNS = sql`id, kind, file, file_name, format, mapping, options, dry_run, state, rows_total, rows_read, rows_new, rows_same, rows_bad, share, reasons, error, actor, created_at, started_at, finished_at`;

export async function readImport(database: Kysely<DB>, workspace: number, id: number): Promise<ListedImport | null> {
  const { rows } = await sql<ListedImport>`SELECT ${COLUMNS} FROM import WHERE workspace = ${workspace} AND id = ${id}`.execute(database);
  return rows[0] ?? null;
}

/** Imports before a number, the newest first, without dry runs. */
export async function listImports(database: Kysely<DB>, workspace: number, before: number, limit: number): Promise<ListedImport[]> {
  const { rows } = await sql<ListedImport>`
    SELECT ${COLUMNS} FROM import WHERE workspace = ${workspace} AND NOT dry_run AND id < ${before}
    ORDER BY id DESC LIMIT ${limit}`.execute(database);
  return rows;
}

export interface CountedFinding { code: string; subject: string; count: number; detail: { examples?: { row: number; value: string }[] }; at: Date }

/** What is odd about the data, the most frequent first. */
export async function readFindings(database: Kysely<DB>, workspace: number): Promise<CountedFinding[]> {
  const { rows } = await sql<CountedFinding>`
    SELECT code, subject, count, detail, at FROM data_quality WHERE workspace = ${workspace} ORDER BY count DESC, code, subject LIMIT 500`.execute(database);
  return rows;
}

/** Notes a file under its hash; of several names the last holds. */
export async function writeUpload(database: Kysely<DB>, workspace: number, { sha256, name, bytes }: { sha256: string; name: string; bytes: number }): Promise<void> {
  await sql`
    INSERT INTO upload (workspace, sha256, name, bytes) VALUES (${workspace}, ${sha256}, ${name}, ${bytes})
    ON CONFLICT (workspace, sha256) DO UPDATE SET name = excluded.name`.execute(database);
}

export async function readUpload(database: Kysely<DB>, workspace: number, sha256: string): Promise<{ name: string; bytes: number } | null> {
  const { rows: [row] } = await sql<{ name: string; bytes: number }>`SELECT name, bytes FROM upload WHERE workspace = ${workspace} AND sha256 = ${sha256}`.execute(database);
  return row ?? null;
}

/** @returns its number */
export async function insertImport(database: Kysely<DB>, workspace: number, file: { sha256: string; name: string }, plan: ImportPlan, { dryRun, actor, at }: { dryRun: boolean; actor: string; at: Date }): Promise<number> {
  const { kind, options, ...mapping } = plan;
  const { rows } = await sql<{ id: number }>`
    INSERT INTO import (workspace, kind, file, file_name, format, encoding, mapping, options, dry_run, state, actor, created_at)
    VALUES (${workspace}, ${kind}, ${file.sha256}, ${file.name}, ${plan.read.format}, ${plan.read.encoding}, ${JSON.stringify(mapping)}::jsonb, ${JSON.stringify(options)}::jsonb,
      ${dryRun}, 'waiting', ${actor}, ${at}) RETURNING id`.execute(database);
  return rows[0]!.id;
}
