import { ClickHouseException } from './exception.ts';

export interface Question {
  /** The client's id of the query. */
  id: string;
  sql: string;
  /** Rows of an INSERT: in memory, or in a file when they are many. */
  body: Body | null;
  database: string | null;
  settings: ReadonlyMap<string, string>;
  format: string;
  /** True: the whole result before the first byte, so that an error is never half an answer. */
  whole: boolean;
  /** Aborted when nobody waits any more. */
  signal: AbortSignal;
}

export type Body = { kind: 'memory'; bytes: Buffer } | { kind: 'file'; path: string };

export interface Answer {
  format: string;
  written: { rows: number; bytes: number };
  pieces: AsyncIterable<Uint8Array>;
  /** Ends the query; to be called whether or not the pieces were read to their end. */
  close: () => Promise<void>;
}

/** ClickHouse's default of max_query_size, in bytes. */
const QUERY_SIZE = 262_144;

export const quote = (value: string): string => `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

/** What a connection has to be told before a question: its database and its settings, `readonly` last, since it ends all changing. */
export function preparation(question: Question, defaults: ReadonlyMap<string, string>, mark: string): string[] {
  const settings = new Map([...defaults, ...question.settings]);
  settings.set('log_comment', `${mark} ${settings.get('log_comment') ?? ''}`);
  const changes = [...settings].sort(([a], [b]) => Number(a === 'readonly') - Number(b === 'readonly'))
    .map(([key, value]) => `${settingName(key)} = ${quote(value)}`);
  const use = question.database === null ? '' : `USE ${'`'}${question.database.replace(/[\\`]/g, '\\$&')}${'`'}; `;
  const all = `${use}SET ${changes.join(', ')}`;
  if (all.length < QUERY_SIZE / 4) return [all];
  // Parameters do not count towards the size of a query, but here they are set by one; its limit is put back with them.
  const limit = settings.get('max_query_size') ?? String(QUERY_SIZE);
  return [`SET max_query_size = ${4 * all.length + QUERY_SIZE}`, all.replace('SET ', () => `SET max_query_size = ${quote(limit)}, `)];
}

function settingName(text: string): string {
  if (!/^[A-Za-z_]\w*$/.test(text)) throw new ClickHouseException(115, 'UNKNOWN_SETTING', `Not a name of a setting: ${text}`);
  return text;
}
