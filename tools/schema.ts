import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEvents } from '#platform/clickhouse/store.ts';
import { startClickHouse } from '#platform/embedded/clickhouse/supervise.ts';
import { startPostgres } from '#platform/embedded/postgres/supervise.ts';
import { migrateEvents } from '#platform/migrations/clickhouse.ts';
import { describeEvents } from '#platform/migrations/describe-clickhouse.ts';
import { describeControl } from '#platform/migrations/describe-postgres.ts';
import { databaseFolder, readMigrations, type Store } from '#platform/migrations/files.ts';
import { migrateControl, withMigrationLock } from '#platform/migrations/postgres.ts';
import { statements } from '#platform/sql/tokens.ts';
import { difference } from './difference.ts';

/**
 * schema.sql of each store says what the migrations make.
 * --check builds one empty database from each and compares them; exit code 1 when they differ.
 * --write writes both files anew from what the migrations make.
 */
const HEAD = '-- What the migrations make, written by tools/schema.ts --write; the why of each table stands there.\n\n';
const schemaFile = (store: Store): string => join(databaseFolder(), store, 'schema.sql');
const writing = process.argv.includes('--write');

async function settle(store: Store, made: string, remade: () => Promise<string>): Promise<void> {
  if (writing) await writeFile(schemaFile(store), HEAD + made);
  const again = await remade();
  if (again === made) return;
  process.stderr.write(`database/${store}/schema.sql (-) and the migrations (+) make different schemas. Run: node tools/run.mjs schema --write\n${difference(again, made)}\n`);
  process.exitCode = 1;
}

async function control(folder: string): Promise<void> {
  const postgres = await startPostgres({ folder: join(folder, 'control'), durable: false });
  const on = async (database: string, work: (client: pg.Client) => Promise<unknown>): Promise<string> => {
    const client = new pg.Client(postgres.url(database));
    await client.connect();
    return work(client).then(() => describeControl(client)).finally(() => client.end());
  };
  try {
    const migrations = await readMigrations('control');
    const made = await withMigrationLock(postgres.url(), async (client) => { await migrateControl(client, migrations); return describeControl(client); });
    await on('postgres', (client) => client.query('CREATE DATABASE remade'));
    await settle('control', made, async () => on('remade', async (client) => client.query(await readFile(schemaFile('control'), 'utf8'))));
  } finally {
    await postgres.stop();
  }
}

async function events(folder: string): Promise<void> {
  const clickhouse = await startClickHouse({ folder: join(folder, 'events'), memoryMb: 600 });
  const whole = openEvents({ url: clickhouse.url() });
  const remade = openEvents({ url: clickhouse.url('remade') });
  try {
    await migrateEvents(whole, await readMigrations('events'));
    await settle('events', await describeEvents(whole), async () => {
      await whole.command('CREATE DATABASE remade');
      for (const statement of statements(await readFile(schemaFile('events'), 'utf8'), 'clickhouse')) await remade.command(statement);
      return describeEvents(remade);
    });
  } finally {
    await Promise.all([whole.close(), remade.close()]);
    await clickhouse.stop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'tributary-schema-'));
try {
  // Both to their end, even when one fails: the folder goes only after both stores have stopped.
  const failed = (await Promise.allSettled([control(folder), events(folder)])).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
} finally {
  await rm(folder, { recursive: true, force: true });
}
