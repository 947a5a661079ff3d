import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '#platform/embedded/postgres/supervise.ts';
import { databaseFolder, readMigrations } from '#platform/migrations/files.ts';
import { migrateControl, withMigrationLock } from '#platform/migrations/postgres.ts';
import { tableTypes } from '#platform/postgres/table-types.ts';

/**
 * Writes database/control/tables.gen.ts from the schema that the migrations make; --check only compares.
 * Exit code 1: stale.
 */
const file = join(databaseFolder(), 'control', 'tables.gen.ts');
const folder = await mkdtemp(join(tmpdir(), 'tributary-tables-'));
try {
  const postgres = await startPostgres({ folder: join(folder, 'control'), durable: false });
  const migrations = await readMigrations('control');
  const text = await withMigrationLock(postgres.url(), async (client) => {
    await migrateControl(client, migrations);
    return tableTypes(client);
  }).finally(postgres.stop);
  if (!process.argv.includes('--check')) await writeFile(file, text);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    process.stderr.write('database/control/tables.gen.ts does not fit the migrations. Run: node tools/run.mjs tables\n');
    process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
