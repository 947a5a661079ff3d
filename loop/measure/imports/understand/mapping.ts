import { DECLARATIONS } from '../fields/all.ts';
import { IMPORT_KINDS, type ImportKindId } from '../fields/contract.ts';

/** Field name → column name. */
export type Columns = Readonly<Record<string, string>>;

const key = (header: string): string => header.normalize('NFKC').toLowerCase().replace(/[\s_\-./()#’'":]/g, '');

/** The columns that a header's names give to the fields of a kind; each column is used once, the better name wins. */
export function guessColumns(kind: ImportKindId, header: readonly string[]): Columns {
  const free = new Map(header.map((name) => [key(name), name]));
  const columns: Record<string, string> = {};
  const fields = DECLARATIONS[kind].fields;
  // By rank over all fields: "Name" is the order number of one shop's export and the customer's name of all others.
  const longest = Math.max(...fields.map((field) => field.headers.length));
  for (let rank = 0; rank < longest; rank += 1) {
    for (const field of fields) {
      const wanted = field.headers[rank] === undefined ? undefined : key(field.headers[rank]);
      const column = wanted === undefined ? undefined : free.get(wanted);
      if (column === undefined || wanted === undefined || field.name in columns) continue;
      columns[field.name] = column;
      free.delete(wanted);
    }
  }
  for (const field of fields) {
    const own = free.get(key(field.name));
    if (own !== undefined && !(field.name in columns)) columns[field.name] = own;
  }
  return columns;
}

/** The kind whose fields take the largest part of the columns and lack the least; null when none fits. */
export function guessKind(header: readonly string[]): ImportKindId | null {
  let best: { kind: ImportKindId; score: number } | null = null;
  for (const kind of IMPORT_KINDS) {
    const columns = guessColumns(kind, header);
    const lacking = lackingColumns(kind, columns).length;
    const score = Object.keys(columns).length / Math.max(1, header.length) - lacking;
    if (lacking === 0 && (best === null || score > best.score)) best = { kind, score };
  }
  return best?.kind ?? null;
}

/** What is still missing before rows can be read: names of fields, or groups joined by '|'. */
export function lackingColumns(kind: ImportKindId, columns: Columns): string[] {
  const { fields, oneOf, oneColumnOf = [] } = DECLARATIONS[kind];
  return [
    ...fields.filter((field) => field.required && !columns[field.name]).map((field) => field.name),
    ...[...oneOf, ...oneColumnOf].filter((group) => !group.some((name) => columns[name])).map((group) => group.join('|')),
  ];
}
