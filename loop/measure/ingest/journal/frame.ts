import { crc32 } from 'node:zlib';

/**
 * One record on disk, little-endian:
 * u32 length of what follows the checksum · u32 CRC-32 (zlib's) of it · u8 format · u8 call · u16 bytes of `about` ·
 * u32 workspace · f64 received (ms since 1970) · 8 bytes salt · `about` · body.
 */
export interface Entry {
  /** 1: the body of a Segment request, as it came; 2: a JSON list of events of our own. */
  format: number;
  /** Which call of the Segment API it was (its place in CALLS); 0 for format 2. */
  call: number;
  workspace: number;
  received: number;
  /** JSON of what the request said outside its body. */
  about: string;
  body: Uint8Array;
}

export interface StoredEntry extends Entry {
  /** 16 hex digits, drawn when the entry was written: names events that came without an id, the same at every replay. */
  salt: string;
}

export const FRAME = { prefix: 8, header: 24, most: 64 * 1024 * 1024 } as const;

export const sizeOf = (entry: Entry): number => FRAME.prefix + FRAME.header + Buffer.byteLength(entry.about) + entry.body.byteLength;

/** Writes the record at `at`; the target must have room for `sizeOf(entry)` bytes. Gives the offset behind it. */
export function writeFrame(target: Buffer, at: number, entry: Entry, salt: () => number): number {
  const start = at + FRAME.prefix;
  const aboutLength = target.write(entry.about, start + FRAME.header, 'utf8');
  const end = start + FRAME.header + aboutLength + entry.body.byteLength;
  target.writeUInt8(entry.format, start);
  target.writeUInt8(entry.call, start + 1);
  target.writeUInt16LE(aboutLength, start + 2);
  target.writeUInt32LE(entry.workspace, start + 4);
  target.writeDoubleLE(entry.received, start + 8);
  target.writeUInt32LE(salt(), start + 16);
  target.writeUInt32LE(salt(), start + 20);
  target.set(entry.body, start + FRAME.header + aboutLength);
  target.writeUInt32LE(end - start, at);
  target.writeUInt32LE(crc32(target.subarray(start, end)), at + 4);
  return end;
}

/** whole: an entry and where the next begins. short: the bytes end before the record does. broken: it is none. */
export type Read = { whole: StoredEntry; next: number } | 'short' | 'broken';

/** Reads the record at `at`. The body stays a view of `source`. */
export function readFrame(source: Buffer, at: number): Read {
  if (source.length - at < FRAME.prefix) return 'short';
  const length = source.readUInt32LE(at);
  if (length < FRAME.header || length > FRAME.most) return 'broken';
  const start = at + FRAME.prefix;
  const end = start + length;
  if (end > source.length) return 'short';
  if (crc32(source.subarray(start, end)) !== source.readUInt32LE(at + 4)) return 'broken';
  const aboutLength = source.readUInt16LE(start + 2);
  const bodyStart = start + FRAME.header + aboutLength;
  if (bodyStart > end) return 'broken';
  return {
    next: end,
    whole: {
      format: source.readUInt8(start),
      call: source.readUInt8(start + 1),
      workspace: source.readUInt32LE(start + 4),
      received: source.readDoubleLE(start + 8),
      salt: source.toString('hex', start + 16, start + 24),
      about: source.toString('utf8', start + FRAME.header, bodyStart),
      body: source.subarray(bodyStart, end),
    },
  };
}
