import { bytesOf, type Source } from './bytes.ts';
import type { Cell, Row, Table } from './cell.ts';
import { headed } from './cell.ts';
import { CsvSplitter } from './csv.ts';
import { decoderOf } from './encoding.ts';
import type { ReadSettings } from './settings.ts';

/** CSV and TSV. The header is read at once, the rows when asked for. */
export async function csvTable(source: Source, settings: ReadSettings): Promise<Table> {
  let used = 0;
  async function* all(): AsyncGenerator<readonly Row[]> {
    const splitter = new CsvSplitter(settings);
    for await (const text of textOf(source, settings, (bytes) => { used = bytes; })) {
      const rows = splitter.push(text, false);
      if (rows.length > 0) yield rows;
    }
    const rows = splitter.push('', true);
    if (rows.length > 0) yield rows;
  }
  return { ...await headed(all, settings), share: () => (source.bytes === 0 ? 1 : used / source.bytes) };
}

/** One JSON object a line. Columns are the keys of the first thousand lines; what lies deeper is named `a.b`. */
export async function ndjsonTable(source: Source, settings: ReadSettings): Promise<Table> {
  let used = 0;
  async function* lines(): AsyncGenerator<string[]> {
    let rest = '';
    for await (const text of textOf(source, settings, (bytes) => { used = bytes; })) {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      yield parts;
    }
    if (rest !== '') yield [rest];
  }
  const keys = new Set<string>();
  let looked = 0;
  for await (const part of lines()) {
    for (const line of part) for (const key of flatten(line)?.keys() ?? []) keys.add(key);
    if ((looked += part.length) >= 1000) break;
  }
  const header = [...keys];
  return {
    header,
    first: 1,
    share: () => (source.bytes === 0 ? 1 : used / source.bytes),
    async *batches() {
      for await (const part of lines()) yield part.map((line) => rowOf(line, header));
    },
  };
}

/** Stands in every cell of a line that is no JSON object; the importer refuses the row for it. */
export const NO_JSON = '\uffffjson';

function rowOf(line: string, header: readonly string[]): Row {
  if (line.trim() === '') return [];
  const values = flatten(line);
  if (!values) return [...header.map(() => null), NO_JSON];
  return header.map((key) => values.get(key) ?? null);
}

function flatten(line: string): Map<string, Cell> | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null; // counted as a bad row by the caller
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const cells = new Map<string, Cell>();
  const walk = (object: object, prefix: string, depth: number): void => {
    for (const [key, inner] of Object.entries(object) as [string, unknown][]) {
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && depth < 2) walk(inner, `${prefix}${key}.`, depth + 1);
      else cells.set(prefix + key, cellOf(inner));
    }
  };
  walk(value, '', 0);
  return cells;
}

/** A value of JSON or Parquet as a cell; lists and objects as their JSON text. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
}

async function* textOf(source: Source, settings: ReadSettings, read: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = decoderOf(settings.encoding);
  for await (const piece of bytesOf(source, settings.gzip, read)) yield decoder.write(piece);
  const end = decoder.end();
  if (end !== '') yield end;
}
