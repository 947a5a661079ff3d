import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Column, Table } from '#science/models/contract.ts';
import { Trouble } from '../connection.ts';
import { readValue } from './science-values.ts';

interface File { name: string; head: string[]; rows: string[][] }

/** A table with where its columns stood in the file, and which columns of the file nobody asked for. */
export interface ReadTable { table: Table; headers: Record<string, string>; unread: string[] }

const SEPARATORS = [',', ';', '\t'] as const;

/** A CSV file as a model's table: the declared columns only, each of its declared kind. Rows are counted from 1 after the header. */
export function readTable(path: string, columns: readonly Column[], map: ReadonlyMap<string, string>, known: Readonly<Record<string, string>> = {}): ReadTable {
  const file = readFile(path);
  const places = placesOf(file, columns, map, known);
  const read: Table = { rows: file.rows.length, columns: {} };
  for (const [name, { column, place }] of places) {
    const texts = file.rows.map((row) => row[place] ?? '');
    if (column.optional && texts.every((text) => text.trim() === '')) continue;
    const { kind } = column;
    read.columns[name] = kind === 'text' ? texts : Float64Array.from(texts, (text, row) => readValue(text, kind, { file: path, column: file.head[place] ?? name, row: row + 1 }));
  }
  const used = new Set([...places.values()].map(({ place }) => place));
  return { table: read, headers: Object.fromEntries([...places].map(([name, { place }]) => [name, file.head[place] ?? name])), unread: file.head.filter((_, place) => !used.has(place)) };
}

function readFile(path: string): File {
  const text = decode(path);
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (sign: string): number => first.split(sign).length;
  const delimiter = SEPARATORS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  let records: string[][];
  try {
    records = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    throw new Trouble(`${path} is no CSV file: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const [head = [], ...rows] = records;
  const names = head.map((name) => name.trim());
  if (names.length === 0) throw new Trouble(`${path} is empty; its first row must name the columns.`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Trouble(`${path} has two columns named "${twice}". Rename one of them.`);
  const ragged = rows.findIndex((row) => row.length !== names.length);
  if (ragged >= 0) throw new Trouble(`Row ${ragged + 1} of ${path} has ${rows[ragged]?.length} values for ${names.length} columns.`);
  return { name: path, head: names, rows };
}

function decode(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Trouble(`The file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Trouble(`${path} is not UTF-8. Save it as "CSV UTF-8" and try again.`, { cause: error });
  }
}

const asks = (name: string, column: Column): boolean => (column.repeated ? name.startsWith(column.name) && name.length > column.name.length : name === column.name);

/** Where the file holds which column of the model: by what `--map` says, by its own name, or by the header that the fit's file had for it. */
function placesOf(file: File, columns: readonly Column[], map: ReadonlyMap<string, string>, known: Readonly<Record<string, string>>): Map<string, { column: Column; place: number }> {
  const has = `The file has: ${file.head.join(', ')}.`;
  const places = new Map<string, { column: Column; place: number }>();
  const declared = (name: string): Column | undefined => columns.find((column) => !column.repeated && asks(name, column)) ?? columns.find((column) => asks(name, column));
  for (const [name, from] of map) {
    const column = declared(name);
    if (!column) throw new Trouble(`The model reads no column "${name}". It reads: ${columns.map((one) => one.name + (one.repeated ? '…' : '')).join(', ')}.`);
    const place = file.head.indexOf(from);
    if (place < 0) throw new Trouble(`${file.name} has no column "${from}", which is to be "${name}". ${has}`);
    places.set(name, { column, place });
  }
  const mapped = new Set(map.values());
  file.head.forEach((name, place) => {
    const column = declared(name);
    if (column && !places.has(name) && !mapped.has(name)) places.set(name, { column, place });
  });
  const taken = new Set([...places.values()].map(({ place }) => place));
  for (const [name, from] of Object.entries(known)) {
    const [column, place] = [declared(name), file.head.indexOf(from)];
    if (column && place >= 0 && !places.has(name) && !taken.has(place)) places.set(name, { column, place });
  }
  const missing = columns.find((column) => !column.optional && ![...places.keys()].some((name) => asks(name, column)));
  if (missing?.repeated) throw new Trouble(`At least one column whose name begins with "${missing.name}" (${missing.means}) is needed. ${has} Name one with --map ${missing.name}NAME=COLUMN.`);
  if (missing) throw new Trouble(`The column "${missing.name}" (${missing.means}) is needed. ${has} Name it with --map ${missing.name}=COLUMN.`);
  return places;
}
