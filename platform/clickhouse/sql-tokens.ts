export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'mark';
  /** Words as written, quoted identifiers without their quotes, strings with them. */
  text: string;
  at: number;
  end: number;
}

const SPACE = /\s+/y;
const COMMENT = /--[^\n]*|#(?:!| )[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d[\w.]*/y;
const STRING = /'(?:[^'\\]|\\[\s\S]|'')*'?/y;
const QUOTED = /"(?:[^"\\]|\\[\s\S]|"")*"?|`(?:[^`\\]|\\[\s\S]|``)*`?/y;
const HEREDOC = /\$(\w*)\$[\s\S]*?(?:\$\1\$|$)/y;

function match(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

/**
 * Splits ClickHouse SQL into tokens, so that a word inside a string, a quoted name or a comment is never
 * taken for SQL. Source: ClickHouse's src/Parsers/Lexer.cpp (comments, heredocs, doubled quotes, backslashes).
 */
export function* tokens(sql: string): Generator<Token> {
  let at = 0;
  while (at < sql.length) {
    const skipped = match(SPACE, sql, at) ?? match(COMMENT, sql, at);
    if (skipped !== null) {
      at += skipped.length;
      continue;
    }
    const token = tokenAt(sql, at);
    yield token;
    at = token.end;
  }
}

function tokenAt(sql: string, at: number): Token {
  const make = (kind: Token['kind'], length: number, text = sql.slice(at, at + length)): Token => ({ kind, text, at, end: at + length });
  const word = match(WORD, sql, at);
  if (word !== null) return make('word', word.length);
  const number = match(NUMBER, sql, at);
  if (number !== null) return make('number', number.length);
  const string = match(STRING, sql, at) ?? match(HEREDOC, sql, at);
  if (string !== null) return make('string', string.length);
  const quoted = match(QUOTED, sql, at);
  if (quoted !== null) return make('quoted', quoted.length, quoted.slice(1, -1).replace(/\\([\s\S])/g, '$1').replace(/""|``/g, (two) => two[0]!));
  return make('mark', 1);
}
