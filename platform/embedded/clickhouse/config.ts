import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Without these a power cut loses what was confirmed: parts are not synced, and chDB (unlike the server, 480 s)
 * deletes the synced sources of a merge at once while the merged part is still in the page cache.
 */
export const DURABLE = {
  fsync_after_insert: 1,
  fsync_part_directory: 1,
  old_parts_lifetime: 480,
  min_rows_to_fsync_after_merge: 1,
  min_compressed_bytes_to_fsync_after_merge: 1,
  max_suspicious_broken_parts: 1_000_000,
} as const;

export interface EngineConfig { folder: string; memoryMb: number }

const element = (name: string, content: string | number): string => `<${name}>${content}</${name}>`;

/** Writes the engine's configuration into its folder and answers the file's path. */
export async function configFile({ folder, memoryMb }: EngineConfig): Promise<string> {
  const backups = join(folder, 'backups');
  const settings = [
    element('max_server_memory_usage', memoryMb * 1_000_000),
    element('mark_cache_size', 32_000_000),
    element('background_pool_size', 4),
    element('merge_tree', Object.entries(DURABLE).map(([key, value]) => element(key, value)).join('')),
    element('backups', element('allowed_path', escape(backups))),
  ];
  await mkdir(backups, { recursive: true });
  const path = join(folder, 'engine.xml');
  await writeFile(path, `<clickhouse>${settings.join('')}</clickhouse>\n`, { mode: 0o600 });
  return path;
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
