import { readStatement, isRead, type Statement } from '../../clickhouse/statement.ts';
import { asException, ClickHouseException } from './exception.ts';
import { Lane } from './lanes.ts';
import type { Connection, Native } from './native.ts';

export interface Question {
  /** The client's id of the query; by it the query can be stopped. */
  id: string;
  sql: string;
  /** Rows of an INSERT: in memory, or in a file when they are many. */
  body: Body | null;
  database: string | null;
  settings: ReadonlyMap<string, string>;
  format: string;
  /** True: the whole result before the first byte, so that an error is never half an answer. */
  whole: boolean;
  signal: AbortSignal;
}

export type Body = { kind: 'memory'; bytes: Buffer } | { kind: 'file'; path: string };

export interface Answer {
  format: string;
  written: { rows: number; bytes: number };
  pieces: AsyncIterable<Uint8Array>;
}

/** Formats of which a result may be sent block by block; the others have a head, a foot or a whole-result layout. */
const BY_BLOCK = new Set(['JSONEachRow', 'JSONCompactEachRow', 'JSONStringsEachRow', 'TSV', 'TabSeparated', 'CSV', 'Native', 'RowBinary', 'LineAsString']);
const NOTHING = { rows: 0, bytes: 0 };
const STOP_EVERY = 100;

const quote = (value: string): string => `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

function name(text: string): string {
  if (!/^[A-Za-z_]\w*$/.test(text)) throw new ClickHouseException(115, 'UNKNOWN_SETTING', `Not a name of a setting: ${text}`);
  return text;
}

/**
 * chDB as something that many may ask at once. Each question has a connection of its own, made for it (0.3 ms)
 * and closed after it: so no setting, no parameter and no left-over of a failed query can reach the next one.
 */
export class Engine {
  readonly #reads = new Lane({ most: 44, young: 12, youngFor: 400 });
  readonly #writes = new Lane({ most: 12, young: 12, youngFor: 400 });
  readonly #native: Native;
  readonly #path: string;
  readonly #defaults: ReadonlyMap<string, string>;
  readonly #root: Connection;
  readonly #running = new Set<Promise<unknown>>();

  constructor(native: Native, path: string, engineArguments: readonly string[], defaults: ReadonlyMap<string, string>) {
    this.#native = native;
    this.#path = path;
    this.#defaults = defaults;
    this.#root = this.#connect(engineArguments);
  }

  /** Runs one question; throws a ClickHouseException. The pieces must be read to their end or returned early. */
  async ask(question: Question): Promise<Answer> {
    const statement = readStatement(question.sql);
    if (statement.several) throw new ClickHouseException(62, 'SYNTAX_ERROR', 'Syntax error (Multi-statements are not allowed)');
    const leave = await (isRead(statement) ? this.#reads : this.#writes).enter(question.signal);
    const connection = this.#connect();
    const stop = this.#stopper(question, statement);
    const close = (): void => {
      stop.off();
      this.#native.CloseConnection(connection);
      leave();
    };
    try {
      await this.#prepare(connection, question);
      if (isRead(statement) && !question.whole && BY_BLOCK.has(statement.format ?? question.format)) return this.#byBlock(connection, question, statement, close);
      const answer = await stop.during(this.#whole(connection, question, statement));
      close();
      return answer;
    } catch (error) {
      close();
      throw asException(error);
    }
  }

  /** One short statement of the child's own, past the lanes. */
  async own(sql: string): Promise<string> {
    const connection = this.#connect();
    try {
      return Buffer.from((await this.#track(this.#native.QueryAsyncConnection(connection, sql, 'TSV'))).bytes).toString('utf8');
    } finally {
      this.#native.CloseConnection(connection);
    }
  }

  /** Waits for what runs and closes the store. */
  async close(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    this.#native.CloseConnection(this.#root);
  }

  #connect(engineArguments?: readonly string[]): Connection {
    const connection = engineArguments === undefined ? this.#native.CreateConnection(this.#path) : this.#native.CreateConnection(this.#path, engineArguments);
    if (connection === null) throw new ClickHouseException(1000, 'CANNOT_OPEN', `Cannot open ${this.#path}`);
    return connection;
  }

  #track<T>(work: Promise<T>): Promise<T> {
    const done = work.then(() => undefined, () => undefined).finally(() => this.#running.delete(done));
    this.#running.add(done);
    return work;
  }

  async #prepare(connection: Connection, question: Question): Promise<void> {
    const settings = new Map([...this.#defaults, ...question.settings]);
    // The engine gives its queries ids of its own; this mark is how a query is found again to be stopped.
    settings.set('log_comment', question.id);
    const readonly = settings.get('readonly');
    settings.delete('readonly');
    const changes = [...settings].map(([key, value]) => `${name(key)} = ${quote(value)}`);
    if (readonly !== undefined) changes.push(`readonly = ${quote(readonly)}`);
    const use = question.database === null ? '' : `USE ${'`'}${question.database.replace(/[\\`]/g, '\\$&')}${'`'}; `;
    await this.#track(this.#native.QueryAsyncConnection(connection, `${use}SET ${changes.join(', ')}`, 'TSV'));
  }

  async #whole(connection: Connection, question: Question, statement: Statement): Promise<Answer> {
    const { sql, body } = question;
    const format = statement.format ?? question.format;
    if (body !== null && statement.verb === 'INSERT') {
      const rows = await this.#track(this.#insert(connection, sql, body, statement));
      return { format, written: rows, pieces: once(new Uint8Array(0)) };
    }
    const result = await this.#track(this.#native.QueryAsyncConnection(connection, sql, format));
    return { format, written: NOTHING, pieces: once(result.bytes) };
  }

  async #insert(connection: Connection, sql: string, body: Body, statement: Statement): Promise<Answer['written']> {
    // chDB drops such rows without a word (3.4.0), so they are refused here.
    if (statement.readsInput) throw new ClickHouseException(48, 'NOT_IMPLEMENTED', 'INSERT … SELECT … FROM input() is not possible with the embedded engine');
    if (body.kind === 'memory') {
      const { rowsWritten, bytesWritten } = await this.#native.InsertRawAsyncConnection(connection, `${sql}\n`, body.bytes, false);
      return { rows: rowsWritten, bytes: bytesWritten };
    }
    const tail = statement.insertTail ?? sql.length;
    await this.#native.QueryAsyncConnection(connection, `${sql.slice(0, tail)} FROM INFILE ${quote(body.path)} ${sql.slice(tail)}`, 'TSV');
    return NOTHING;
  }

  async #byBlock(connection: Connection, question: Question, statement: Statement, close: () => void): Promise<Answer> {
    const native = this.#native;
    const format = statement.format ?? question.format;
    const cursor = native.StreamQuery(connection, question.sql, format);
    const fetch = () => this.#track(native.StreamFetch(cursor));
    const first = await fetch();
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      let live = !first.done;
      try {
        if (live) yield first.bytes;
        while (live) {
          const piece = await fetch().catch((error: unknown) => {
            live = false;
            throw asException(error);
          });
          if (piece.done) live = false;
          else yield piece.bytes;
        }
      } finally {
        if (live) native.StreamCancel(cursor);
        close();
      }
    };
    return { format, written: NOTHING, pieces: pieces() };
  }

  /** Stops a read when its caller is gone; what changes data is left to finish. */
  #stopper(question: Question, statement: Statement): { off: () => void; during: <T>(work: Promise<T>) => Promise<T> } {
    let timer: NodeJS.Timeout | null = null;
    const kill = (): void => {
      const again = (): void => { timer = setTimeout(kill, STOP_EVERY); };
      this.own(`KILL QUERY WHERE Settings['log_comment'] = ${quote(question.id)} ASYNC`).then(() => timer !== null && again(), () => timer !== null && again());
    };
    const start = (): void => { timer = setTimeout(kill, 0); };
    if (isRead(statement)) question.signal.addEventListener('abort', start, { once: true });
    return {
      off: () => {
        question.signal.removeEventListener('abort', start);
        if (timer !== null) clearTimeout(timer);
        timer = null;
      },
      during: (work) => work,
    };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
