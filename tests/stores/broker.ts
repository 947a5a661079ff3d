import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEvents } from '#platform/clickhouse/store.ts';
import { startClickHouse, type EmbeddedClickHouse } from '#platform/embedded/clickhouse/supervise.ts';
import { startPostgres, type EmbeddedPostgres } from '#platform/embedded/postgres/supervise.ts';
import { migrateEvents } from '#platform/migrations/clickhouse.ts';
import { readMigrations } from '#platform/migrations/files.ts';
import { migrateControl, withMigrationLock } from '#platform/migrations/postgres.ts';

/** Where a test file finds its own, empty, migrated databases; they are removed when the connection to the broker ends. */
export interface Lent { connectionString: string; clickhouseUrl: string; database: string }
export type Answer = { lent: Lent } | { failed: string };

interface Running { postgres: EmbeddedPostgres; clickhouse: EmbeddedClickHouse }

const TEMPLATE = 'template_of_today';
const PREFIX = 'tributary-test-';

/**
 * Lends databases to the test files of one run, all in one PostgreSQL and one ClickHouse. Both start when the first
 * file asks, so a run that needs no store pays nothing. They end with this process, however it ends.
 */
export async function startBroker(): Promise<{ socket: string; stop: () => Promise<void> }> {
  await dropLeftOvers();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const socket = join(folder, 'broker.sock');
  const returning = new Set<Promise<void>>();
  const connections = new Set<Socket>();
  let running: Promise<Running> | null = null;
  let count = 0;
  const server = createServer((connection) => {
    connections.add(connection);
    connection.on('error', () => connection.destroy());
    const database = `test_${(count += 1)}`;
    const lent = (running ??= start(folder)).then((stores) => lend(stores, database));
    const answer = lent.then((given): Answer => ({ lent: given }), (error: unknown): Answer => ({ failed: error instanceof Error ? error.stack ?? error.message : String(error) }));
    void answer.then((text) => connection.write(`${JSON.stringify(text)}\n`));
    connection.on('close', () => {
      connections.delete(connection);
      const back = answer.then(async () => takeBack(await running!, database)).catch(() => undefined).finally(() => returning.delete(back));
      returning.add(back);
    });
  });
  await new Promise<void>((done) => { server.listen(socket, done); });
  return {
    socket,
    stop: async () => {
      server.close();
      for (const connection of connections) connection.destroy();
      if (running !== null) {
        const { postgres, clickhouse } = await running;
        await Promise.all(returning);
        await Promise.all([postgres.stop(), clickhouse.stop()]);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A run that was killed ends its stores but cannot remove its folder. */
async function dropLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !alive(Number(pid))) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function start(folder: string): Promise<Running> {
  const [postgres, clickhouse] = await Promise.all([
    startPostgres({ folder: join(folder, 'control'), durable: false }),
    startClickHouse({ folder: join(folder, 'events'), memoryMb: 8_000 }),
  ]);
  await onServer(postgres, `CREATE DATABASE ${TEMPLATE}`);
  const migrations = await readMigrations('control');
  await withMigrationLock(postgres.url(TEMPLATE), (client) => migrateControl(client, migrations));
  return { postgres, clickhouse };
}

async function lend({ postgres, clickhouse }: Running, database: string): Promise<Lent> {
  await onServer(postgres, `CREATE DATABASE ${database} TEMPLATE ${TEMPLATE}`);
  const whole = openEvents({ url: clickhouse.url() });
  await whole.command(`CREATE DATABASE ${database}`).finally(() => whole.close());
  const events = openEvents({ url: clickhouse.url(database) });
  await migrateEvents(events, await readMigrations('events')).finally(() => events.close());
  return { connectionString: postgres.url(database), clickhouseUrl: clickhouse.url(database), database };
}

async function takeBack({ postgres, clickhouse }: Running, database: string): Promise<void> {
  await onServer(postgres, `DROP DATABASE ${database} WITH (FORCE)`);
  const whole = openEvents({ url: clickhouse.url() });
  await whole.command(`DROP DATABASE ${database} SYNC`).finally(() => whole.close());
}

async function onServer(postgres: EmbeddedPostgres, sql: string): Promise<void> {
  const client = new pg.Client(postgres.url('postgres'));
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
