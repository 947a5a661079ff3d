import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { borrow } from '#tests/stores/open.ts';
import { openEvents, type EventStore } from '../clickhouse/store.ts';
import { migrateStores } from './both.ts';
import { migrateEvents } from './clickhouse.ts';
import { migration, readMigrations } from './files.ts';
import { migrateControl, withMigrationLock } from './postgres.ts';

let connectionString: string;
let events: EventStore;
let giveBack: () => void;

beforeAll(async () => {
  const borrowed = await borrow();
  giveBack = borrowed.giveBack;
  connectionString = borrowed.lent.connectionString;
  events = openEvents({ url: borrowed.lent.clickhouseUrl });
});
afterAll(async () => {
  await events.close();
  giveBack();
});
beforeEach(async () => {
  await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS auth CASCADE');
  for (const { name } of await events.rows<{ name: string }>('SELECT name FROM system.tables WHERE database = currentDatabase()')) await events.command(`DROP TABLE ${name} SYNC`);
});

async function query(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}
const control = (list: ReturnType<typeof migration>[]): Promise<string[]> => withMigrationLock(connectionString, (client) => migrateControl(client, list));

const first = migration('0001_first', 'CREATE TABLE a (id integer); INSERT INTO a VALUES (1)');
const second = migration('0002_second', 'ALTER TABLE a ADD COLUMN b text; INSERT INTO a VALUES (2)');

describe('on PostgreSQL', () => {
  it('does what is left to do, in order, and nothing twice', async () => {
    expect(await control([first])).toEqual(['0001_first']);
    expect(await control([first, second])).toEqual(['0002_second']);
    expect(await control([first, second])).toEqual([]);
    expect((await query('SELECT * FROM a ORDER BY id')).rows).toEqual([{ id: 1, b: null }, { id: 2, b: null }]);
  });

  it('does all or nothing', async () => {
    const broken = migration('0002_broken', 'ALTER TABLE a ADD COLUMN b text; SELECT nothing FROM nowhere');
    await expect(control([first, broken])).rejects.toMatchObject({ code: 'stores.migration-failed', values: { store: 'PostgreSQL', name: '0002_broken', reason: 'relation "nowhere" does not exist' } });
    await expect(query('SELECT * FROM a')).rejects.toThrow('does not exist');
  });

  it('refuses a migration that was edited after it was carried out, and a store of a newer version', async () => {
    await control([first, second]);
    await expect(control([first, migration('0002_second', 'SELECT 1')])).rejects.toMatchObject({ code: 'stores.migration-changed', values: { name: '0002_second' } });
    await expect(control([first])).rejects.toMatchObject({ code: 'stores.newer', values: { name: '0002_second' } });
  });

  it('does not mind line ends of another system', async () => {
    await control([migration('0001_first', 'CREATE TABLE a (\nid integer)')]);
    expect(await control([migration('0001_first', 'CREATE TABLE a (\r\nid integer)')])).toEqual([]);
  });
});

describe('on ClickHouse', () => {
  const table = migration('0001_first', "CREATE TABLE a (id UInt8) ENGINE = MergeTree ORDER BY id;\nINSERT INTO a VALUES (1); -- one; only\n");

  it('does what is left to do, statement by statement, and nothing twice', async () => {
    expect(await migrateEvents(events, [table])).toEqual(['0001_first']);
    expect(await migrateEvents(events, [table])).toEqual([]);
    expect(await events.rows('SELECT * FROM a')).toEqual([{ id: 1 }]);
  });

  it('goes on with the statement that failed', async () => {
    const broken = migration('0002_b', 'INSERT INTO a VALUES (2); INSERT INTO later VALUES (1)');
    await expect(migrateEvents(events, [table, broken])).rejects.toMatchObject({ code: 'stores.migration-failed', values: { name: '0002_b' } });
    await events.command('CREATE TABLE later (id UInt8) ENGINE = Memory');
    expect(await migrateEvents(events, [table, broken])).toEqual(['0002_b']);
    expect(await events.rows('SELECT id FROM a ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('goes on after a crash between a statement and its record', async () => {
    const partly = migration('0001_first', 'CREATE TABLE a (id UInt8) ENGINE = MergeTree ORDER BY id; ALTER TABLE a ADD COLUMN b String; CREATE TABLE c (id UInt8) ENGINE = Memory');
    await migrateEvents(events, []);
    const { name, checksum } = partly;
    await events.insert('migration', [{ name, checksum, statement: 1, statements: 3, done: 1 }, { name, checksum, statement: 2, statements: 3, done: 0 }]);
    await events.command('CREATE TABLE a (id UInt8, b String) ENGINE = MergeTree ORDER BY id');
    expect(await migrateEvents(events, [partly])).toEqual(['0001_first']);
    expect(await events.rows("SELECT name FROM system.tables WHERE database = currentDatabase() AND name IN ('a', 'c')")).toHaveLength(2);
  });

  it('does not take a table that somebody else made for its own', async () => {
    await events.command('CREATE TABLE a (other String) ENGINE = Memory');
    await expect(migrateEvents(events, [table])).rejects.toMatchObject({ code: 'stores.migration-failed' });
  });
});

it('is safe when several nodes start together', async () => {
  const [ours, theirs] = [await readMigrations('control'), await readMigrations('events')];
  const done = await Promise.all([1, 2, 3].map(() => migrateStores({ connectionString, events, control: ours, event: theirs })));
  expect(done.filter(({ control }) => control.length > 0)).toHaveLength(1);
  expect(done.filter(({ events }) => events.length > 0)).toHaveLength(1);
});
