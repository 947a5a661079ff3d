export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'mark';
  /** Words as written, quoted identifiers without their quotes, strings with them. */
  text: string;
  at: number;
  end: number;
}

interface Dialect { comment: RegExp; string: RegExp; quoted: RegExp }

const SPACE = /\s+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d[\w.]*/y;
const HEREDOC = /\$(\w*)\$[\s\S]*?(?:\$\1\$|$)/y;

/** Source: ClickHouse's src/Parsers/Lexer.cpp; PostgreSQL documentation, section 4.1 "Lexical structure". */
const DIALECTS = {
  clickhouse: {
    comment: /--[^\n]*|#(?:!| )[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y,
    string: /'(?:[^'\\]|\\[\s\S]|'')*'?/y,
    quoted: /"(?:[^"\\]|\\[\s\S]|"")*"?|`(?:[^`\\]|\\[\s\S]|``)*`?/y,
  },
  postgres: {
    comment: /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y,
    string: /[eE]'(?:[^'\\]|\\[\s\S]|'')*'?|'(?:[^']|'')*'?/y,
    quoted: /"(?:[^"]|"")*"?/y,
  },
} satisfies Record<string, Dialect>;

function match(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

/** Splits SQL into tokens, so that a word inside a string, a quoted name or a comment is never taken for SQL. */
export function* tokens(sql: string, dialect: keyof typeof DIALECTS): Generator<Token> {
  const rules = DIALECTS[dialect];
  let at = 0;
  while (at < sql.length) {
    const skipped = match(SPACE, sql, at) ?? match(rules.comment, sql, at);
    if (skipped !== null) {
      at += skipped.length;
      continue;
    }
    const token = tokenAt(sql, at, rules);
    yield token;
    at = token.end;
  }
}

function tokenAt(sql: string, at: number, { string, quoted }: Dialect): Token {
  const make = (kind: Token['kind'], found: string, text = found): Token => ({ kind, text, at, end: at + found.length });
  const text = match(string, sql, at) ?? match(HEREDOC, sql, at);
  if (text !== null) return make('string', text);
  const word = match(WORD, sql, at);
  if (word !== null) return make('word', word);
  const number = match(NUMBER, sql, at);
  if (number !== null) return make('number', number);
  const name = match(quoted, sql, at);
  if (name !== null) return make('quoted', name, name.slice(1, -1).replace(/\\([\s\S])/g, '$1').replace(/""|``/g, (two) => two[0]!));
  return make('mark', sql[at]!);
}

/** Splits a file of statements at its semicolons; comments before a statement stay with it. */
export function statements(sql: string, dialect: keyof typeof DIALECTS): string[] {
  const found: string[] = [];
  let from = 0;
  let some = false;
  for (const token of tokens(sql, dialect)) {
    if (token.kind !== 'mark' || token.text !== ';') {
      some = true;
      continue;
    }
    if (some) found.push(sql.slice(from, token.at).trim());
    from = token.end;
    some = false;
  }
  if (some) found.push(sql.slice(from).trim());
  return found;
}
