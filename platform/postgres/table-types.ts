import type pg from 'pg';

interface Column { schema: string; table: string; column: string; type: string; array: boolean; nullable: boolean; identity: string; generated: string; has_default: boolean }

const COLUMNS = `
SELECT n.nspname AS schema, c.relname AS table, a.attname AS column,
       coalesce(e.typname, t.typname) AS type, t.typcategory = 'A' AS array, NOT a.attnotnull AS nullable,
       a.attidentity AS identity, a.attgenerated AS generated, a.atthasdef AS has_default
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'pgboss')
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
WHERE a.attnum > 0 AND NOT a.attisdropped
ORDER BY n.nspname <> 'public', n.nspname, c.relname, a.attnum`;

/** As the parsers in integers.ts and the driver give them; a value that is written may also be given otherwise. */
const TYPES: Readonly<Record<string, string>> = {
  int2: 'number', int4: 'number', int8: 'number', float4: 'number', float8: 'number', oid: 'number', bool: 'boolean',
  numeric: 'Numeric', text: 'string', varchar: 'string', bpchar: 'string', citext: 'string', name: 'string', uuid: 'string', inet: 'string', date: 'string', time: 'string', tsvector: 'string',
  timestamptz: 'Timestamp', timestamp: 'Timestamp', json: 'Json', jsonb: 'Json', bytea: 'Buffer',
};

const HEAD = `// Written by tools/tables.ts from the migrations; do not edit.
import type { ColumnType } from 'kysely';

/** Written as text, so that an array is never taken for one of PostgreSQL's: JSON.stringify(value). */
export type Json = ColumnType<JsonValue, string, string>;
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
/** Read as text, since a JavaScript number would round it. */
export type Numeric = ColumnType<string, number | string, number | string>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** May be left out when a row is inserted. */
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
/** Cannot be given. */
export type GeneratedAlways<T> = ColumnType<T, never, never>;
`;

/** The text of tables.gen.ts for the schema that the connection shows. */
export async function tableTypes(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS);
  const tables = groupBy(rows);
  const interfaces = [...tables].map(([name, columns]) => `export interface ${typeName(name)} {\n${columns.map(line).join('\n')}\n}\n`);
  const database = [...tables.keys()].map((name) => `  ${key(name)}: ${typeName(name)};`).join('\n');
  const scoped = [...tables].filter(([, columns]) => columns.some(({ column }) => column === 'workspace')).map(([name]) => `  ${key(name)}: 'workspace',`);
  const owner = tables.has('workspace') ? ["  workspace: 'id',"] : [];
  return [HEAD, ...interfaces, `export interface DB {\n${database}\n}\n`,
    '/** Tables whose rows belong to a workspace, and the column that says to which. */',
    `export const WORKSPACE_COLUMNS = {\n${[...scoped, ...owner].sort().join('\n')}\n} as const;\n`].join('\n');
}

function line({ column, type, array, nullable, identity, generated, has_default }: Column): string {
  const plain = TYPES[type];
  if (plain === undefined) throw new Error(`${column}: no TypeScript type is known for PostgreSQL's ${type}; add it to TYPES in table-types.ts.`);
  const base = `${array ? `${plain}[]` : plain}${nullable ? ' | null' : ''}`;
  if (identity === 'a' || generated !== '') return `  ${key(column)}: GeneratedAlways<${base}>;`;
  return `  ${key(column)}: ${has_default || identity === 'd' ? `Generated<${base}>` : base};`;
}

const key = (name: string): string => (/^[a-z_]\w*$/i.test(name) ? name : `'${name}'`);
const typeName = (name: string): string => name.split(/[._]/).map((part) => part[0]!.toUpperCase() + part.slice(1)).join('');

function groupBy(rows: readonly Column[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>();
  for (const row of rows) {
    const name = row.schema === 'public' ? row.table : `${row.schema}.${row.table}`;
    tables.set(name, [...(tables.get(name) ?? []), row]);
  }
  return tables;
}
