import { randomUUID, timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readStatement } from '../../clickhouse/statement.ts';
import { ClickHouseException } from './exception.ts';
import { multipartFields } from './multipart.ts';
import type { Body } from './question.ts';

/** Names in the address that concern the HTTP interface of a server and mean nothing to the engine. */
const INTERFACE = new Set([
  'query', 'query_id', 'database', 'default_format', 'user', 'password', 'session_timeout', 'session_check', 'compress', 'decompress', 'quota_key',
  'wait_end_of_query', 'buffer_size', 'enable_http_compression', 'http_zlib_compression_level', 'send_progress_in_http_headers', 'http_headers_progress_interval_ms',
  'http_response_buffer_size', 'http_native_compression_disable_checksumming_on_decompress', 'cancel_http_readonly_queries_on_client_close',
]);

export interface Credentials { user: string; password: string }

export interface Parsed {
  id: string;
  sql: string;
  body: Body | null;
  database: string | null;
  settings: Map<string, string>;
  format: string;
  whole: boolean;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Checks name and password wherever ClickHouse's clients put them: headers of its own, Basic, or the address. */
export function authorised(request: IncomingMessage, url: URL, wanted: Credentials): boolean {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [, basicUser, basicPassword] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(basic ?? '', 'base64').toString('utf8')) ?? [];
  const user = request.headers['x-clickhouse-user'] ?? basicUser ?? url.searchParams.get('user') ?? '';
  const password = request.headers['x-clickhouse-key'] ?? basicPassword ?? url.searchParams.get('password') ?? '';
  const userFits = same(String(user), wanted.user);
  return same(String(password), wanted.password) && userFits;
}

/** Puts a request of ClickHouse's HTTP interface into words. Source: ClickHouse documentation, "HTTP interface". */
export function parseRequest(request: IncomingMessage, url: URL, received: Body): Parsed {
  const fields = multipartFields(request.headers['content-type'], received);
  const given = new URLSearchParams([...url.searchParams, ...fields]);
  const settings = new Map<string, string>();
  for (const [key, value] of given) if (!INTERFACE.has(key)) settings.set(key, value);
  for (const key of ['session_id', 'role']) {
    if (settings.has(key)) throw new ClickHouseException(48, 'NOT_IMPLEMENTED', `${key} is not possible with the embedded engine`);
  }
  if (request.method === 'GET' && !settings.has('readonly')) settings.set('readonly', '2');
  const { sql, body } = statementAndBody(given.get('query') ?? '', fields.length > 0 ? null : received);
  return {
    id: given.get('query_id') || randomUUID(),
    sql, body, settings,
    database: given.get('database') || header(request, 'x-clickhouse-database'),
    format: given.get('default_format') || header(request, 'x-clickhouse-format') || 'TabSeparated',
    whole: given.get('wait_end_of_query') === '1',
  };
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function statementAndBody(query: string, received: Body | null): { sql: string; body: Body | null } {
  if (received === null || (received.kind === 'memory' && received.bytes.length === 0)) return { sql: query, body: null };
  const { verb, format } = readStatement(query);
  if (verb === 'INSERT' && format !== null) return { sql: query, body: received };
  if (received.kind === 'file') throw new ClickHouseException(62, 'SYNTAX_ERROR', 'The statement is too long; give the INSERT in the address and its rows in the body');
  const text = received.bytes.toString('utf8');
  return { sql: query === '' ? text : `${query}\n${text}`, body: null };
}
