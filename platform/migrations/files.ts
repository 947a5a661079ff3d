import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';

export interface Migration { name: string; sql: string; checksum: string }

export type Store = 'control' | 'events';

/** database/ beside the bundle, or of the sources. */
export function databaseFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, 'database');
    if (existsSync(join(found, 'control', 'migrations'))) return found;
    if (folder === dirname(folder)) throw new Error('The folder database/ with the migrations is not part of this installation. Install it again.');
  }
}

/** The migrations of a store in their order: NNNN_name.sql. */
export async function readMigrations(store: Store, folder = databaseFolder()): Promise<Migration[]> {
  const place = join(folder, store, 'migrations');
  const names = (await readdir(place)).filter((name) => name.endsWith('.sql')).sort();
  names.forEach((name, index) => {
    const [number] = /^\d{4}(?=_[a-z0-9_]+\.sql$)/.exec(name) ?? [];
    if (number === undefined || Number(number) !== index + 1) throw new Error(`${join(place, name)}: migrations are named NNNN_name.sql and numbered without a gap; ${String(index + 1).padStart(4, '0')}_… is expected here.`);
  });
  return Promise.all(names.map(async (name) => migration(name.slice(0, -4), await readFile(join(place, name), 'utf8'))));
}

export function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql.replace(/\r\n/g, '\n')).digest('hex') };
}
