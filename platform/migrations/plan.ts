import { Fault } from '../errors/fault.ts';
import type { Migration } from './files.ts';

export interface Applied { name: string; checksum: string }

/** What is left to do; throws when the store was changed by a newer version or a migration was edited afterwards. */
export function remaining(store: 'PostgreSQL' | 'ClickHouse', migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (migration === undefined) throw new Fault('stores.newer', { store, name });
    if (migration.checksum !== checksum) throw new Fault('stores.migration-changed', { store, name });
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0]! : String(error));
