import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline as joined, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ClickHouseException } from './exception.ts';
import type { Body } from './question.ts';

/** Beyond this an INSERT's rows wait in a file, so that memory does not grow with them. */
const IN_MEMORY = 24 * 1024 * 1024;

function decoded(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return request;
  const decoder = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress }[encoding];
  if (decoder === undefined) throw new ClickHouseException(89, 'UNKNOWN_COMPRESSION_METHOD', `The content encoding ${encoding} is not supported by the embedded engine`);
  const output = decoder();
  // Passes a broken connection on, so that whoever reads the decoded bytes does not wait for ever.
  return joined(request, output, () => undefined);
}

/** Reads a request's body to its end; rejects when the client goes away before that. */
export async function readBody(request: IncomingMessage, folder: string): Promise<Body> {
  const source = decoded(request);
  const chunks: Buffer[] = [];
  let size = 0;
  const iterator: AsyncIterator<Buffer> = source[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next();
    if (next.done === true) return { kind: 'memory', bytes: Buffer.concat(chunks) };
    chunks.push(next.value);
    size += next.value.length;
    if (size > IN_MEMORY) return spool(chunks, iterator, folder);
  }
}

async function spool(chunks: readonly Buffer[], rest: AsyncIterator<Buffer>, folder: string): Promise<Body> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  async function* all(): AsyncGenerator<Buffer> {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  try {
    await pipeline(Readable.from(all()), createWriteStream(path));
    return { kind: 'file', path };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** After the word FORMAT the engine skips white space, and takes a semicolon for the end of the statement. */
const SKIPPED = Buffer.from('\t\n\v\f\r ;');

/**
 * The rows as the engine takes them safely. In memory only JSON whose first byte would not be skipped: behind a statement
 * the engine looks for the statement's end, and takes bytes of a binary row for it, wherever they stand.
 */
export async function safeBody(body: Body, format: string, folder: string): Promise<Body> {
  if (body.kind === 'file' || (format.startsWith('JSON') && !SKIPPED.includes(body.bytes[0] ?? 0))) return body;
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  await writeFile(path, body.bytes);
  return { kind: 'file', path };
}

export async function dropBody(body: Body | null): Promise<void> {
  if (body?.kind === 'file') await rm(body.path, { force: true });
}
