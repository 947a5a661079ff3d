import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Log } from '#platform/log/log.ts';
import { FRAME, readFrame, type StoredEntry } from './frame.ts';
import { MAGIC, isBefore, segmentPath, type Position } from './segments.ts';

export interface Chunk {
  entries: StoredEntry[];
  /** Behind the last entry of the chunk. */
  next: Position;
}

/** Fresh memory for every read would cost as much as the reading. */
const KEPT = 1024 * 1024;

/** Reads on from a position, never beyond what is durable. The entries' bodies are views of a buffer, good until the next read. */
export class JournalReader {
  readonly #buffer = Buffer.allocUnsafeSlow(KEPT);
  #file: number | null = null;
  #segment = 0;

  constructor(private readonly folder: string, private readonly log: Log) {}

  /** At most about `most` bytes, but one whole entry where there is one; null when there is nothing new. */
  read(from: Position, durable: Position, most: number): Chunk | null {
    let at = from;
    while (isBefore(at, durable)) {
      const chunk = this.#open(at.segment) ? this.#readSegment(at, durable, most) : null;
      if (chunk) return chunk;
      if (at.segment === durable.segment) return null;
      at = { segment: at.segment + 1, offset: 0 };
    }
    return null;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #open(segment: number): boolean {
    if (this.#file !== null && this.#segment === segment) return true;
    this.close();
    try {
      this.#file = openSync(segmentPath(this.folder, segment), 'r');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    }
    this.#segment = segment;
    return true;
  }

  #readSegment(at: Position, durable: Position, most: number): Chunk | null {
    const offset = Math.max(at.offset, MAGIC.length);
    const end = durable.segment === at.segment ? durable.offset : fstatSync(this.#file ?? 0).size;
    if (end <= offset) return null;
    const first = parse(this.#bytes(offset, Math.min(end - offset, most)));
    if (first.entries.length > 0 || first.end === 'broken') return this.#chunk(at.segment, offset, first, end);
    return this.#chunk(at.segment, offset, parse(this.#bytes(offset, Math.min(end - offset, FRAME.prefix + FRAME.most))), end);
  }

  /** A record that is not whole stands at the end of a segment that was given up, or the disk has lost it since. */
  #chunk(segment: number, offset: number, parsed: Parsed, end: number): Chunk {
    const next = { segment, offset: offset + parsed.bytes };
    if (parsed.end !== 'broken' && parsed.entries.length > 0) return { entries: parsed.entries, next };
    this.log.error({ segment, offset: next.offset, skippedBytes: end - next.offset }, 'A record of the journal is not whole; the rest of its segment is left out.');
    return { entries: parsed.entries, next: { segment, offset: end } };
  }

  #bytes(offset: number, length: number): Buffer {
    const bytes = length <= KEPT ? this.#buffer : Buffer.allocUnsafeSlow(length);
    let have = 0;
    while (have < length) {
      const got = readSync(this.#file ?? 0, bytes, have, length - have, offset + have);
      if (got === 0) break;
      have += got;
    }
    return bytes.subarray(0, have);
  }
}

interface Parsed { entries: StoredEntry[]; bytes: number; end: 'short' | 'broken' | 'clean' }

function parse(bytes: Buffer): Parsed {
  const entries: StoredEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const read = readFrame(bytes, at);
    if (read === 'short' || read === 'broken') return { entries, bytes: at, end: read };
    entries.push(read.whole);
    at = read.next;
  }
  return { entries, bytes: at, end: 'clean' };
}
