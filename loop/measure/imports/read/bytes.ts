import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Fault } from '#platform/errors/fault.ts';

export interface Source { path: string; bytes: number }

/** Small pieces: between two of them whoever else waits gets a turn; 700 rows take some five milliseconds. */
const PIECE = 1 << 16;
/** A gzip stream that unfolds more than this many times its size, beyond the first gigabyte, is no table. */
const WIDEST = 200;
const FREE = 1 << 30;

/** The file's bytes, unfolded when gzipped, in pieces; `read` is told how many of the stored bytes have been used. */
export async function* bytesOf(source: Source, gzip: boolean, read: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(source.path, { highWaterMark: PIECE });
  let used = 0;
  file.on('data', (piece) => { used += piece.length; });
  const stream = gzip ? file.pipe(createGunzip({ chunkSize: PIECE })) : file;
  if (gzip) file.on('error', (error) => stream.destroy(error));
  let unfolded = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      unfolded += piece.length;
      if (gzip && unfolded > FREE && unfolded > WIDEST * source.bytes) throw new Fault('imports.bomb', { limit: WIDEST });
      read(used);
      yield piece;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))) throw new Fault('imports.unreadable', { format: 'gzip' }, { cause: error });
    throw error;
  } finally {
    file.destroy();
    stream.destroy();
  }
}

/** The first bytes, unfolded: what every guess looks at. */
export async function headOf(source: Source, gzip: boolean, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of bytesOf(source, gzip, () => {})) {
    pieces.push(piece);
    length += piece.length;
    if (length >= most) break;
  }
  return Buffer.concat(pieces).subarray(0, most);
}

/** The first stored bytes, as they are. */
export async function magicOf(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
