import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import { inWorkspace, type Database } from './database.ts';

let stores: TestStores;
let all: Database;
let mine: Database;
let theirs: Database;
let [one, two] = [0, 0];

beforeAll(async () => {
  stores = await openTestStores();
  all = stores.database;
  [one, two] = await Promise.all(['One', 'Two'].map(async (name) => (await all.insertInto('workspace').values({ name }).returning('id').executeTakeFirstOrThrow()).id)) as [number, number];
  mine = inWorkspace(all, one);
  theirs = inWorkspace(all, two);
});
afterAll(() => stores.stop());

beforeEach(async () => {
  await all.deleteFrom('write_key').execute();
  await all.deleteFrom('customer').execute();
  for (const [database, name] of [[mine, 'mine'], [theirs, 'theirs']] as const) {
    await database.insertInto('customer').values({ workspace: database === mine ? one : two, name, email: 'same@example.com' }).execute();
    await database.insertInto('write_key').values({ workspace: database === mine ? one : two, key: name, name }).execute();
  }
});

const keys = async (database = all): Promise<string[]> => (await database.selectFrom('write_key').select('key').orderBy('key').execute()).map(({ key }) => key);

describe('reading', () => {
  it('sees the rows of its workspace alone', async () => {
    expect(await keys(mine)).toEqual(['mine']);
    expect(await keys(theirs)).toEqual(['theirs']);
  });

  it('sees no other workspace, itself included in the list', async () => {
    expect(await mine.selectFrom('workspace').select('name').execute()).toEqual([{ name: 'One' }]);
  });

  it('filters joins of every kind without changing what they mean', async () => {
    const from = mine.selectFrom('customer as c');
    expect(await from.innerJoin('write_key as k', 'k.name', 'c.email').select(['c.name', 'k.key']).execute()).toEqual([]);
    expect(await from.leftJoin('write_key as k', 'k.name', 'c.email').select(['c.name', 'k.key']).execute()).toEqual([{ name: 'mine', key: null }]);
    expect(await from.rightJoin('write_key as k', 'k.name', 'c.email').select(['c.name', 'k.key']).execute()).toEqual([{ name: null, key: 'mine' }]);
    const full = await from.fullJoin('write_key as k', 'k.name', 'c.email').select(['c.name', 'k.key']).execute();
    expect(full).toHaveLength(2);
    expect(full).toEqual(expect.arrayContaining([{ name: null, key: 'mine' }, { name: 'mine', key: null }]));
    expect(await mine.selectFrom('customer').crossJoin('write_key').select('write_key.key').execute()).toEqual([{ key: 'mine' }]);
    expect(await mine.selectFrom(['customer', 'write_key']).select('write_key.key').execute()).toEqual([{ key: 'mine' }]);
  });

  it('keeps an OR in a join or a condition from opening the filter', async () => {
    expect(await mine.selectFrom('write_key').select('key').where((where) => where.or([where('key', '=', 'theirs'), where('key', '=', 'mine')])).execute()).toEqual([{ key: 'mine' }]);
    const joined = await mine.selectFrom('customer').innerJoin('write_key', (on) => on.on((on) => on.or([on('write_key.key', '=', 'theirs'), on('write_key.key', '=', 'mine')]))).select('key').execute();
    expect(joined).toEqual([{ key: 'mine' }]);
  });

  it('filters subqueries, common table expressions and unions', async () => {
    const sub = await mine.selectFrom((from) => from.selectFrom('write_key').select('key').as('x')).selectAll().execute();
    const within = await mine.selectFrom('customer').select((select) => select.selectFrom('write_key').select((select) => select.fn.countAll<number>().as('n')).as('n')).execute();
    const exists = await mine.selectFrom('customer').select('name').where('email', 'in', (where) => where.selectFrom('customer as inner').select('inner.email').where('inner.name', '=', 'theirs')).execute();
    const cte = await mine.with('x', (db) => db.selectFrom('write_key').select('key')).selectFrom('x').selectAll().execute();
    const union = await mine.selectFrom('write_key').select('key').unionAll(mine.selectFrom('write_key').select('key')).execute();
    expect({ sub, within, exists, cte, union }).toEqual({ sub: [{ key: 'mine' }], within: [{ n: 1 }], exists: [], cte: [{ key: 'mine' }], union: [{ key: 'mine' }, { key: 'mine' }] });
  });

  it('holds in a transaction and for rows that are locked', async () => {
    const rows = await mine.transaction().execute((transaction) => transaction.selectFrom('write_key').select('key').forUpdate().skipLocked().execute());
    expect(rows).toEqual([{ key: 'mine' }]);
  });

  it('uses an index that begins with the workspace', () => {
    expect(mine.selectFrom('customer').selectAll().where('id', '=', 1).compile().sql).toBe('select * from "customer" where ("id" = $1) and "customer"."workspace" = $2');
  });
});

describe('writing', () => {
  it('updates and deletes in its workspace alone', async () => {
    await mine.updateTable('write_key').set({ name: 'changed' }).execute();
    expect(await all.selectFrom('write_key').select(['key', 'name']).orderBy('key').execute()).toEqual([{ key: 'mine', name: 'changed' }, { key: 'theirs', name: 'theirs' }]);
    await mine.updateTable('write_key as k').set({ name: 'again' }).from('customer').whereRef('customer.email', '!=', 'k.name').execute();
    expect(await theirs.selectFrom('write_key').select('name').execute()).toEqual([{ name: 'theirs' }]);
    await mine.deleteFrom('write_key').using('customer').where('customer.name', '=', 'theirs').execute();
    expect(await keys()).toEqual(['mine', 'theirs']);
    await mine.deleteFrom('write_key').execute();
    expect(await keys()).toEqual(['theirs']);
  });

  it('gives inserted rows the workspace and refuses those of another', async () => {
    await mine.insertInto('write_key').values({ key: 'a', name: 'a' } as never).execute();
    await mine.insertInto('write_key').values([{ workspace: one, key: 'b', name: 'b' }, { workspace: one, key: 'c', name: 'c' }]).execute();
    expect(await keys(mine)).toEqual(['a', 'b', 'c', 'mine']);
    await expect(mine.insertInto('write_key').values({ workspace: two, key: 'd', name: 'd' }).execute()).rejects.toMatchObject({ code: 'stores.unscoped' });
    await expect(mine.insertInto('write_key').values({ workspace: sql<number>`${two}::integer`, key: 'd', name: 'd' }).execute()).rejects.toMatchObject({ code: 'stores.unscoped' });
  });

  it('gives rows that come from a select the workspace', async () => {
    await mine.insertInto('write_key').columns(['key', 'name']).expression((from) => from.selectFrom('customer').select((select) => [select.ref('name').$notNull().as('key'), select.val('copied').as('name')]).where('name', '=', 'mine')).onConflict((conflict) => conflict.column('key').doUpdateSet({ name: 'kept' })).execute();
    expect(await all.selectFrom('write_key').select(['workspace', 'key', 'name']).orderBy('key').execute()).toEqual([{ workspace: one, key: 'mine', name: 'kept' }, { workspace: two, key: 'theirs', name: 'theirs' }]);
  });

  it('does not change a row of another workspace through a conflict', async () => {
    await mine.insertInto('write_key').values({ workspace: one, key: 'theirs', name: 'stolen' }).onConflict((conflict) => conflict.column('key').doUpdateSet({ name: 'stolen' })).execute();
    expect(await theirs.selectFrom('write_key').select('name').execute()).toEqual([{ name: 'theirs' }]);
  });

  it('does not move a row to another workspace', async () => {
    await expect(mine.updateTable('write_key').set({ workspace: two }).execute()).rejects.toMatchObject({ code: 'stores.unscoped' });
    await expect(mine.insertInto('workspace').values({ name: 'Three' }).execute()).rejects.toMatchObject({ code: 'stores.unscoped' });
  });
});

describe('raw SQL', () => {
  const refused = async (query: { execute: (database: Database) => Promise<unknown> }): Promise<void> => {
    await expect(query.execute(mine)).rejects.toMatchObject({ code: 'stores.unscoped' });
  };

  it('is refused when it names a table of the workspace in words', async () => {
    await refused(sql`select * from write_key`);
    await refused(sql`select * from "write_key" k`);
    await refused(sql`select * from public.write_key`);
    await refused(sql`select 1 from generate_series(1, 2) x, write_key`);
    await refused(sql`select (select count(*) from only write_key)`);
    await refused(sql`delete from write_key where true`);
    await refused(sql`update write_key set name = ''`);
    await refused(sql`insert into write_key values (1)`);
    await refused(sql`table write_key`);
    await refused(sql`do $$ begin delete from write_key; end $$`);
    await refused(sql`select 1; truncate write_key`);
    await refused(sql`with x as (select 1 from (write_key join customer on true)) select * from x`);
  });

  it('is confined where it names the table by sql.table, also inside a built query', async () => {
    expect((await sql`select key from ${sql.table('write_key')} as k`.execute(mine)).rows).toEqual([{ key: 'mine' }]);
    const counted = await mine.selectFrom('customer').select(sql<number>`(select count(*) from ${sql.table('write_key')} as k)`.as('n')).execute();
    expect(counted).toEqual([{ n: 1 }]);
  });

  it('may use columns, functions and values as it likes', async () => {
    const rows = await mine.selectFrom('customer').select([sql<string>`upper(customer.name)`.as('name'), sql<number>`extract(epoch from customer.created_at) > 0`.as('late'), sql<string>`${'from write_key'}`.as('text')]).execute();
    expect(rows).toEqual([{ name: 'MINE', late: true, text: 'from write_key' }]);
  });

  it('gives nothing back from a statement that was compiled elsewhere', async () => {
    await expect(mine.executeQuery(CompiledQuery.raw('select key from write_key'))).rejects.toMatchObject({ code: 'stores.unscoped' });
  });
});
