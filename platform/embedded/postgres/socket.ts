import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';

export interface SocketFolder { path: string; remove: () => Promise<void> }

/** sockaddr_un holds 108 bytes with the closing zero on Linux and 104 on macOS; the file's own name takes 17 and its lock 5 more. */
const LONGEST = 80;
const PREFIX = 'tributary-pg-';

/**
 * The cluster's own folder, which is its owner's alone (0700). When that path is too long for a socket, a short
 * folder with the same protection among the temporary ones.
 */
export async function socketFolder(cluster: string, account: Account, temporary = tmpdir()): Promise<SocketFolder> {
  if (Buffer.byteLength(cluster) <= LONGEST) return { path: cluster, remove: () => Promise.resolve() };
  const path = await mkdtemp(join(temporary, PREFIX));
  if (account.kind === 'user') await chown(path, account.uid, account.gid);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
