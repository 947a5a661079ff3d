import { Fault } from '#platform/errors/fault.ts';
import { headOf, magicOf, type Source } from './bytes.ts';
import { guessKind } from '../understand/mapping.ts';
import { uniqueHeader, type Row, type Table } from './cell.ts';
import { CsvSplitter } from './csv.ts';
import { decoderOf, guessEncoding } from './encoding.ts';
import { parquetTable } from './parquet.ts';
import { DELIMITERS, type ReadSettings } from './settings.ts';
import { csvTable, ndjsonTable } from './text.ts';
import { sheetsOf, TOP, xlsxTable } from './xlsx.ts';

/** Opens a file as a table under the given settings. Throws faults of the area `imports` for what cannot be read at all. */
export async function openTable(source: Source, settings: ReadSettings): Promise<Table> {
  const table = await opened(source, settings);
  if (table.header.length === 0) throw settings.sheet === null ? new Fault('imports.empty') : new Fault('imports.no-sheet', { sheet: settings.sheet });
  return table;
}

const opened = (source: Source, settings: ReadSettings): Promise<Table> => {
  switch (settings.format) {
    case 'csv': return csvTable(source, settings);
    case 'ndjson': return ndjsonTable(source, settings);
    case 'xlsx': return xlsxTable(source, settings);
    case 'parquet': return parquetTable(source);
  }
};

/** As much as every guess about text looks at. */
const HEAD = 256 << 10;

/** How a file is most likely to be read, and the names of its sheets where it is a workbook. */
export interface Guess { read: ReadSettings; sheets: readonly string[] }

/** Whatever is given counts, only the rest is guessed. Throws faults of the area `imports` for what is no table of ours. */
export async function guessReading(source: Source, given: Partial<ReadSettings> = {}): Promise<Guess> {
  if (source.bytes === 0) throw new Fault('imports.empty');
  const magic = await magicOf(source.path);
  const gzip = given.gzip ?? (magic[0] === 0x1f && magic[1] === 0x8b);
  const base = { gzip, encoding: 'utf-8', delimiter: ',', newline: '\n', skip: 0, header: true, sheet: null } as const;
  if (magic.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return guessSheet(source, { ...base, ...given, format: 'xlsx' }, given);
  if (magic.subarray(0, 4).toString('latin1') === 'PAR1') return { read: { ...base, ...given, format: 'parquet' }, sheets: [] };
  if (magic.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new Fault('imports.old-workbook');
  const head = await headOf(source, gzip, HEAD);
  const encoding = given.encoding ?? guessEncoding(head);
  const text = decoderOf(encoding).write(head).replace(/^\uFEFF/, '');
  refuseOthers(text);
  const format = given.format ?? (/^\s*\{/.test(text) ? 'ndjson' : 'csv');
  const newline = given.newline ?? (text.includes('\n') || !text.includes('\r') ? '\n' : '\r');
  const said = /^sep=([,;|\t])[\r\n]/i.exec(text)?.[1]; // a line that Excel writes and reads itself
  const delimiter = given.delimiter ?? DELIMITERS.find((one) => one === said) ?? guessDelimiter(text, newline);
  const skip = given.skip ?? (format === 'csv' ? rowsAbove(new CsvSplitter({ delimiter, newline }).push(text, head.length < HEAD).slice(0, TOP)) : 0);
  return { read: { ...base, ...given, gzip, format, encoding, newline, delimiter, skip }, sheets: [] };
}

/** The sheet whose columns are known, else the first with rows. */
async function guessSheet(source: Source, read: ReadSettings, given: Partial<ReadSettings>): Promise<Guess> {
  const sheets = await sheetsOf(source);
  const known = sheets.find(({ top }) => namesColumns(top[rowsAbove(top)] ?? []));
  const chosen = sheets.find(({ name }) => name === read.sheet) ?? known ?? sheets.find(({ top }) => top.length > 0) ?? sheets[0];
  return { read: { ...read, sheet: chosen?.name ?? null, skip: given.skip ?? rowsAbove(chosen?.top ?? []) }, sheets: sheets.map(({ name }) => name) };
}

const namesColumns = (row: Row): boolean => guessKind(uniqueHeader(row.map((cell) => String(cell ?? '')))) !== null;

/** Rows above the one that names the columns: those before names that we know, or a title narrower than the table below it. */
function rowsAbove(top: readonly Row[]): number {
  const known = top.findIndex(namesColumns);
  if (known !== -1) return known;
  const filled = top.map((row) => row.filter((cell) => cell !== null && cell !== '').length);
  const wide = filled.findIndex((cells) => cells > 1 && cells * 2 > Math.max(...filled));
  return filled.find((cells) => cells > 0) === 1 && wide !== -1 ? wide : 0;
}

/** What people upload by mistake. */
function refuseOthers(text: string): void {
  const start = text.slice(0, 200).trimStart();
  const format = /^%PDF-/.test(start) ? 'PDF' : /^<(!doctype html|html|table|head|meta)\b/i.test(start) ? 'HTML' : /^<\?xml\b/i.test(start) ? 'XML' : /^\[\s*[{[\]]/.test(start) ? 'JSON ([…])' : null;
  if (format) throw new Fault('imports.other-format', { format });
  // Control characters that no text holds (C0 without tab, line ends and the end of file of old systems); a stray one is a row's trouble.
  const looked = text.slice(0, 4096);
  if ((looked.match(/[\u0000-\u0008\u000e-\u0019]/g)?.length ?? 0) * 20 > looked.length) throw new Fault('imports.no-text');
}

const times = (widths: readonly number[], wanted: number): number => widths.filter((width) => width === wanted).length;

/** The delimiter that cuts the first rows into the most cells, the same number in most of them. */
export function guessDelimiter(text: string, newline: '\n' | '\r'): ReadSettings['delimiter'] {
  let best: { delimiter: ReadSettings['delimiter']; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const rows = new CsvSplitter({ delimiter, newline }).push(text, false).slice(0, 50);
    const widths = rows.map((row) => row.length).filter((width) => width > 0);
    const most = widths.reduce((best, width) => (times(widths, width) > times(widths, best) ? width : best), 1);
    const score = most <= 1 ? 0 : (times(widths, most) / widths.length) * Math.log2(most + 1);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
