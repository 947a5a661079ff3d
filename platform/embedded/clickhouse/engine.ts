import { randomUUID } from 'node:crypto';
import { readStatement, isRead, type Statement } from '../../clickhouse/statement.ts';
import { asException, ClickHouseException } from './exception.ts';
import { Lane } from './lanes.ts';
import type { Connection, Native } from './native.ts';
import type { Pipes } from './pipes.ts';
import { preparation, quote, type Answer, type Body, type Question } from './question.ts';

export interface EngineOptions {
  native: Native;
  path: string;
  /** Command-line arguments of the engine. */
  args: readonly string[];
  /** Settings that every question begins with. */
  defaults: ReadonlyMap<string, string>;
  pipes: Pipes;
}

const NOTHING = { rows: 0, bytes: 0 };
const STOP_AGAIN_AFTER = 100;

/**
 * chDB as something that many may ask at once. Each question has a connection of its own, made for it (0.3 ms)
 * and closed after it: so no setting, no parameter and no left-over of a failed query can reach the next one.
 * The lanes add up to less than the threads of the process (supervise.ts), so that stopping a query never waits.
 */
export class Engine {
  readonly #reads = new Lane({ most: 44, young: 12, youngFor: 400 });
  readonly #writes = new Lane({ most: 12, young: 12, youngFor: 400 });
  readonly #options: EngineOptions;
  readonly #native: Native;
  readonly #root: Connection;
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#native = options.native;
    this.#root = this.#connect(options.args);
  }

  /** Runs one question; throws a ClickHouseException. */
  async ask(question: Question): Promise<Answer> {
    const statement = readStatement(question.sql);
    if (statement.several) throw new ClickHouseException(62, 'SYNTAX_ERROR', 'Syntax error (Multi-statements are not allowed)');
    if (statement.writesFile) throw new ClickHouseException(344, 'SUPPORT_IS_DISABLED', 'INTO OUTFILE is not allowed');
    const leave = await (isRead(statement) ? this.#reads : this.#writes).enter(question.signal);
    const mark = randomUUID();
    const connection = this.#connect();
    const stopping = isRead(statement) ? this.#stopWith(question.signal, mark) : () => undefined;
    const close = onlyOnce(() => {
      stopping();
      this.#native.CloseConnection(connection);
      leave();
    });
    try {
      for (const sql of preparation(question, this.#options.defaults, mark)) await this.#run(connection, sql);
      if (isRead(statement) && !question.whole) return await this.#piped(connection, question, statement, close);
      const answer = await this.#whole(connection, question, statement);
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
      return Buffer.from(await this.#run(connection, sql)).toString('utf8');
    } finally {
      this.#native.CloseConnection(connection);
    }
  }

  /** Ends reads, waits for writes, and closes the store. */
  async close(): Promise<void> {
    await this.own("KILL QUERY WHERE query_kind = 'Select' AND query NOT LIKE 'KILL%' ASYNC");
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    this.#native.CloseConnection(this.#root);
  }

  #connect(args?: readonly string[]): Connection {
    const { path } = this.#options;
    const connection = args === undefined ? this.#native.CreateConnection(path) : this.#native.CreateConnection(path, args);
    if (connection === null) throw new ClickHouseException(1000, 'CANNOT_OPEN', `Cannot open ${path}`);
    return connection;
  }

  #track<T>(work: Promise<T>): Promise<T> {
    const done = work.then(() => undefined, () => undefined).finally(() => this.#running.delete(done));
    this.#running.add(done);
    return work;
  }

  async #run(connection: Connection, sql: string, format = 'TabSeparated'): Promise<Uint8Array> {
    return (await this.#track(this.#native.QueryAsyncConnection(connection, sql, format))).bytes;
  }

  async #whole(connection: Connection, question: Question, statement: Statement): Promise<Answer> {
    const { sql, body } = question;
    const format = statement.format?.name ?? question.format;
    if (body !== null && statement.verb === 'INSERT') return { format, written: await this.#insert(connection, sql, body, statement), pieces: once(new Uint8Array(0)), close: nothing };
    return { format, written: NOTHING, pieces: once(await this.#run(connection, sql, format)), close: nothing };
  }

  async #insert(connection: Connection, sql: string, body: Body, statement: Statement): Promise<Answer['written']> {
    // chDB 3.4.0 drops such rows without a word, so they are refused here.
    if (statement.readsInput) throw new ClickHouseException(48, 'NOT_IMPLEMENTED', 'INSERT … SELECT … FROM input() is not possible with the embedded engine');
    if (body.kind === 'memory') {
      // The native side puts the line's end between both; a second one is an empty first row to TabSeparated and CSV.
      const { rowsWritten, bytesWritten } = await this.#track(this.#native.InsertRawAsyncConnection(connection, sql.trimEnd(), body.bytes, false));
      return { rows: rowsWritten, bytes: bytesWritten };
    }
    const tail = statement.insertTail ?? sql.length;
    const rest = statement.format?.name === 'Values' ? `${sql.slice(tail, statement.format.at)} FORMAT Values` : sql.slice(tail);
    await this.#run(connection, `${sql.slice(0, tail)} FROM INFILE ${quote(body.path)} ${rest}`);
    return NOTHING;
  }

  async #piped(connection: Connection, question: Question, statement: Statement, close: () => void): Promise<Answer> {
    const format = statement.format?.name ?? question.format;
    const pipe = await this.#options.pipes.take();
    const head = question.sql.slice(0, statement.format?.at ?? statement.end);
    const tail = statement.format === null ? '' : question.sql.slice(statement.format.end, statement.end);
    let failure: unknown = null;
    const query = this.#run(connection, `${head}\nINTO OUTFILE ${quote(pipe.path)} TRUNCATE FORMAT ${format}${tail}`)
      .catch((error: unknown) => { failure = error; }).finally(pipe.finish);
    const end = onlyOnce(async () => {
      // With nobody reading, the engine's next write fails and its query ends.
      pipe.output.destroy();
      await query;
      pipe.release();
      close();
    });
    const source = pipe.output[Symbol.asyncIterator]();
    // The first piece, or the failure before it: so an error that comes early is told as one.
    const first = await source.next();
    const settle = async (): Promise<void> => {
      await query;
      if (failure !== null) throw asException(failure);
    };
    if (first.done === true) await settle().finally(end);
    return { format, written: NOTHING, pieces: continued(first, source, settle), close: async () => { await end(); } };
  }

  /** Stops the marked query once the signal comes, again and again until it is gone; answers how to leave off. */
  #stopWith(signal: AbortSignal, mark: string): () => void {
    let over = false;
    const stop = async (): Promise<void> => {
      while (!over) {
        await this.own(`KILL QUERY WHERE startsWith(Settings['log_comment'], ${quote(mark)}) ASYNC`);
        await new Promise((next) => { setTimeout(next, STOP_AGAIN_AFTER); });
      }
    };
    const begin = (): void => { void stop(); };
    if (signal.aborted) begin();
    signal.addEventListener('abort', begin, { once: true });
    return () => {
      over = true;
      signal.removeEventListener('abort', begin);
    };
  }
}

const nothing = (): Promise<void> => Promise.resolve();

function onlyOnce<T>(work: () => T): () => T | undefined {
  let done = false;
  return () => {
    if (done) return undefined;
    done = true;
    return work();
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

async function* continued(first: IteratorResult<Uint8Array>, rest: AsyncIterator<Uint8Array>, settle: () => Promise<void>): AsyncGenerator<Uint8Array> {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  await settle();
}
