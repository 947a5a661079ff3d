import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DURABLE } from '../../clickhouse/durable.ts';

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
