import { createClient, ClickHouseError, ClickHouseLogLevel, TupleParam, type ClickHouseClient } from '@clickhouse/client';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { borrow } from '#tests/stores/open.ts';

/** The embedded engine, asked by ClickHouse's own client and by bare HTTP. */
let client: ClickHouseClient;
let url: string;
let database: string;
let giveBack: () => void;

beforeAll(async () => {
  const borrowed = await borrow();
  giveBack = borrowed.giveBack;
  url = borrowed.lent.clickhouseUrl;
  database = borrowed.lent.database;
  client = createClient({ url, max_open_connections: 60, log: { level: ClickHouseLogLevel.OFF } });
});
afterAll(async () => {
  await client.close();
  giveBack();
});

type Row = Record<string, unknown>;
const rows = async (query: string, extra: object = {}): Promise<Row[]> => (await client.query({ query, format: 'JSONEachRow', ...extra })).json<Row>();
const failure = (promise: Promise<unknown>): Promise<ClickHouseError> => promise.then(() => { throw new Error('no error came'); }, (error: ClickHouseError) => error);

function bare(search: Record<string, string>, body: string | Uint8Array<ArrayBuffer> = '', headers: Record<string, string> = {}): Promise<Response> {
  const { origin, username, password } = new URL(url);
  return fetch(`${origin}/?${new URLSearchParams({ database, ...search })}`, { method: 'POST', body, headers: { 'X-ClickHouse-User': username, 'X-ClickHouse-Key': password, ...headers } });
}

async function table(columns: string, settings = ''): Promise<string> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await client.command({ query: `CREATE TABLE ${name} (${columns}) ENGINE = MergeTree ORDER BY tuple() ${settings}` });
  return name;
}
const count = async (name: string): Promise<unknown> => (await rows(`SELECT toUInt32(count()) AS n FROM ${name}`))[0]!.n;

describe('access', () => {
  it('answers a ping to everybody and a query only with name and secret', async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect((await bare({ query: 'SELECT 1' }, '', { 'X-ClickHouse-Key': 'guess' })).status).toBe(403);
    const { origin } = new URL(url);
    const nobody = await fetch(`${origin}/?query=SELECT+1`);
    expect(await nobody.text()).toContain('AUTHENTICATION_FAILED');
    expect(nobody.headers.get('x-clickhouse-exception-code')).toBe('516');
  });

  it('takes the secret as Basic authorisation and in ClickHouse\'s own headers', async () => {
    const { origin, username, password } = new URL(url);
    const basic = await fetch(`${origin}/?query=SELECT+1`, { headers: { Authorization: `Basic ${btoa(`${username}:${password}`)}` } });
    expect(await basic.text()).toBe('1\n');
    expect(await (await bare({ query: 'SELECT 2' })).text()).toBe('2\n');
  });

  it('listens on the loopback address alone', () => {
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });
});

describe('values', () => {
  it('takes every kind of parameter exactly', async () => {
    const types = { s: 'String', i: 'UInt64', n: 'Int64', d: 'DateTime64(3, \'UTC\')', f: 'Float64', b: 'Bool', a: 'Array(String)', m: 'Map(String, UInt8)', x: 'Nullable(String)', t: 'Tuple(String, UInt8)', day: 'Date', u: 'UUID' };
    const given = {
      s: "it's \\ a\ttab\nline, 中文 and \0 nothing", i: 18446744073709551615n, n: -9223372036854775808n, d: new Date(Date.UTC(2024, 1, 29, 1, 2, 3, 4)), f: 0.1,
      b: true, a: ["a'b", 'c\\d', '逗,号'], m: { k: 1 }, x: null, t: new TupleParam(['x', 7]), day: '2024-02-29', u: '6b1c2c0e-8a4b-4f0e-9d58-0d8f5d9d7a11',
    };
    const [row] = await rows(`SELECT ${Object.entries(types).map(([key, type]) => `{${key}:${type}} AS ${key}`).join(', ')}`, { query_params: given, clickhouse_settings: { output_format_json_quote_64bit_integers: 1 } });
    expect(row).toEqual({ ...given, t: ['x', 7], i: '18446744073709551615', n: '-9223372036854775808', d: '2024-02-29 01:02:03.004' });
  });

  it('takes parameters and a statement too long for the address', async () => {
    const ids = Array.from({ length: 60_000 }, (_, index) => 1_000_000 + index);
    const [row] = await rows('SELECT length({ids:Array(UInt32)}) AS n, arraySum({ids:Array(UInt32)}) AS s', { query_params: { ids }, use_multipart_params: true });
    expect(row).toEqual({ n: 60_000, s: ids.reduce((sum, id) => sum + id, 0) });
    const [long] = await rows(`SELECT ${[1, 2, 3].map((id) => `${id} /* ${'x'.repeat(60_000)} */`).join(' + ')} AS s`);
    expect(long).toEqual({ s: 6 });
  });

  it('gives every format, streamed or not, as one whole result', async () => {
    const get = async (format: string): Promise<Buffer> => Buffer.from(await (await bare({ query: `SELECT number, toString(number) AS s FROM numbers(200000) FORMAT ${format}` })).arrayBuffer());
    const json: { data: unknown[]; rows: number } = JSON.parse((await get('JSON')).toString('utf8'));
    expect([json.rows, json.data.length]).toEqual([200_000, 200_000]);
    expect((await get('CSVWithNames')).toString('utf8').match(/number/g)).toHaveLength(1);
    const parquet = await get('Parquet');
    expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString(), parquet.toString('latin1').split('PAR1').length]).toEqual(['PAR1', 'PAR1', 3]);
  });
});

describe('isolation', () => {
  it('never hands rows of a failed query to the next one', async () => {
    for (const whole of [0, 1] as const) {
      const failed = await failure(rows('SELECT number, throwIf(number = 200000) FROM numbers(400000)', { clickhouse_settings: { wait_end_of_query: whole } }));
      expect(failed.type).toBe('FUNCTION_THROW_IF_VALUE_IS_NON_ZERO');
      expect(await rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    }
  });

  it('forgets settings, parameters and the database with the query', async () => {
    await rows('SELECT {p:String}', { query_params: { p: 'mine' }, clickhouse_settings: { max_threads: 1, limit: 1, readonly: '1' } });
    expect((await failure(rows('SELECT {p:String}'))).type).toBe('UNKNOWN_QUERY_PARAMETER');
    expect(await rows('SELECT number FROM numbers(3)')).toHaveLength(3);
    expect(await (await bare({ query: 'SELECT currentDatabase()', database: 'default' })).text()).toBe('default\n');
    expect(await rows('SELECT currentDatabase() AS d')).toEqual([{ d: database }]);
  });

  it('gives a hundred different answers to a hundred callers at once', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => rows('SELECT {n:UInt32} AS n, getSetting(\'max_block_size\') AS b', { query_params: { n }, clickhouse_settings: { max_block_size: 1000 + n } })));
    expect(answers.flat()).toEqual(Array.from({ length: 100 }, (_, n) => ({ n, b: 1000 + n })));
  });

  it('refuses a second statement, files and an interface that it does not have', async () => {
    expect((await failure(rows('SELECT 1; SELECT 2'))).type).toBe('SYNTAX_ERROR');
    expect(await (await bare({ query: "SELECT 1 INTO OUTFILE '/dev/null'" })).text()).toContain('INTO OUTFILE is not allowed');
    expect(await (await bare({ query: 'SELECT 1', session_id: 'x' })).text()).toContain('NOT_IMPLEMENTED');
  });

  it('does not let readonly be taken back', async () => {
    const error = await failure(rows('SELECT 1 SETTINGS readonly = 0', { clickhouse_settings: { readonly: '1' } }));
    expect(error.type).toBe('READONLY');
  });
});

describe('errors', () => {
  it('names number and kind of an error, before the first row and after it', async () => {
    expect(await failure(rows('SELECT * FROM nowhere'))).toMatchObject({ code: '60', type: 'UNKNOWN_TABLE' });
    expect(await failure(rows('selec 1'))).toMatchObject({ code: '62', type: 'SYNTAX_ERROR' });
    // Eight megabytes come before the error, far more than any buffer on the way holds.
    const late = "SELECT repeat('x', 1000) AS s, throwIf(number = 8000) FROM numbers(10000) SETTINGS max_block_size = 1000, max_threads = 1";
    const stream = (await client.query({ query: late, format: 'JSONEachRow' })).stream();
    let seen = 0;
    const error = await failure((async () => { for await (const some of stream) seen += some.length; })());
    expect(seen).toBeGreaterThan(0);
    expect(error).toMatchObject({ code: '395', type: 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO' });
  });
});

describe('inserts', () => {
  it('takes rows as text and as bytes, keeping milliseconds and large integers', async () => {
    const name = await table("a UInt64, t DateTime64(3, 'UTC'), s String");
    await client.insert({ table: name, values: [{ a: '18446744073709551615', t: '2024-01-02 03:04:05.678', s: "x'\\\n" }], format: 'JSONEachRow' });
    for (const format of ['Native', 'Parquet', 'RowBinary', 'CSV'] as const) {
      const bytes = Buffer.from(await (await bare({ query: `SELECT * FROM ${name} LIMIT 1 FORMAT ${format}` })).arrayBuffer());
      (await client.exec({ query: `INSERT INTO ${name} FORMAT ${format}`, values: Readable.from([bytes], { objectMode: false }) })).stream.resume();
    }
    const all = await rows(`SELECT a, t, s, toUInt32(count()) AS n FROM ${name} GROUP BY a, t, s`, { clickhouse_settings: { output_format_json_quote_64bit_integers: 1 } });
    expect(all).toEqual([{ a: '18446744073709551615', t: '2024-01-02 03:04:05.678', s: "x'\\\n", n: 5 }]);
  });

  it('loses no byte of a binary row or of an empty first line', async () => {
    const bytes = await table('a UInt8');
    const all = Array.from({ length: 128 }, (_, first) => first);
    for (const first of all) await bare({ query: `INSERT INTO ${bytes} FORMAT RowBinary` }, String.fromCharCode(first, 1));
    expect(await rows(`SELECT groupArray(a) AS a FROM (SELECT a FROM ${bytes} ORDER BY a)`)).toEqual([{ a: [...all, ...all.map(() => 1)].sort((a, b) => a - b) }]);
    // Every pair of bytes after one another, a quarter of a megabyte: nothing in the middle is taken for a statement's end.
    const pairs = Buffer.from(Array.from({ length: 2 * 65_536 }, (_, at) => (at % 2 === 0 ? at >> 9 : (at >> 1) & 255)));
    await bare({ query: `INSERT INTO ${bytes} FORMAT RowBinary` }, pairs);
    expect(await rows(`SELECT toUInt32(count()) AS n FROM ${bytes}`)).toEqual([{ n: 2 * all.length + pairs.length }]);
    const lines = await table('s String');
    await bare({ query: `INSERT INTO ${lines} FORMAT TSV` }, '\n\nx\n');
    expect(await rows(`SELECT groupArray(s) AS s FROM ${lines}`)).toEqual([{ s: ['', '', 'x'] }]);
  });

  it('takes a body far larger than its memory for it, and leaves no file behind', async () => {
    const name = await table('a UInt32, s String');
    const block = Buffer.from(Array.from({ length: 20_000 }, (_, a) => `{"a":${a},"s":"${'x'.repeat(80)}"}\n`).join(''));
    const blocks = 20;
    await client.exec({ query: `INSERT INTO ${name} FORMAT JSONEachRow`, values: Readable.from(Array.from({ length: blocks }, () => block), { objectMode: false }) }).then(({ stream }) => stream.resume());
    expect(await count(name)).toBe(20_000 * blocks);
    expect(block.length * blocks).toBeGreaterThan(30_000_000);
  });

  it('inserts nothing of a body that breaks off, and nothing of one that is wrong', async () => {
    const name = await table('a UInt32');
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('{"a":1}\n');
      await sleep(20);
      throw new Error('the sender breaks off');
    }
    await failure(client.exec({ query: `INSERT INTO ${name} FORMAT JSONEachRow`, values: Readable.from(broken(), { objectMode: false }) }));
    expect((await bare({ query: `INSERT INTO ${name} FORMAT JSONEachRow` }, '{"a":1}\n{"a":"x"}\n')).status).toBe(400);
    expect(await count(name)).toBe(0);
  });

  it('takes an unpacked body as well as a packed one', async () => {
    const name = await table('a UInt32');
    const packing = createClient({ url, compression: { request: true, response: true }, log: { level: ClickHouseLogLevel.OFF } });
    await packing.insert({ table: name, values: [{ a: 1 }], format: 'JSONEachRow' });
    const answered = await (await packing.query({ query: `SELECT a FROM ${name}`, format: 'JSONEachRow' })).json();
    await packing.close();
    expect(answered).toEqual([{ a: 1 }]);
  });

  it('counts a batch that is sent twice with one token once', async () => {
    const name = await table('a UInt32', 'SETTINGS non_replicated_deduplication_window = 100');
    const send = (token: string): Promise<unknown> => client.insert({ table: name, values: [{ a: 1 }, { a: 2 }], format: 'JSONEachRow', clickhouse_settings: { insert_deduplicate: 1, insert_deduplication_token: token } });
    await send('one');
    await send('one');
    await send('two');
    expect(await count(name)).toBe(4);
  });

  it('refuses rows that would go through input(), which the engine would lose', async () => {
    const name = await table('a UInt32');
    const answer = await bare({ query: `INSERT INTO ${name} SELECT a FROM input('a UInt32') FORMAT CSV` }, '1\n');
    expect(await answer.text()).toContain('NOT_IMPLEMENTED');
  });

  it('syncs parts and merges to the disk in every table, whatever its definition says', async () => {
    const wanted = ['fsync_after_insert', 'fsync_part_directory', 'old_parts_lifetime', 'min_rows_to_fsync_after_merge', 'min_compressed_bytes_to_fsync_after_merge', 'max_suspicious_broken_parts'];
    const settings = await rows(`SELECT name, value FROM system.merge_tree_settings WHERE name IN {wanted:Array(String)}`, { query_params: { wanted } });
    expect(Object.fromEntries(settings.map(({ name, value }) => [name, value]))).toEqual({
      fsync_after_insert: '1', fsync_part_directory: '1', old_parts_lifetime: '480', min_rows_to_fsync_after_merge: '1', min_compressed_bytes_to_fsync_after_merge: '1', max_suspicious_broken_parts: '1000000',
    });
    const before = await rows("SELECT value FROM system.events WHERE event = 'FileSync'");
    const name = await table('a UInt32');
    await client.insert({ table: name, values: [{ a: 1 }], format: 'JSONEachRow' });
    const after = await rows("SELECT value FROM system.events WHERE event = 'FileSync'");
    expect(Number(after[0]?.value ?? 0)).toBeGreaterThan(Number(before[0]?.value ?? 0));
  });
});

describe('time', () => {
  const heavy = 'SELECT sum(cityHash64(number, 1)) FROM numbers(100000000000) SETTINGS max_threads = 1';
  const running = async (): Promise<number> => Number((await rows("SELECT toUInt32(count()) AS n FROM system.processes WHERE query LIKE '%100000000000%' AND query NOT LIKE '%processes%'"))[0]!.n);

  it('answers small queries while many heavy ones run, and ends those when their callers leave', async () => {
    const leaving = Array.from({ length: 16 }, () => new AbortController());
    const all = leaving.map((gone, index) => failure(rows(heavy, { abort_signal: gone.signal, clickhouse_settings: { wait_end_of_query: index % 2 as 0 | 1 } })));
    await expect.poll(running).toBe(16);
    expect(await rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await running(), 'not one of them has ended meanwhile').toBe(16);
    for (const gone of leaving) gone.abort();
    await Promise.all(all);
    await expect.poll(running).toBe(0);
  });

  it('ends a streamed query when its reader leaves, and does not compute ahead of it', async () => {
    const result = await client.query({ query: 'SELECT number FROM numbers(10000000000)', format: 'JSONEachRow' });
    for await (const some of result.stream()) if (some.length > 0) break;
    result.close();
    const still = async (): Promise<number> => Number((await rows("SELECT toUInt32(count()) AS n FROM system.processes WHERE query LIKE '%10000000000)%' AND query NOT LIKE '%processes%'"))[0]!.n);
    await expect.poll(still).toBe(0);
  });

  it('stops a query after max_execution_time', async () => {
    expect((await failure(rows(heavy.replace('max_threads = 1', 'max_threads = 1, max_execution_time = 1')))).type).toBe('TIMEOUT_EXCEEDED');
  });
});
