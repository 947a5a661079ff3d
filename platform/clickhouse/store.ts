import { createClient, ClickHouseLogLevel, type ClickHouseClient } from '@clickhouse/client';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readChanges, type MonthChange } from './changes.ts';
import { eventsFault, networkCode, type StorePlace } from './faults.ts';
import { refuseUnscoped, scopeSettings, type ScopedTables } from './scope.ts';

/** Values for `{name:Type}` in a statement. A Date keeps its milliseconds; beyond 2^53 give a bigint or a string. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface QueryOptions {
  /** ClickHouse settings of this one statement. */
  settings?: Readonly<Record<string, string | number>>;
  /** Stops the statement in the store, not only the waiting for it. */
  signal?: AbortSignal;
  /** Stopped after so many seconds with stores.too-slow; unless told 60 for rows, and an hour for a stream, which waits for its reader. */
  seconds?: number;
}

export interface InsertOptions {
  /**
   * Says that the batch may be sent again after a broken connection: the same token twice counts once in a table with
   * non_replicated_deduplication_window, and in a ReplacingMergeTree the same rows replace each other. Refused for any
   * other table, where ClickHouse would silently count the batch twice.
   */
  token?: string;
  /** The bytes are RowBinary of these columns in this order, and not NDJSON: a third of the work, for rows by the million. */
  rowBinary?: readonly string[];
}

/**
 * One workspace's part of the event store. Every read of a table with a `workspace` column is confined to it;
 * `{workspace:UInt32}` may be used in the statement.
 */
export interface WorkspaceEvents {
  readonly workspace: number;
  rows<T>(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<T[]>;
  stream<T>(sql: string, parameters?: Parameters, options?: QueryOptions): AsyncIterable<T[]>;
  /** Of a table parted by (workspace, month): how far each month of the workspace has changed. */
  changes(table: string): Promise<MonthChange[]>;
}

/**
 * The event store, always by URL.
 * Integers: Int64 and UInt64 (and sums and counts of them) come as strings, since JSON numbers would lose digits. A
 * statement that knows its numbers to be below 2^53 says so with toFloat64(…), or toUInt32(count()).
 * Times: give and get 'YYYY-MM-DD hh:mm:ss.mmm' in UTC; inserts also read ISO 8601.
 */
export interface EventStore {
  /** The whole result, 300 MB at most (else stores.memory); for one that can be long use `stream`. */
  rows<T>(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<T[]>;
  /** Block by block, no faster than it is read. Leaving the loop stops the query. */
  stream<T>(sql: string, parameters?: Parameters, options?: QueryOptions): AsyncIterable<T[]>;
  command(sql: string, parameters?: Parameters): Promise<void>;
  /** Resolves when the rows are on disk. Bytes are NDJSON. */
  insert(table: string, rows: readonly object[] | Buffer | Readable, options?: InsertOptions): Promise<void>;
  ping(): Promise<void>;
  /** Of a table parted by (workspace, month): how far each month of every workspace has changed. */
  changes(table: string): Promise<MonthChange[]>;
  inWorkspace(workspace: number): WorkspaceEvents;
  close(): Promise<void>;
}

export interface EventStoreOptions {
  url: string;
  /** Database to work in; the URL's own path or `default` unless told. */
  database?: string;
  /** How long, in ms, a request that never reached the store is tried again; 6000 unless told. */
  patience?: number;
  /** Folder of its data, for the sentence that says that the disk is full; the server's address unless told. */
  folder?: string;
}

/** A restart of the embedded store takes less. */
const PATIENCE = 6_000;
/** In bytes, as the store counts them. */
const LARGEST_RESULT = 300_000_000;

export function openEvents({ url, database, patience = PATIENCE, folder }: EventStoreOptions): EventStore {
  const address = new URL(url);
  if (database !== undefined) address.pathname = database;
  const place: StorePlace = { address: address.host, setting: 'CLICKHOUSE_URL', disk: folder ?? address.host };
  const client = createClient({
    url: address, max_open_connections: 50, request_timeout: 3_600_000,
    application: 'tributary', log: { level: ClickHouseLogLevel.OFF },
  });
  const asking = new Asking(client, place, patience);
  let scoped: Promise<ScopedTables> | null = null;
  const scopedTables = (): Promise<ScopedTables> => (scoped ??= findScopedTables(asking).catch((error: unknown) => { scoped = null; throw error; }));
  return {
    rows: (sql, parameters, options) => asking.rows(sql, parameters, options),
    stream: (sql, parameters, options) => asking.stream(sql, parameters, options),
    command: (sql, parameters) => asking.command(sql, parameters),
    insert: (table, rows, options) => asking.insert(table, rows, options),
    ping: async () => { await asking.rows('SELECT 1'); },
    changes: (table) => readChanges(asking, table, null),
    inWorkspace: (workspace) => confined(asking, scopedTables, workspace),
    close: () => client.close(),
  };
}

async function findScopedTables(asking: Asking): Promise<ScopedTables> {
  // Not `AS database`: ClickHouse lets an alias win over a column of that name in WHERE.
  const rows = await asking.rows<{ current: string; table: string }>(
    `SELECT currentDatabase() AS current, table FROM system.columns WHERE database = currentDatabase() AND name = 'workspace' ORDER BY table`);
  return { database: rows[0]?.current ?? 'default', tables: rows.map((row) => row.table) };
}

function confined(asking: Asking, scopedTables: () => Promise<ScopedTables>, workspace: number): WorkspaceEvents {
  if (!Number.isInteger(workspace) || workspace < 0) throw new RangeError(`Not a workspace: ${workspace}`);
  const confine = async (sql: string, options: QueryOptions = {}): Promise<QueryOptions> => {
    refuseUnscoped(sql);
    return { ...options, settings: { ...options.settings, ...scopeSettings(await scopedTables(), workspace) } };
  };
  return {
    workspace,
    rows: async (sql, parameters, options) => asking.rows(sql, { ...parameters, workspace }, await confine(sql, options)),
    async *stream<T>(sql: string, parameters?: Parameters, options?: QueryOptions) {
      yield* asking.stream<T>(sql, { ...parameters, workspace }, await confine(sql, options));
    },
    changes: (table) => readChanges(asking, table, workspace),
  };
}

/** The client with our settings, our faults, and patience while the store restarts. */
class Asking {
  readonly #once = new Map<string, boolean>();

  constructor(readonly client: ClickHouseClient, readonly place: StorePlace, readonly patience: number) {}

  async rows<T>(sql: string, parameters?: Parameters, options: QueryOptions = {}): Promise<T[]> {
    return this.patiently('always', options, async () => {
      // The whole result before the first byte: an error is then an error and never half an answer.
      const result = await this.client.query({ ...this.#question(sql, parameters, { seconds: 60, ...options }, { wait_end_of_query: 1, max_result_bytes: LARGEST_RESULT }), format: 'JSONEachRow' });
      return result.json<T>();
    });
  }

  async *stream<T>(sql: string, parameters?: Parameters, options: QueryOptions = {}): AsyncGenerator<T[]> {
    const result = await this.patiently('always', options, () => this.client.query({ ...this.#question(sql, parameters, { seconds: 3600, ...options }, {}), format: 'JSONEachRow' }));
    try {
      for await (const rows of result.stream<T>()) yield rows.map((row) => row.json<T>());
    } catch (error) {
      throw this.#fault(error, options);
    } finally {
      result.close();
    }
  }

  async command(sql: string, parameters?: Parameters): Promise<void> {
    await this.patiently('unsent', {}, async () => {
      await this.client.command({ query: sql, ...(parameters === undefined ? {} : { query_params: { ...parameters } }), clickhouse_settings: { wait_end_of_query: 1 } });
    });
  }

  async insert(table: string, rows: readonly object[] | Buffer | Readable, { token, rowBinary }: InsertOptions = {}): Promise<void> {
    for (const name of [table, ...(rowBinary ?? [])]) if (!/^[a-z]\w*$/i.test(name)) throw new RangeError(`Not a name: ${name}`);
    if (Array.isArray(rows) && rows.length === 0) return;
    if (token !== undefined && !(await this.#countsOnce(table))) throw new RangeError(`The table ${table} would count a repeated batch twice; a token needs non_replicated_deduplication_window or a ReplacingMergeTree.`);
    const bytes = Buffer.isBuffer(rows) || rows instanceof Readable ? rows : lines(rows);
    const clickhouse_settings = {
      wait_end_of_query: 1 as const, date_time_input_format: 'best_effort' as const, async_insert: 0 as const,
      ...(token === undefined ? {} : { insert_deduplicate: 1 as const, insert_deduplication_token: token }),
    };
    // A stream can be sent once only; bytes whenever the request never arrived, and with a token in any case.
    const repeatable = !Buffer.isBuffer(bytes) ? 'never' : token === undefined ? 'unsent' : 'always';
    await this.patiently(repeatable, {}, async () => {
      const values = Buffer.isBuffer(bytes) ? Readable.from([bytes], { objectMode: false }) : bytes;
      const { stream } = await this.client.exec({ query: `INSERT INTO ${table}${rowBinary ? ` (${rowBinary.join(', ')}) FORMAT RowBinary` : ' FORMAT JSONEachRow'}`, values, clickhouse_settings });
      for await (const _ of stream) { /* nothing comes back from an INSERT; the end is the confirmation */ }
    });
  }

  /**
   * Tries again while the store is away. `unsent`: only when the request never reached it; `always`: also after a
   * broken connection, for what changes nothing when it is done twice.
   */
  async patiently<T>(repeatable: 'always' | 'unsent' | 'never', options: QueryOptions, work: () => Promise<T>): Promise<T> {
    for (const until = performance.now() + this.patience; ; await sleep(100)) {
      try {
        return await work();
      } catch (error) {
        options.signal?.throwIfAborted();
        const code = networkCode(error);
        const again = repeatable === 'always' ? code !== null : repeatable === 'unsent' && code === 'ECONNREFUSED';
        if (!again || performance.now() > until) throw this.#fault(error, options);
      }
    }
  }

  async #countsOnce(table: string): Promise<boolean> {
    const known = this.#once.get(table);
    if (known !== undefined) return known;
    const [found] = await this.rows<{ once: number }>(`
      SELECT match(engine, '^(Replicated|Shared)|Replacing') OR match(engine_full, 'non_replicated_deduplication_window = [1-9]') AS once
      FROM system.tables WHERE database = currentDatabase() AND name = {table:String}`, { table });
    this.#once.set(table, found?.once === 1);
    return found?.once === 1;
  }

  #question(query: string, parameters: Parameters | undefined, options: QueryOptions & { seconds: number }, extra: Record<string, string | number>) {
    return {
      query,
      ...(parameters === undefined ? {} : { query_params: { ...parameters } }),
      ...(options.signal === undefined ? {} : { abort_signal: options.signal }),
      clickhouse_settings: {
        output_format_json_quote_64bit_integers: 1 as const, cancel_http_readonly_queries_on_client_close: 1 as const,
        max_execution_time: options.seconds, ...extra, ...options.settings,
      },
    };
  }

  #fault(error: unknown, options: QueryOptions): unknown {
    return eventsFault(error, this.place, options.seconds ?? 60);
  }
}

/** NDJSON; a bigint as text, which ClickHouse reads as a number. */
function lines(rows: readonly object[]): Buffer {
  const exact = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  return Buffer.from(`${rows.map((row) => JSON.stringify(row, exact)).join('\n')}\n`);
}
