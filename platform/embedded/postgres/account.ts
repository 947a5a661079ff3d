import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '../../errors/fault.ts';

/**
 * As whom PostgreSQL runs; it refuses to run as root.
 * - `self`: we are an ordinary user. `prefix` is a command that gives a user id without a name one (initdb wants it):
 *   in a user namespace of its own the process sees itself as nobody, while the files stay ours.
 * - `user`: we are root and step down to a system user. `closed`: that user may not enter the folders above the
 *   cluster, so it is started inside and goes through /proc/self/cwd, which needs no way from the root of the tree.
 */
export type Account =
  | { kind: 'self'; prefix: readonly string[] }
  | { kind: 'user'; uid: number; gid: number; name: string; closed: boolean };

export const INSIDE = '/proc/self/cwd';
const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'] as const;

interface SystemUser { name: string; uid: number; gid: number }

async function systemUser(): Promise<SystemUser> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':') ?? [];
    if (name !== undefined && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Fault('stores.no-account', { user: 'root', reason: 'no system user "postgres" or "nobody" is there to step down to' });
}

/** The first folder on the way down to `path` that the user may not enter; null when all may be entered. */
export async function closedFolder(path: string, user: { uid: number; gid: number }): Promise<string | null> {
  const parts = resolve(path).split(sep);
  for (let length = 1; length <= parts.length; length += 1) {
    const folder = parts.slice(0, length).join(sep) || sep;
    const found = await stat(folder);
    const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return folder;
  }
  return null;
}

/** Decides the account for a cluster in `folder`, which is there already. */
export async function chooseAccount(folder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return { kind: 'self', prefix: !hasName() && await namespaceWorks() ? NAMESPACE : [] };
  const user = await systemUser();
  const closed = await closedFolder(folder, user);
  if (closed !== null && !existsSync(INSIDE)) throw new Fault('stores.out-of-reach', { user: user.name, folder, closed });
  return { kind: 'user', ...user, closed: closed !== null };
}

/** Options for starting a process as the account. */
export function identity(account: Account): { uid?: number; gid?: number } {
  return account.kind === 'user' ? { uid: account.uid, gid: account.gid } : {};
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SYSTEM_ERROR') return false;
    throw error;
  }
}

async function namespaceWorks(): Promise<boolean> {
  const [command, ...rest] = NAMESPACE;
  return promisify(execFile)(command, [...rest, 'id', '-u']).then(({ stdout }) => stdout.trim() === '65534', () => false);
}
