import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import { openEvents, type EventStore } from './store.ts';

let stores: TestStores;
let events: EventStore;

beforeAll(async () => {
  stores = await openTestStores();
  events = stores.events;
  await events.command('CREATE TABLE visit (workspace UInt32, id UInt64, at DateTime64(3, \'UTC\'), v String) ENGINE = MergeTree ORDER BY (workspace, id) SETTINGS index_granularity = 100, non_replicated_deduplication_window = 100');
  await events.command('CREATE TABLE person (workspace UInt32, id UInt64, name String, version UInt64) ENGINE = ReplacingMergeTree(version) ORDER BY (workspace, id)');
  await events.command('CREATE TABLE rate (currency String, per_euro Float64) ENGINE = MergeTree ORDER BY currency');
  await events.command('CREATE VIEW visited AS SELECT workspace, id FROM visit');
  await events.command("INSERT INTO visit SELECT number % 10, number, now64(3), 'x' FROM numbers(10000)");
  await events.command("INSERT INTO person SELECT number % 10, number, 'p', 1 FROM numbers(1000)");
  await events.command("INSERT INTO rate VALUES ('GBP', 0.85)");
});
afterAll(() => stores.stop());

const number = async (sql: string, from: Pick<EventStore, 'rows'> = events.inWorkspace(7)): Promise<number> => Number((await from.rows<{ n: string }>(sql))[0]!.n);

describe('a workspace', () => {
  it.each([
    ['a table', 'SELECT count() AS n FROM visit', 1000],
    ['an alias', 'SELECT count() AS n FROM visit AS v', 1000],
    ['a name with its database', `SELECT count() AS n FROM {database}.visit`, 1000],
    ['a subquery', 'SELECT count() AS n FROM (SELECT * FROM visit)', 1000],
    ['a common table expression', 'WITH x AS (SELECT * FROM visit) SELECT count() AS n FROM x', 1000],
    ['both sides of a join', 'SELECT count() AS n FROM visit AS v JOIN person AS p ON v.id % 1000 = p.id % 1000', 1000],
    ['a list of tables', 'SELECT count() AS n FROM visit AS v, person AS p WHERE v.id = p.id', 100],
    ['the right side of IN', 'SELECT count() AS n FROM numbers(10000) WHERE number IN (SELECT id FROM visit)', 1000],
    ['a scalar subquery', 'SELECT (SELECT count() FROM visit) AS n', 1000],
    ['a union', 'SELECT sum(n) AS n FROM (SELECT count() AS n FROM visit UNION ALL SELECT count() FROM visit)', 2000],
    ['FINAL', 'SELECT count() AS n FROM person FINAL', 100],
    ['a view', 'SELECT count() AS n FROM visited', 1000],
    ['a table function view()', 'SELECT count() AS n FROM view(SELECT * FROM visit)', 1000],
    ['a condition that is always true', 'SELECT count() AS n FROM visit WHERE workspace = 8 OR 1', 1000],
    ['a condition on another workspace', 'SELECT count() AS n FROM visit WHERE workspace = 8', 0],
    ['a PREWHERE', 'SELECT count() AS n FROM visit PREWHERE id >= 0', 1000],
    ['minimum and maximum of the filter\'s own column', 'SELECT min(workspace) * 100 + max(workspace) AS n FROM visit', 707],
  ])('sees its own rows alone through %s', async (_what, sql, expected) => {
    const database = stores.urls.clickhouseUrl.split('/').at(-1)!;
    expect(await number(sql.replace('{database}', database))).toBe(expected);
    expect(await number(sql.replace('{database}', database), events)).not.toBe(expected);
  });

  it('reads tables of everybody whole, even under the name of one of its own', async () => {
    expect(await number('SELECT count() AS n FROM rate')).toBe(1);
    expect(await number('SELECT count() AS n FROM rate AS visit')).toBe(1);
  });

  it('may use its number as a parameter', async () => {
    expect(await number('SELECT {workspace:UInt32} AS n')).toBe(7);
    expect(await number('SELECT {workspace:UInt32} + {more:UInt8} AS n', { rows: (sql) => events.inWorkspace(7).rows(sql, { more: 1, workspace: 99 }) })).toBe(8);
  });

  it('streams its own rows alone', async () => {
    let seen = 0;
    for await (const rows of events.inWorkspace(3).stream<{ workspace: number }>('SELECT workspace FROM visit')) seen += rows.filter(({ workspace }) => workspace === 3).length * 1 + rows.filter(({ workspace }) => workspace !== 3).length * 1e6;
    expect(seen).toBe(1000);
  });

  it.each([
    ['SELECT count() FROM visit SETTINGS additional_table_filters = {}', 'READONLY'],
    ['SELECT count() FROM visit SETTINGS readonly = 0', 'READONLY'],
    ['SELECT 1; SELECT 2', 'SYNTAX_ERROR'],
    ['INSERT INTO visit (workspace) VALUES (8)', 'READONLY'],
    ['DROP TABLE visit', 'READONLY'],
  ])('cannot talk itself out: %s', async (sql, type) => {
    await expect(events.inWorkspace(7).rows(sql)).rejects.toMatchObject({ type });
  });

  it('keeps its filter when an author passes that setting along', async () => {
    const settings = { additional_table_filters: '{}', readonly: '0' };
    expect(await number('SELECT count() AS n FROM visit', { rows: (sql) => events.inWorkspace(7).rows(sql, {}, { settings }) })).toBe(1000);
  });

  it.each(["merge(currentDatabase(), '^visit$')", 'mergeTreeIndex(currentDatabase(), visit)', 'system.parts', '`system`.`parts`', 'information_schema.tables', "remote('127.0.0.1', default, visit)", "file('x')", "url('http://x')"])(
    'is refused what goes past the filter: %s', async (source) => {
      await expect(events.inWorkspace(7).rows(`SELECT 1 FROM ${source}`)).rejects.toMatchObject({ code: 'stores.unscoped' });
    });

  it('reads no more than its own part of a table', async () => {
    const plan = await events.inWorkspace(7).rows<{ explain: string }>('EXPLAIN indexes = 1 SELECT count() FROM visit WHERE v = \'x\'');
    const text = plan.map(({ explain }) => explain).join('\n');
    expect(text).toMatch(/PrimaryKey[\s\S]*workspace in \[7, 7\]/);
    const [, chosen, all] = /Granules: (\d+)\/(\d+)/.exec(text)!;
    expect(Number(chosen)).toBeLessThan(Number(all) / 4);
  });
});

describe('values and rows', () => {
  it('gives 64-bit integers as strings, and as numbers where the statement says so', async () => {
    expect(await events.rows('SELECT toUInt64(18446744073709551615) AS a, toInt64(-1) AS b, count() AS c, toUInt32(count()) AS d, toFloat64(sum(1)) AS e'))
      .toEqual([{ a: '18446744073709551615', b: '-1', c: '1', d: 1, e: 1 }]);
  });

  it('reads ISO times and keeps their milliseconds', async () => {
    await events.insert('visit', [{ workspace: 50, id: 18446744073709551615n, at: '2024-02-29T01:02:03.004Z', v: "it's \\ 中\n" }]);
    await events.insert('visit', [{ workspace: 50, id: 1, at: '2024-02-29 01:02:03.005', v: '' }]);
    expect(await events.inWorkspace(50).rows('SELECT id, at, v FROM visit ORDER BY at')).toEqual([
      { id: '18446744073709551615', at: '2024-02-29 01:02:03.004', v: "it's \\ 中\n" }, { id: '1', at: '2024-02-29 01:02:03.005', v: '' }]);
  });

  it('takes rows as objects, as bytes and as a stream; nothing is nothing', async () => {
    const line = (id: number): string => `${JSON.stringify({ workspace: 51, id, at: 0, v: '' })}\n`;
    await events.insert('visit', []);
    await events.insert('visit', Buffer.from(line(1) + line(2)));
    await events.insert('visit', Readable.from([Buffer.from(line(3)), Buffer.from(line(4))]));
    expect(await number('SELECT groupBitXor(id) * 10 + count() AS n FROM visit', events.inWorkspace(51))).toBe(44);
  });

  it('counts a batch with the same token once', async () => {
    const batch = [{ workspace: 52, id: 1, at: 0, v: '' }];
    for (const token of ['a', 'a', 'b']) await events.insert('visit', batch, { token });
    expect(await number('SELECT count() AS n FROM visit', events.inWorkspace(52))).toBe(2);
  });

  it('refuses a token where it would not keep a batch from being counted twice', async () => {
    await expect(events.insert('rate', [{ currency: 'EUR', per_euro: 1 }], { token: 'a' })).rejects.toThrow('would count a repeated batch twice');
    await events.insert('person', [{ workspace: 60, id: 1, name: 'p', version: 1 }], { token: 'a' });
  });

  it('refuses a table name that is none', async () => {
    await expect(events.insert('visit; DROP TABLE visit', [{}])).rejects.toThrow('Not a name');
  });
});

describe('faults', () => {
  it('names a question that takes too long, and ends it', async () => {
    const slow = 'SELECT sum(cityHash64(number, 2)) AS n FROM numbers(100000000000)';
    await expect(events.rows(slow, {}, { seconds: 1 })).rejects.toMatchObject({ code: 'stores.too-slow', values: { seconds: 1 } });
    const leaving = AbortSignal.timeout(200);
    await expect(events.rows(slow, {}, { signal: leaving })).rejects.toThrow();
  });

  it('names a question that needs too much memory', async () => {
    await expect(events.rows('SELECT groupArray(number) AS n FROM numbers(1000000000)', {}, { settings: { max_memory_usage: 50_000_000 } })).rejects.toMatchObject({ code: 'stores.memory' });
    await expect(events.rows('SELECT number FROM numbers(50000000)')).rejects.toMatchObject({ code: 'stores.memory' });
  });

  it('leaves an error in a statement what it is', async () => {
    await expect(events.rows('SELECT nothing FROM nowhere')).rejects.toMatchObject({ type: 'UNKNOWN_TABLE' });
  });

  it('tells a wrong password and a missing database apart', async () => {
    const url = new URL(stores.urls.clickhouseUrl);
    const at = { store: 'ClickHouse', setting: 'CLICKHOUSE_URL', address: url.host };
    const wrong = openEvents({ url: Object.assign(new URL(url), { password: 'guess' }).href });
    await expect(wrong.ping()).rejects.toMatchObject({ code: 'stores.sign-in', values: at });
    const missing = openEvents({ url: url.href, database: 'missing' });
    await expect(missing.ping()).rejects.toMatchObject({ code: 'stores.no-database', values: at });
    await Promise.all([wrong.close(), missing.close()]);
  });

  it('ends a streamed error with an error and not with an end', async () => {
    const read = async (): Promise<void> => { for await (const rows of events.stream('SELECT throwIf(number = 200000) AS n FROM numbers(400000)')) expect(rows.length).toBeGreaterThan(0); };
    await expect(read()).rejects.toMatchObject({ type: 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO' });
  });
});
