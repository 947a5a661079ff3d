import { Fault } from '#platform/errors/fault.ts';
import { headOf, magicOf, type Source } from './bytes.ts';
import type { Table } from './cell.ts';
import { CsvSplitter } from './csv.ts';
import { decoderOf, guessEncoding } from './encoding.ts';
import { parquetTable } from './parquet.ts';
import { DELIMITERS, type ReadSettings } from './settings.ts';
import { csvTable, ndjsonTable } from './text.ts';
import { xlsxTable } from './xlsx.ts';

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

/** How a file is most likely to be read; whatever is given counts, only the rest is guessed. */
export async function guessReading(source: Source, given: Partial<ReadSettings> = {}): Promise<ReadSettings> {
  if (source.bytes === 0) throw new Fault('imports.empty');
  const magic = await magicOf(source.path);
  const gzip = given.gzip ?? (magic[0] === 0x1f && magic[1] === 0x8b);
  const base = { gzip, encoding: 'utf-8', delimiter: ',', newline: '\n', header: true, sheet: null } as const;
  if (magic.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return { ...base, ...given, format: 'xlsx' };
  if (magic.subarray(0, 4).toString('latin1') === 'PAR1') return { ...base, ...given, format: 'parquet' };
  if (magic.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new Fault('imports.old-workbook');
  const head = await headOf(source, gzip, HEAD);
  const encoding = given.encoding ?? guessEncoding(head);
  const text = decoderOf(encoding).write(head);
  const format = given.format ?? (/^\uFEFF?\s*\{/.test(text) ? 'ndjson' : 'csv');
  const newline = given.newline ?? (text.includes('\n') || !text.includes('\r') ? '\n' : '\r');
  const delimiter = given.delimiter ?? guessDelimiter(text, newline);
  return { ...base, ...given, gzip, format, encoding, newline, delimiter, header: given.header ?? true };
}

/** The delimiter that cuts the first rows into the most cells, the same number in each. */
export function guessDelimiter(text: string, newline: '\n' | '\r'): ReadSettings['delimiter'] {
  let best: { delimiter: ReadSettings['delimiter']; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const rows = new CsvSplitter({ delimiter, newline }).push(text, false).slice(0, 50);
    const widths = rows.map((row) => row.length);
    const first = widths[0] ?? 1;
    const alike = widths.filter((width) => width === first).length / Math.max(1, widths.length);
    const score = first <= 1 ? 0 : alike * Math.log2(first + 1);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
