import { execFile } from 'node:child_process';
import { chmod, readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '../../errors/fault.ts';

/**
 * As whom PostgreSQL runs; it refuses to run as root.
 * - `self`: we are an ordinary user.
 * - `user`: we are root and step down to a system user.
 * - `namespace`: we are root and its folder lies where no system user may enter, or our user id has no name. In a user
 *   namespace of its own the process sees itself as nobody while the files stay ours, and it has none of root's
 *   privileges.
 */
export type Account =
  | { kind: 'self'; uid: number; prefix: readonly [] }
  | { kind: 'user'; uid: number; gid: number; name: string; prefix: readonly [] }
  | { kind: 'namespace'; uid: number; prefix: readonly string[] };

const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'] as const;

async function systemUser(): Promise<Extract<Account, { kind: 'user' }>> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':') ?? [];
    if (name !== undefined && Number(uid) > 0) return { kind: 'user', name, uid: Number(uid), gid: Number(gid), prefix: [] };
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

async function namespaceWorks(): Promise<boolean> {
  const [command, ...rest] = NAMESPACE;
  const run = promisify(execFile)(command, [...rest, 'id', '-u']);
  return run.then(({ stdout }) => stdout.trim() === '65534', () => false);
}

/** Whose rights the account has on files. */
export function identityOf(account: Account): { uid: number; gid: number } {
  return account.kind === 'user' ? account : { uid: account.uid, gid: process.getgid?.() ?? 0 };
}

/** Decides the account for a cluster in `folder`; opens our own folders for entry where that suffices. */
export async function chooseAccount(folder: string, dataFolder: string): Promise<Account> {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) return hasName(uid) || !(await namespaceWorks()) ? { kind: 'self', uid, prefix: [] } : { kind: 'namespace', uid, prefix: NAMESPACE };
  const user = await systemUser();
  for (let path = resolve(folder); path.startsWith(resolve(dataFolder)); path = dirname(path)) await openForEntry(path);
  const closed = await closedFolder(folder, user);
  if (closed === null) return user;
  const root = { uid: 0, gid: 0 };
  if ((await closedFolder(folder, root)) === null && await namespaceWorks()) return { kind: 'namespace', uid: 0, prefix: NAMESPACE };
  throw new Fault('stores.out-of-reach', { user: user.name, folder, closed });
}

/** initdb wants the user to have a name; a container started with a bare user id has none. */
function hasName(uid: number): boolean {
  try {
    return userInfo().uid === uid;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SYSTEM_ERROR') return false;
    throw error;
  }
}

async function openForEntry(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & 0o011) !== 0o011) await chmod(folder, (mode & 0o777) | 0o011);
}
