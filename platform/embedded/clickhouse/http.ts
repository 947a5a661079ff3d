import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readStatement } from '../../clickhouse/statement.ts';
import { dropBody, readBody, safeBody } from './body.ts';
import type { Engine } from './engine.ts';
import type { Answer, Body } from './question.ts';
import { asException, ClickHouseException, midStream, statusOf } from './exception.ts';
import { hasDrifted } from './memory-drift.ts';
import { authorised, parseRequest, type Credentials } from './request.ts';

export interface HttpOptions {
  engine: Engine;
  credentials: Credentials;
  version: string;
  /** Where the rows of large inserts wait. */
  spool: string;
  /** The engine refuses for memory that it only thinks it uses, and only a new process helps. */
  drifted: () => void;
}

const TYPES: Readonly<Record<string, string>> = {
  JSONEachRow: 'application/x-ndjson; charset=UTF-8', JSONCompactEachRow: 'application/x-ndjson; charset=UTF-8', JSON: 'application/json; charset=UTF-8',
  TSV: 'text/tab-separated-values; charset=UTF-8', TabSeparated: 'text/tab-separated-values; charset=UTF-8', CSV: 'text/csv; charset=UTF-8',
};

/** ClickHouse's HTTP interface over the embedded engine, so that its own client cannot tell the difference. */
export function serveHttp(options: HttpOptions): Server {
  const server = createServer((request, response) => {
    void respond(options, request, response);
  });
  // The client keeps its connections for 2.5 s when idle; the server must not be the first to hang up.
  server.keepAliveTimeout = 10_000;
  server.requestTimeout = 0;
  // None either: a machine that slept would refuse, with an empty 408, whoever was about to ask.
  server.headersTimeout = 0;
  return server;
}

async function respond(options: HttpOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping') {
    response.end('Ok.\n');
    return;
  }
  const gone = new AbortController();
  response.on('close', () => { if (!response.writableFinished) gone.abort(new Error('the client went away')); });
  response.on('error', () => gone.abort(new Error('the client went away')));
  let body: Body | null = null;
  try {
    if (!authorised(request, url, options.credentials)) throw new ClickHouseException(516, 'AUTHENTICATION_FAILED', 'Authentication failed: password is incorrect, or there is no user with such name.');
    body = await readBody(request, options.spool);
    const parsed = parseRequest(request, url, body);
    if (parsed.body !== null) parsed.body = body = await safeBody(parsed.body, readStatement(parsed.sql).format?.name ?? '', options.spool);
    response.setHeader('X-ClickHouse-Query-Id', parsed.id);
    const answer = await options.engine.ask({ ...parsed, signal: gone.signal });
    await send(options, response, answer).finally(answer.close);
  } catch (error) {
    fail(options, request, response, error);
  } finally {
    await dropBody(body);
  }
}

async function send(options: HttpOptions, response: ServerResponse, answer: Answer): Promise<void> {
  const tag = randomBytes(8).toString('hex');
  const { rows, bytes } = answer.written;
  response.setHeader('Content-Type', TYPES[answer.format] ?? 'application/octet-stream');
  response.setHeader('X-ClickHouse-Format', answer.format);
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  response.setHeader('X-ClickHouse-Server-Display-Name', 'embedded');
  response.setHeader('X-ClickHouse-Exception-Tag', tag);
  response.setHeader('X-ClickHouse-Summary', JSON.stringify({ written_rows: String(rows), written_bytes: String(bytes) }));
  response.flushHeaders();
  try {
    for await (const piece of answer.pieces) {
      if (response.destroyed) return;
      if (!response.write(piece)) await room(response);
    }
    response.end();
  } catch (error) {
    const exception = asException(error);
    response.end(midStream(exception.wire(options.version), tag));
    if (hasDrifted(exception, process.memoryUsage.rss())) response.once('close', options.drifted);
  }
}

/** Until the other side has read enough, or is gone. */
function room(response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const go = (): void => {
      response.off('drain', go);
      response.off('close', go);
      done();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}

function fail(options: HttpOptions, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  const exception = asException(error);
  // What the client still sends is let in and dropped, or it would see a broken pipe instead of this answer.
  request.resume();
  response.statusCode = statusOf(exception.code);
  response.setHeader('X-ClickHouse-Exception-Code', String(exception.code));
  response.setHeader('Content-Type', 'text/plain; charset=UTF-8');
  response.end(exception.wire(options.version));
  if (hasDrifted(exception, process.memoryUsage.rss())) response.once('close', options.drifted);
}
