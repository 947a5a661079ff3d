import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Stored { sha256: string; bytes: number }

/** Files kept under the hash of what they hold: the same file twice is one file, and no name of an uploader reaches the disk. */
export interface Files {
  /** Streams to disk; nothing is held in memory. Resolves when the bytes are safe. */
  put(content: Readable): Promise<Stored>;
  /** Null when there is no such file. */
  find(sha256: string): Promise<{ path: string; bytes: number } | null>;
}

/** @param root the folder of all uploads; files stand in `<first two digits>/<sha256>` */
export function openFiles(root: string): Files {
  const pathOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256);
  return {
    async put(content) {
      await mkdir(join(root, 'arriving'), { recursive: true, mode: 0o700 });
      const arriving = join(root, 'arriving', randomUUID());
      const hash = createHash('sha256');
      let bytes = 0;
      const measure = new Transform({
        transform(piece: Buffer, _, done) { hash.update(piece); bytes += piece.length; done(null, piece); },
      });
      try {
        await pipeline(content, measure, createWriteStream(arriving, { mode: 0o600, flush: true }));
        const sha256 = hash.digest('hex');
        await mkdir(join(root, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
        await rename(arriving, pathOf(sha256));
        await syncFolder(join(root, sha256.slice(0, 2)));
        return { sha256, bytes };
      } finally {
        await rm(arriving, { force: true });
      }
    },
    async find(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
      try {
        return { path: pathOf(sha256), bytes: (await stat(pathOf(sha256))).size };
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
  };
}

/** A rename lasts through a power loss only once its folder is on disk. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
