import { z } from 'zod';

export const FORMATS = ['csv', 'xlsx', 'ndjson', 'parquet'] as const;
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'] as const;
export const DELIMITERS = [',', '\t', ';', '|'] as const;

/** How bytes become rows: guessed by `inspect`, changeable by the reader, kept with the import. */
export const ReadSettings = z.object({
  format: z.enum(FORMATS),
  gzip: z.boolean(),
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  newline: z.enum(['\n', '\r']),
  /** Rows above the table, such as a title. */
  skip: z.number().int().min(0).max(1000).default(0),
  /** Whether the first row names the columns. */
  header: z.boolean(),
  /** Of a workbook; null: its first sheet. */
  sheet: z.string().max(100).nullable(),
});
export type ReadSettings = z.infer<typeof ReadSettings>;
export type Encoding = ReadSettings['encoding'];

/** Refused above: a row of text longer than this is a quote that was never closed, not a row. */
export const LONGEST_ROW = 1 << 20;
