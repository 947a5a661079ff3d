import { writeFileSync } from 'node:fs';
import type { Card, Column, Reason, Table } from '#science/models/contract.ts';
import { Trouble } from '../connection.ts';
import { table as aligned, type Printer } from '../print.ts';
import { isoOf } from './science-values.ts';

/** Rows that a screen shows; a file holds all. */
const SHOWN = 20;

/** The model says no: its sentence, and this exit code, so that a script can tell it from a wrong file (1). */
const REFUSED = 2;

type Cell = number | string;

/** A row of a table for JSON and CSV: times as ISO dates. A number that is none is a defect of the model and never printed. */
function cellsOf(table: Table, columns: readonly Column[]): { names: string[]; cell: (name: string, row: number) => Cell } {
  const times = new Set(columns.filter(({ kind }) => kind === 'time').map(({ name }) => name));
  return {
    names: Object.keys(table.columns),
    cell: (name, row) => {
      const value = table.columns[name]?.[row] ?? '';
      if (typeof value === 'string') return value;
      if (!Number.isFinite(value)) throw new Trouble(`Row ${row + 1} of "${name}" came out as no number. That is a defect of the model; nothing was written.`);
      return times.has(name) ? isoOf(value) : value;
    },
  };
}

export function rowsOf(table: Table, columns: readonly Column[]): Record<string, Cell>[] {
  const { names, cell } = cellsOf(table, columns);
  return Array.from({ length: table.rows }, (_, row) => Object.fromEntries(names.map((name) => [name, cell(name, row)])));
}

/** RFC 4180. */
const quoted = (cell: Cell): string => (/[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));

export function csvOf(table: Table, columns: readonly Column[]): string {
  const { names, cell } = cellsOf(table, columns);
  const lines = Array.from({ length: table.rows }, (_, row) => names.map((name) => quoted(cell(name, row))).join(','));
  return `${[names.map(quoted).join(','), ...lines].join('\n')}\n`;
}

const short = (cell: Cell): Cell => (typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toPrecision(6)) : cell);

export function screenOf(table: Table, columns: readonly Column[]): string {
  const { names, cell } = cellsOf(table, columns);
  const rows = Array.from({ length: Math.min(SHOWN, table.rows) }, (_, row) => names.map((name) => short(cell(name, row))));
  const more = table.rows > SHOWN ? [`… and ${table.rows - SHOWN} more rows; --out FILE writes all of them.`] : [];
  return [aligned(names, rows), ...more].join('\n');
}

export interface Line { name: string; estimate: { value: number; low: number; high: number; level: number } | null; text?: string }

const perCent = (level: number): string => `${Number((level * 100).toPrecision(6))} %`;

/** Estimates in columns; a line that is only words stands by itself, so that a long one does not push the columns apart. */
export function summaryScreen(lines: readonly Line[]): string {
  const digits = (x: number): string => String(short(x));
  const estimates = lines.flatMap(({ name, estimate, text }) => (estimate ? [[name, digits(estimate.value), digits(estimate.low), digits(estimate.high), perCent(estimate.level), text ?? '']] : []));
  const [head = '', ...columns] = aligned(['', 'value', 'from', 'to', 'level', ''], estimates).split('\n');
  const words = aligned(['', ''], lines.flatMap(({ name, estimate, text }) => (estimate ? [] : [[name, text ?? '']]))).split('\n').slice(1);
  const shown = lines.flatMap(({ estimate }) => (estimate ? columns.splice(0, 1) : words.splice(0, 1)));
  return [...(estimates.length > 0 ? [head] : []), ...shown].join('\n');
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]\d+)?$/;

/** Lines for JSON: what there is not stands nowhere, so no reader meets a null. A text that is a number is given as one too. */
export const summaryJson = (lines: readonly Line[]): object[] => lines.map(({ name, estimate, text }) =>
  ({ name, ...(estimate ? { estimate } : {}), ...(text === undefined ? {} : { text, ...(!estimate && NUMBER.test(text) ? { value: Number(text) } : {}) }) }));

export const summaryCsv = (lines: readonly Line[]): string => `${[['name', 'value', 'low', 'high', 'level', 'text'], ...lines.map(({ name, estimate, text }) =>
  [name, ...(estimate ? [estimate.value, estimate.low, estimate.high, estimate.level] : [text !== undefined && NUMBER.test(text) ? text : '', '', '', '']), text ?? ''])]
  .map((row) => row.map(quoted).join(',')).join('\n')}\n`;

/** JSON turns NaN into null unseen; here it is an error. */
export function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, (key, inner: unknown) => {
    if (typeof inner === 'number' && !Number.isFinite(inner)) throw new Trouble(`"${key}" of the fit came out as no number. That is a defect of the model; nothing was written.`);
    return inner;
  })}\n`;
}

export function writeOut(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Trouble(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Prints why there is no answer, and leaves with the code for it. */
export function refuse(printer: Printer, { id }: Card, status: 'declined' | 'unsettled', why: Reason, unread: readonly string[] = []): void {
  const { code, sentence, column, row, value } = why;
  const place = { ...(column === undefined ? {} : { column }), ...(row === undefined ? {} : { row: row + 1 }), ...(value === undefined ? {} : { value }) };
  if (printer.json) printer.value({ model: id, status, code, sentence, ...place, ...(unread.length > 0 ? { unread } : {}) }, () => sentence);
  else process.stderr.write(`${sentence}${value !== undefined && row !== undefined ? ` (The value is ${value}.)` : ''}\n${unread.length > 0 ? `Not read of the file: ${unread.join(', ')}. "science show ${id}" tells which columns are.\n` : ''}`);
  process.exitCode = REFUSED;
}
