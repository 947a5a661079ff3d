import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '#tests/free-port.ts';
import { borrow } from '#tests/stores/open.ts';
import { openStores, type Stores, type StoresConfig } from './stores.ts';

let data: string;
let config: StoresConfig;
let stores: Stores;
const notices: string[] = [];
/** Callers wait for the store; on a busy machine it needs longer than they have patience for otherwise. */
const patience = 60_000;
const notice = (store: string, what: string): number => notices.push(`${store} ${what}`);

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tributary-stores-'));
  config = { data, databaseUrl: null, clickhouseUrl: null, eventsMemoryMb: 500 };
  stores = await openStores(config, { notice, patience });
});
afterAll(async () => {
  await stores.stop();
  await rm(data, { recursive: true, force: true });
});

it('opens both stores at today\'s schema from an empty folder', async () => {
  expect(await stores.database.selectFrom('customer').selectAll().execute()).toEqual([]);
  expect(await stores.events.inWorkspace(1).rows('SELECT count() AS n FROM events')).toEqual([{ n: '0' }]);
});

it('refuses a second application on the folder in one sentence, and leaves the first unharmed', async () => {
  await expect(openStores(config)).rejects.toThrow(`The data folder ${data} is in use by process ${process.pid}`);
  await stores.events.ping();
});

it('brings a killed event store back under the same URL, while callers wait', async () => {
  await stores.events.insert('persons', [{ workspace: 1, person: 1, customer: 2, version: 1 }]);
  const before = stores.embedded.clickhouse!.pid()!;
  process.kill(before, 'SIGKILL');
  expect(await stores.events.inWorkspace(1).rows('SELECT customer FROM persons')).toEqual([{ customer: '2' }]);
  await expect.poll(() => stores.embedded.clickhouse!.pid()).not.toBeNull();
  expect(stores.embedded.clickhouse!.pid()).not.toBe(before);
  expect(notices).toEqual(expect.arrayContaining(['ClickHouse ended', 'ClickHouse back']));
});

it('tells a writer whose store was killed under it that it is away', async () => {
  const slow = stores.events.command('INSERT INTO persons SELECT 9, number, sleepEachRow(0.01), 1 FROM numbers(30000) SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 10000000');
  const outcome = slow.then(() => 'done', (error: { code: string }) => error.code);
  await expect.poll(() => stores.events.rows("SELECT query_id FROM system.processes WHERE startsWith(query, 'INSERT INTO persons SELECT 9')")).toHaveLength(1);
  process.kill(stores.embedded.clickhouse!.pid()!, 'SIGKILL');
  expect(await outcome).toBe('stores.unavailable');
  await stores.events.ping();
});

it('closes, and opens again with everything in it', async () => {
  const { id } = await stores.database.insertInto('workspace').values({ name: 'Kept' }).returning('id').executeTakeFirstOrThrow();
  const pids = [stores.embedded.clickhouse!.pid()!, (await stores.embedded.postgres!.pid())!];
  await stores.stop();
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect((await readdir(data)).sort()).toEqual(['control', 'events']);
  // When one of the two cannot start, the other is ended and the folder is free again.
  const version = join(data, 'control', 'cluster', 'PG_VERSION');
  await writeFile(version, '9.6\n');
  await expect(openStores(config)).rejects.toMatchObject({ code: 'stores.did-not-start', values: { store: 'PostgreSQL', log: join(data, 'control', 'postgres.log') } });
  expect((await readdir(data)).sort()).toEqual(['control', 'events']);
  await writeFile(version, '18\n');
  stores = await openStores(config, { notice, patience });
  expect(await stores.database.selectFrom('workspace').select(['id', 'name']).execute()).toEqual([{ id, name: 'Kept' }]);
  expect(await stores.events.rows('SELECT customer FROM persons WHERE workspace = 1')).toEqual([{ customer: '2' }]);
});

it('names the setting when a server that was named does not answer', async () => {
  const { lent, giveBack } = await borrow();
  const other = join(data, 'other');
  const port = await freePort();
  const named = { ...config, data: other, databaseUrl: lent.connectionString, clickhouseUrl: lent.clickhouseUrl };
  const fails = (changed: Partial<StoresConfig>) => expect(openStores({ ...named, ...changed }, { patience: 300 })).rejects;
  await fails({ databaseUrl: `postgresql://a:b@127.0.0.1:${port}/x` }).toMatchObject({ code: 'stores.unreachable', values: { store: 'PostgreSQL', address: `127.0.0.1:${port}`, setting: 'DATABASE_URL' } });
  await fails({ clickhouseUrl: `http://127.0.0.1:${port}` }).toMatchObject({ code: 'stores.unreachable', values: { store: 'ClickHouse', address: `127.0.0.1:${port}`, setting: 'CLICKHOUSE_URL' } });
  await fails({ clickhouseUrl: Object.assign(new URL(lent.clickhouseUrl), { password: 'x' }).href }).toMatchObject({ code: 'stores.sign-in' });
  const both = await openStores(named);
  expect(both.embedded).toEqual({ postgres: null, clickhouse: null });
  await both.stop();
  giveBack();
});
