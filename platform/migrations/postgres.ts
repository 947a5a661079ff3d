import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Fault } from '../errors/fault.ts';
import { addressOf, controlFault, isAway } from '../postgres/faults.ts';
import type { Migration } from './files.ts';
import { reasonOf, remaining, type Applied } from './plan.ts';

/** Any number that nobody else on the server uses for an advisory lock: "tributary" in ASCII, folded to 32 bits. */
const LOCK = 0x74726962;

/** How long, in ms, a server that is just starting is waited for. */
export const PATIENCE = 6_000;

const JOURNAL = `CREATE TABLE IF NOT EXISTS migration (
  name       text PRIMARY KEY,
  checksum   text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
)`;

/** Runs `work` while no other node migrates; the others wait for it. */
export async function withMigrationLock<T>(connectionString: string, work: (client: pg.Client) => Promise<T>, patience = PATIENCE): Promise<T> {
  const client = await connected(connectionString, patience);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } catch (error) {
    throw controlFault(error, { address: addressOf({ connectionString }) });
  } finally {
    // Closing the connection rolls back what is open and gives up the lock.
    await client.end();
  }
}

async function connected(connectionString: string, patience: number): Promise<pg.Client> {
  for (const until = performance.now() + patience; ; await sleep(100)) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
    // An error on a connection at rest shows in the next statement.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!isAway(error) || performance.now() > until) throw controlFault(error, { address: addressOf({ connectionString }) });
    }
  }
}

/** Brings the control store to today's schema, all in one transaction: whole or not at all. Answers the names done. */
export async function migrateControl(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query('BEGIN');
  try {
    await client.query(JOURNAL);
    const { rows } = await client.query<Applied>('SELECT name, checksum FROM migration');
    const todo = remaining('PostgreSQL', migrations, rows);
    for (const migration of todo) await apply(client, migration);
    await client.query('COMMIT');
    return todo.map(({ name }) => name);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql);
    await client.query('INSERT INTO migration (name, checksum) VALUES ($1, $2)', [name, checksum]);
  } catch (cause) {
    throw new Fault('stores.migration-failed', { store: 'PostgreSQL', name, reason: reasonOf(cause) }, { cause });
  }
}
