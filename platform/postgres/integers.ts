import pg from 'pg';

/** bigint comes as a number as long as that is exact; a larger one is an error and never a rounded number. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The integer ${text} is beyond 2^53 and cannot be read exactly; cast it to text in the statement.`);
  return value;
}

/** How values come out of PostgreSQL here: int8 exact as a number, date as YYYY-MM-DD, numeric as text, timestamps as Date. */
export const VALUE_PARSERS: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format),
};

const array = (parse: (text: string) => unknown, arrayOid: number) => (text: string): unknown => {
  const raw: (string | null)[] = pg.types.getTypeParser(arrayOid, 'text')(text);
  return raw.map((item) => (item === null ? null : parse(String(item))));
};

const TEXT_ARRAY = 1009;
const same = (text: string): string => text;
const PARSERS = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, parseInt8],
  [1016, array(parseInt8, TEXT_ARRAY)],
  [pg.types.builtins.DATE, same],
  [1182, array(same, TEXT_ARRAY)],
]);
