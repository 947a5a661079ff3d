import { expect, it } from 'vitest';
import { isRead, readStatement } from './statement.ts';

it('finds the verb behind comments, and the format that the text names', () => {
  const read = readStatement('-- why\n  with x as (select 1) select * from x\nFORMAT JSONEachRow');
  expect(read).toMatchObject({ verb: 'WITH', several: false });
  expect(read.format?.name).toBe('JSONEachRow');
  expect(isRead(read)).toBe(true);
});

it('does not take a column or a string called format for the clause', () => {
  expect(readStatement("select format('{}', 1), 'FORMAT CSV' from t").format).toBeNull();
});

it('sees a second statement, and none after a mere semicolon', () => {
  expect(readStatement('select 1; drop table x').several).toBe(true);
  expect(readStatement("select ';' ; -- done\n")).toMatchObject({ several: false, end: 11 });
});

it('does not look into the rows that follow an INSERT', () => {
  expect(readStatement("INSERT INTO t FORMAT JSONEachRow\n{\"a\":\"x; y'\"}")).toMatchObject({ verb: 'INSERT', several: false });
  expect(readStatement("INSERT INTO t (a) VALUES ('x; y'); drop")).toMatchObject({ verb: 'INSERT', several: false });
});

it('finds where FROM INFILE would stand in an INSERT', () => {
  const sql = 'INSERT INTO db.t (a, `format`) SETTINGS async_insert = 0 FORMAT Parquet';
  expect(sql.slice(readStatement(sql).insertTail!)).toBe('SETTINGS async_insert = 0 FORMAT Parquet');
});

it('notices INTO OUTFILE and FROM input()', () => {
  expect(readStatement("select 1 into outfile 'x'").writesFile).toBe(true);
  expect(readStatement("insert into t select * from input('a Int8') format CSV").readsInput).toBe(true);
});
