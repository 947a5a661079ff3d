import { tokens } from '../sql/tokens.ts';

export interface Statement {
  /** First word in capitals: SELECT, WITH, INSERT, CREATE … */
  verb: string;
  /** The output or input format that the text itself names, and where the word FORMAT stands. */
  format: { name: string; at: number; end: number } | null;
  /** True when a second statement follows a semicolon; ClickHouse refuses that over HTTP, and so do we. */
  several: boolean;
  /** Where the statement ends: before its semicolon, if it has one. */
  end: number;
  /** SELECT … INTO OUTFILE would write a file where the engine runs; a server refuses it over HTTP. */
  writesFile: boolean;
  /** INSERT only: where FORMAT, VALUES or SETTINGS begins, that is where FROM INFILE would stand. */
  insertTail: number | null;
  /** INSERT … SELECT … FROM input(): the rows of the body go through a query. */
  readsInput: boolean;
}

const READS = new Set(['SELECT', 'WITH', 'SHOW', 'DESCRIBE', 'DESC', 'EXPLAIN', 'EXISTS']);

export const isRead = (statement: Statement): boolean => READS.has(statement.verb);

/** What has to be known of a statement before it is run; the data after INSERT … FORMAT x is not looked at. */
export function readStatement(sql: string): Statement {
  const found: Statement = { verb: '', format: null, several: false, end: sql.length, writesFile: false, insertTail: null, readsInput: false };
  let depth = 0;
  let ended = false;
  let previous = { word: '', at: 0 };
  for (const token of tokens(sql, 'clickhouse')) {
    if (ended) return { ...found, several: true };
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (token.text === ';') {
      ended = true;
      found.end = token.at;
    }
    if (token.text === '(' && previous.word === 'INPUT') found.readsInput = true;
    if (previous.word === 'INTO' && word === 'OUTFILE') found.writesFile = true;
    if (found.verb === '' && word !== '') found.verb = word;
    if (previous.word === 'FORMAT' && depth === 0 && (word !== '' || token.kind === 'quoted')) {
      found.format = { name: token.text, at: previous.at, end: token.end };
      if (found.verb === 'INSERT') return found;
    }
    if (found.verb === 'INSERT' && depth === 0 && ['FORMAT', 'VALUES', 'SETTINGS'].includes(word)) {
      found.insertTail ??= token.at;
      if (word === 'VALUES') return { ...found, format: { name: 'Values', at: token.at, end: token.end } };
    }
    previous = { word, at: token.at };
  }
  return found;
}
