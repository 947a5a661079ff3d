import { mkdtemp, open, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ShortPath { path: string; close: () => Promise<void> }

/** sockaddr_un has room for 107 bytes on Linux and 103 on macOS; file names here take up to 40 of them. */
const LONGEST = 60;

/** Another, short way to a folder in which a socket is to be bound: the open folder itself under /proc, else a link. */
export async function shortPath(folder: string): Promise<ShortPath> {
  if (Buffer.byteLength(folder) <= LONGEST) return { path: folder, close: () => Promise.resolve() };
  if (process.platform === 'linux') {
    const handle = await open(folder, 'r');
    return { path: `/proc/self/fd/${handle.fd}`, close: () => handle.close() };
  }
  const place = await mkdtemp(join(tmpdir(), 'tributary-'));
  await symlink(folder, join(place, 'd'));
  return { path: join(place, 'd'), close: () => rm(place, { recursive: true, force: true }) };
}
