import { Fault } from '#platform/errors/fault.ts';
import { openFiles, type Stored } from '#platform/files/files.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Readable } from 'node:stream';
import type { ImportPlan } from './plan.ts';
import { insertImport, readUpload, writeUpload } from './queries.ts';

/** Keeps a file under its hash and its last name. */
export async function keepUpload({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, name: string, content: Readable): Promise<Stored & { name: string }> {
  const stored = await openFiles(tools.config.uploads).put(content);
  const kept = name.split(/[/\\]/).at(-1)!.slice(0, 200) || 'file';
  await writeUpload(tools.database, workspace.id, { ...stored, name: kept });
  return { ...stored, name: kept };
}

export interface Upload { sha256: string; name: string; bytes: number; path: string }

/** A file that this workspace has uploaded; throws imports.no-file. Another workspace's file is as good as none. */
export async function findUpload({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, sha256: string): Promise<Upload> {
  const row = await readUpload(tools.database, workspace.id, sha256);
  const file = row && await openFiles(tools.config.uploads).find(sha256);
  if (!row || !file) throw new Fault('imports.no-file');
  return { sha256, name: row.name, bytes: row.bytes, path: file.path };
}

/** Writes an import down; it begins when its job runs. @returns its number */
export async function createImport({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, file: Pick<Upload, 'sha256' | 'name'>, plan: ImportPlan, { dryRun, actor }: { dryRun: boolean; actor: string }): Promise<number> {
  return insertImport(tools.database, workspace.id, file, plan, { dryRun, actor, at: tools.clock.now() });
}
