import { createReadStream } from 'node:fs';
import exceljs from 'exceljs';
import { Fault } from '#platform/errors/fault.ts';
import type { Source } from './bytes.ts';
import { cellOf } from './text.ts';
import { headed, type Cell, type Row, type Table } from './cell.ts';
import type { ReadSettings } from './settings.ts';
import { guardZip } from './zip-guard.ts';

const BATCH = 500;
/** A workbook's last row; a number beyond it is a fault of the file. */
const LAST_ROW = 1_048_576;
/** Rows of each sheet that guesses look at. */
export const TOP = 30;

/** One sheet of a workbook, row by row; the file is never held whole, its table of strings is. */
export async function xlsxTable(source: Source, settings: ReadSettings): Promise<Table> {
  await guardZip(source.path);
  let used = 0;
  const all = (): AsyncGenerator<readonly Row[]> => sheetRows(source, settings.sheet, (bytes) => { used = bytes; });
  return { ...await headed(all, settings), share: () => Math.min(1, used / source.bytes) };
}

export interface Sheet { name: string; /** Its first rows. */ top: Row[] }

/** A workbook's sheets, in their order. */
export async function sheetsOf(source: Source): Promise<Sheet[]> {
  await guardZip(source.path);
  const sheets: Sheet[] = [];
  const file = createReadStream(source.path);
  try {
    for await (const sheet of readerOf(file)) {
      const top: Row[] = [];
      for await (const rows of numbered(sheet)) if (top.length < TOP) top.push(...rows.slice(0, TOP - top.length));
      sheets.push({ name: nameOf(sheet), top });
    }
  } catch (error) {
    throw new Fault('imports.unreadable', { format: 'XLSX' }, { cause: error });
  } finally {
    file.destroy();
  }
  return sheets;
}

const readerOf = (file: NodeJS.ReadableStream): exceljs.stream.xlsx.WorkbookReader =>
  new exceljs.stream.xlsx.WorkbookReader(file as import('node:stream').Readable, { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore' });

/** The reader knows the name; its published types do not say so. */
const nameOf = (sheet: object): string => ('name' in sheet && typeof sheet.name === 'string' ? sheet.name : '');

async function* sheetRows(source: Source, wanted: string | null, read: (bytes: number) => void): AsyncGenerator<readonly Row[]> {
  const file = createReadStream(source.path, { highWaterMark: 1 << 16 });
  let used = 0;
  file.on('data', (piece) => { used += piece.length; });
  let done = false;
  try {
    for await (const sheet of readerOf(file)) {
      if (done || (wanted !== null && nameOf(sheet) !== wanted)) {
        for await (const row of sheet) void row; // the archive is read in order: what is not wanted must still pass
        continue;
      }
      for await (const rows of numbered(sheet)) { read(used); yield rows; }
      done = true;
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('imports.unreadable', { format: 'XLSX' }, { cause: error });
  } finally {
    file.destroy();
  }
}

/** The rows of a sheet, each at the place that its number says: blank ones are seldom written down. */
async function* numbered(sheet: AsyncIterable<exceljs.Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let next = 1;
  for await (const row of sheet) {
    const cells = cellsOf(row.values);
    if (cells.every((cell) => cell === null || cell === '')) continue;
    for (; next < Math.min(row.number, LAST_ROW); next += 1) {
      batch.push([]);
      if (batch.length === BATCH) { yield batch; batch = []; }
    }
    batch.push(cells);
    next += 1;
    if (batch.length >= BATCH) { yield batch; batch = []; }
  }
  if (batch.length > 0) yield batch;
}

/** exceljs counts columns from 1 and leaves holes for empty cells. */
function cellsOf(values: exceljs.CellValue[] | { [key: string]: exceljs.CellValue }): Row {
  const list = Array.isArray(values) ? values : Object.values(values);
  return Array.from({ length: Math.max(0, list.length - 1) }, (_, index) => plain(list[index + 1]));
}

function plain(value: exceljs.CellValue): Cell {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 23); // wall-clock time: a workbook knows no zones
  if (typeof value === 'object') {
    if ('result' in value) return plain(value.result ?? null);
    if ('richText' in value) return value.richText.map((part) => part.text).join('');
    if ('text' in value) return plain(value.text as exceljs.CellValue);
    if ('error' in value) return String(value.error);
    if ('formula' in value || 'sharedFormula' in value) return null;
  }
  return cellOf(value);
}
