import { expect, it } from 'vitest';
import { statements, tokens } from './tokens.ts';

const texts = (sql: string, dialect: 'clickhouse' | 'postgres' = 'clickhouse'): string[] => [...tokens(sql, dialect)].map(({ text }) => text);

it('keeps words inside strings, quoted names, heredocs and comments out of the words', () => {
  const words = [...tokens("select 'a; from x' as `from`, $$ join $$, \"into\" -- format\n/* values */ from t # union\n", 'clickhouse')].filter(({ kind }) => kind === 'word').map(({ text }) => text);
  expect(words).toEqual(['select', 'as', 'from', 't']);
});

it('reads a backslash as an escape in ClickHouse and as itself in PostgreSQL', () => {
  expect(texts("'it\\'s' x")).toEqual(["'it\\'s'", 'x']);
  expect(texts("'it\\' x", 'postgres')).toEqual(["'it\\'", 'x']);
  expect(texts("e'it\\'s' x", 'postgres')).toEqual(["e'it\\'s'", 'x']);
});

it('reads doubled quotes as one', () => {
  expect(texts("'it''s' \"a\"\"b\"", 'postgres')).toEqual(["'it''s'", 'a"b']);
});

it('does not run away at an unfinished string or comment', () => {
  expect(texts("select 'abc")).toEqual(['select', "'abc"]);
  expect(texts('select /* abc')).toEqual(['select']);
});

it('splits a file at semicolons outside of strings and comments, and drops empty statements', () => {
  const file = "-- first; of all\nCREATE TABLE a (x String DEFAULT ';');;\nINSERT INTO a VALUES ('x;y');\n-- the end;\n";
  expect(statements(file, 'clickhouse')).toEqual(["-- first; of all\nCREATE TABLE a (x String DEFAULT ';')", "INSERT INTO a VALUES ('x;y')"]);
});

it('takes a last statement without a semicolon', () => {
  expect(statements('select 1; select 2', 'clickhouse')).toEqual(['select 1', 'select 2']);
});
