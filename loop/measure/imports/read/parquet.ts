import * as zlib from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema, type CompressionCodec, type Compressors, type SchemaTree } from 'hyparquet';
import { decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import { Fault } from '#platform/errors/fault.ts';
import type { Source } from './bytes.ts';
import { uniqueHeader, type Cell, type Table } from './cell.ts';
import { cellOf } from './text.ts';

/** Rows decoded at a time: a row group of a million rows is read in slices. */
const SLICE = 20_000;
/** A page that unfolds beyond this is refused. */
const LARGEST_PAGE = 256 << 20;

/** Columns as in the schema; nested values as JSON text; wall-clock times (not adjusted to UTC) without a zone. */
export async function parquetTable(source: Source): Promise<Table> {
  const file = await asyncBufferFromFile(source.path);
  const metadata = await understood(() => parquetMetadataAsync(file));
  const columns = parquetSchema(metadata).children;
  const codecs = new Set(metadata.row_groups.flatMap((group) => group.columns.flatMap((column) => (column.meta_data ? [column.meta_data.codec] : []))));
  for (const codec of codecs) if (!READABLE.has(codec)) throw new Fault('imports.codec', { codec });
  const total = Number(metadata.num_rows);
  let done = 0;
  return {
    header: uniqueHeader(columns.map((column) => column.element.name)),
    first: 1,
    share: () => (total === 0 ? 1 : done / total),
    async *batches() {
      done = 0;
      let groupStart = 0;
      for (const group of metadata.row_groups) {
        const groupEnd = groupStart + Number(group.num_rows);
        for (let start = groupStart; start < groupEnd; start += SLICE) {
          const rowEnd = Math.min(groupEnd, start + SLICE);
          const rows = await understood(() => parquetReadObjects({ file, metadata, rowStart: start, rowEnd, compressors: COMPRESSORS }));
          done = rowEnd;
          yield rows.map((row) => columns.map((column) => cell(row[column.element.name], column)));
        }
        groupStart = groupEnd;
      }
    },
  };
}

function cell(value: unknown, column: SchemaTree): Cell {
  const { logical_type: logical, converted_type: converted, scale } = column.element;
  // The reader multiplies by a power of ten, which leaves 0.5700000000000001 of 0.57.
  if (typeof value === 'number' && (logical?.type === 'DECIMAL' || converted === 'DECIMAL')) return Number(value.toFixed(scale ?? 0));
  if (!(value instanceof Date)) return cellOf(value);
  if (logical?.type === 'DATE' || converted === 'DATE') return value.toISOString().slice(0, 10);
  const local = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC;
  return local ? value.toISOString().slice(0, 23) : value.toISOString();
}

const limited = (unfold: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array) => (bytes: Uint8Array, size: number): Uint8Array => {
  if (size > LARGEST_PAGE) throw new Fault('imports.bomb', { limit: '256 MB' });
  return unfold(bytes, { maxOutputLength: Math.max(1, size) });
};

/** These write into bytes of the size that the page declares, and nothing past them. */
const within = (unfold: (bytes: Uint8Array, size: number) => Uint8Array) => limited((bytes, { maxOutputLength }) => unfold(bytes, maxOutputLength));

/** Zstandard came to Node with 22.15; below, JavaScript unfolds it. */
const COMPRESSORS: Compressors = {
  GZIP: limited(zlib.gunzipSync),
  BROTLI: limited(zlib.brotliDecompressSync),
  ZSTD: 'zstdDecompressSync' in zlib && typeof zlib.zstdDecompressSync === 'function'
    ? limited(zlib.zstdDecompressSync as typeof zlib.gunzipSync) : within((bytes, size) => decompressZstd(bytes, new Uint8Array(size))),
  LZ4: within(decompressLz4),
  LZ4_RAW: within(decompressLz4Raw),
};
const READABLE = new Set<CompressionCodec>(['UNCOMPRESSED', 'SNAPPY', ...(Object.keys(COMPRESSORS) as CompressionCodec[])]);

async function understood<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('imports.unreadable', { format: 'Parquet' }, { cause: error });
  }
}
