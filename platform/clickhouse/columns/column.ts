/** One column of rows to be inserted, as it stands in ClickHouse's Native format; value after value is added to it. */
export interface Column {
  /** As ClickHouse writes it. */
  readonly type: string;
  /** Pieces that make up the column; good until it is added to or emptied. */
  pieces(): Uint8Array[];
  /** The same with only the rows at which `wanted` is 1. */
  only(wanted: Uint8Array): Column;
  /** Begins anew in the same memory. */
  empty(): void;
}

/**
 * One block of the Native format: how many columns and rows, then of each column its name, its type and its values
 * (ClickHouse documentation, "Formats for input and output data", Native). It is the one format that neither side has to
 * take apart value by value. Numbers are little-endian, as is every processor that ClickHouse runs on.
 */
export function nativeBlock(rows: number, columns: Readonly<Record<string, Column>>): Buffer {
  const all = Object.entries(columns);
  const pieces: Uint8Array[] = [varint(all.length), varint(rows)];
  for (const [name, column] of all) pieces.push(text(name), text(column.type), ...column.pieces());
  return Buffer.concat(pieces);
}

/** LEB128, seven bits a byte. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest >>>= 7) bytes.push((rest & 127) | 128);
  return Uint8Array.from([...bytes, rest]);
}

const text = (value: string): Uint8Array => Buffer.concat([varint(Buffer.byteLength(value)), Buffer.from(value)]);
