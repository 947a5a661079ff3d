import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { Fault } from '#platform/errors/fault.ts';

/** A workbook that unfolds to more than this is refused before anything interprets it. */
export interface ZipLimits { total: number; strings: number; entries: number }
export const WORKBOOK_LIMITS: ZipLimits = { total: 4 * 1024 ** 3, strings: 512 << 20, entries: 2000 };

/**
 * Unfolds every entry of a zip file and throws the bytes away, counting: the sizes that an archive declares may lie, and
 * a reader that believed them would fill the memory. The directory is read as in APPNOTE 6.3.10, sections 4.3.12 and 4.3.16.
 */
export async function guardZip(path: string, limits: ZipLimits = WORKBOOK_LIMITS): Promise<void> {
  let total = 0;
  for (const entry of await entriesOf(path, limits)) {
    if (entry.method === 0) { total += entry.stored; continue; }
    if (entry.method !== 8) throw new Fault('imports.unreadable', { format: 'XLSX' });
    const most = entry.name === 'xl/sharedStrings.xml' ? Math.min(limits.strings, limits.total - total) : limits.total - total;
    total += await inflatedSize(path, entry, most);
  }
}

interface Entry { name: string; method: number; stored: number; at: number }

async function entriesOf(path: string, limits: ZipLimits): Promise<Entry[]> {
  const { size } = await stat(path);
  const handle = await open(path);
  const read = async (at: number, length: number): Promise<Buffer> => (await handle.read(Buffer.alloc(length), 0, length, at)).buffer;
  try {
    const tail = await read(Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
    if (end === -1) throw new Fault('imports.unreadable', { format: 'XLSX' });
    const count = tail.readUInt16LE(end + 10);
    if (count > limits.entries) throw new Fault('imports.bomb', { limit: limits.entries });
    const directory = await read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    const entries: Entry[] = [];
    for (let at = 0; entries.length < count && at + 46 <= directory.length;) {
      const nameLength = directory.readUInt16LE(at + 28);
      const header = directory.readUInt32LE(at + 42);
      const local = await read(header, 30);
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + nameLength), method: directory.readUInt16LE(at + 10), stored: directory.readUInt32LE(at + 20),
        at: header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28),
      });
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw new Fault('imports.unreadable', { format: 'XLSX' }, { cause: error });
    throw error;
  } finally {
    await handle.close();
  }
}

async function inflatedSize(path: string, entry: Entry, most: number): Promise<number> {
  if (entry.stored === 0) return 0;
  const file = createReadStream(path, { start: entry.at, end: entry.at + entry.stored - 1 });
  const inflated = file.pipe(createInflateRaw());
  file.on('error', (error) => inflated.destroy(error));
  let size = 0;
  try {
    for await (const piece of inflated as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > most) throw new Fault('imports.bomb', { limit: `${Math.round(most / (1 << 20))} MB` });
    }
    return size;
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('imports.unreadable', { format: 'XLSX' }, { cause: error });
  } finally {
    file.destroy();
    inflated.destroy();
  }
}
