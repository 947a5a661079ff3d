import { Fault } from '../errors/fault.ts';
import { tokens } from '../sql/tokens.ts';

/** After these a table's name may stand. */
const TABLE_FOLLOWS = new Set(['FROM', 'JOIN', 'INTO', 'UPDATE', 'USING', 'ONLY', 'TABLE', 'TRUNCATE', 'COPY', 'LOCK']);
/** Words that end a list of tables. */
const LIST_ENDS = new Set(['WHERE', 'GROUP', 'ORDER', 'HAVING', 'LIMIT', 'UNION', 'ON', 'SET', 'RETURNING', 'SELECT', 'VALUES']);
/** Statements whose own text is hidden from this reading. */
const HIDDEN = new Set(['DO', 'EXECUTE', 'PREPARE', 'CALL', 'MERGE', 'CREATE', 'ALTER', 'DROP']);

/**
 * Refuses raw SQL in which a workspace's table is named in words; throws stores.unscoped. Written as
 * `sql.table('customer')` the same table is confined. `fragments` are the pieces between the values of a template.
 */
export function refuseRawTables(fragments: readonly string[], tables: ReadonlyMap<string, string>): void {
  // A value between two pieces is one opaque word, so that "from ${…}, customer" still reads as a list.
  const text = fragments.join(' $ ');
  const lists = [false];
  let expecting = false;
  let first = true;
  for (const token of tokens(text, 'postgres')) {
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    const name = token.kind === 'quoted' ? token.text : token.kind === 'word' ? token.text.toLowerCase() : null;
    if (first && HIDDEN.has(word)) throw new Fault('stores.unscoped', { what: `a raw ${word}` });
    first = token.text === ';';
    if (expecting && name !== null && tables.has(name) && text[token.end] !== '.') throw new Fault('stores.unscoped', { what: `the table “${name}” in raw SQL` });
    if (token.text === '(') lists.push(expecting);
    if (token.text === ')') lists.pop();
    const top = lists.length - 1;
    if (TABLE_FOLLOWS.has(word)) lists[top] = true;
    if (LIST_ENDS.has(word)) lists[top] = false;
    expecting = TABLE_FOLLOWS.has(word) || ((token.text === ',' || token.text === '(' || token.text === '.') && lists[top] === true);
  }
}
