import { sql } from 'kysely';
import { Fault } from '#platform/errors/fault.ts';
import { openFiles, type Stored } from '#platform/files/files.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Readable } from 'node:stream';
import type { ImportPlan } from './plan.ts';

/** Keeps a file under its hash and its last name. */
export async function keepUpload({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, name: string, content: Readable): Promise<Stored & { name: string }> {
  const stored = await openFiles(tools.config.data).put(content);
  const kept = name.split(/[/\\]/).at(-1)!.slice(0, 200) || 'file';
  await sql`
    INSERT INTO upload (workspace, sha256, name, bytes) VALUES (${workspace.id}, ${stored.sha256}, ${kept}, ${stored.bytes})
    ON CONFLICT (workspace, sha256) DO UPDATE SET name = excluded.name`.execute(tools.database);
  return { ...stored, name: kept };
}

export interface Upload { sha256: string; name: string; bytes: number; path: string }

/** A file that this workspace has uploaded; throws imports.no-file. Another workspace's file is as good as none. */
export async function findUpload({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, sha256: string): Promise<Upload> {
  const { rows: [row] } = await sql<{ name: string; bytes: number }>`SELECT name, bytes FROM upload WHERE workspace = ${workspace.id} AND sha256 = ${sha256}`.execute(tools.database);
  const file = row && await openFiles(tools.config.data).find(sha256);
  if (!row || !file) throw new Fault('imports.no-file');
  return { sha256, name: row.name, bytes: row.bytes, path: file.path };
}

/** Writes an import down; it begins when its job runs. @returns its number */
export async function createImport({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, file: Pick<Upload, 'sha256' | 'name'>, plan: ImportPlan, { dryRun, actor }: { dryRun: boolean; actor: string }): Promise<number> {
  const { kind, options, ...mapping } = plan;
  const { rows } = await sql<{ id: number }>`
    INSERT INTO import (workspace, kind, file, file_name, format, encoding, mapping, options, dry_run, state, actor, created_at)
    VALUES (${workspace.id}, ${kind}, ${file.sha256}, ${file.name}, ${plan.read.format}, ${plan.read.encoding}, ${JSON.stringify(mapping)}::jsonb, ${JSON.stringify(options)}::jsonb,
      ${dryRun}, 'waiting', ${actor}, ${tools.clock.now()}) RETURNING id`.execute(tools.database);
  return rows[0]!.id;
}
