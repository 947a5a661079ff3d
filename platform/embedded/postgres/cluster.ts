import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '../../errors/fault.ts';
import { identity, INSIDE, type Account } from './account.ts';

export const ROLE = 'tributary';

const INITDB = ['--username', ROLE, '--encoding=UTF8', '--auth=trust', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'];

export interface ClusterOptions {
  /** PGDATA. */
  cluster: string;
  /** Folder of PostgreSQL's programs. */
  bin: string;
  account: Account;
  /** False only in tests: skips waiting for the disk. */
  durable: boolean;
}

/** Makes the cluster unless it is there: beside its place and then renamed, so that a half-made one is never found. */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  const { cluster, account } = options;
  await dropUnfinished(cluster);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(options);
  if (account.kind === 'user') await giveTo(cluster, account);
}

async function makeCluster({ cluster, bin, account, durable }: ClusterOptions): Promise<void> {
  const beside = `${cluster}.new-${process.pid}`;
  await mkdir(beside, { mode: 0o700 });
  if (account.kind === 'user') await chown(beside, account.uid, account.gid);
  const closed = account.kind === 'user' && account.closed;
  const prefix = account.kind === 'self' ? account.prefix : [];
  const [program, ...rest] = [...prefix, join(bin, 'initdb'), '-D', closed ? INSIDE : beside, ...INITDB, ...(durable ? [] : ['--no-sync'])];
  try {
    await promisify(execFile)(program!, rest, { ...identity(account), cwd: beside, env: { ...process.env, TZ: 'UTC' } });
  } catch (cause) {
    await rm(beside, { recursive: true, force: true });
    throw initdbFault(cause, dirname(cluster));
  }
  await rename(beside, cluster);
}

function initdbFault(cause: unknown, folder: string): Fault {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/No space left on device/.test(text)) return new Fault('stores.disk-full', { folder }, { cause });
  if (/could not look up effective user ID/.test(text)) return new Fault('stores.no-account', { user: `user ${process.getuid?.()}`, reason: 'this user id has no name in /etc/passwd' }, { cause });
  return new Fault('stores.did-not-start', { store: 'PostgreSQL', reason: text.trim().split('\n').at(-1) ?? '', log: text }, { cause });
}

async function dropUnfinished(cluster: string): Promise<void> {
  for (const name of await readdir(dirname(cluster))) {
    if (name.startsWith(`${basename(cluster)}.new-`)) await rm(join(dirname(cluster), name), { recursive: true, force: true });
  }
}

/** PostgreSQL wants to own its folder; whoever it runs as may differ from last time (another machine, another user). */
async function giveTo(cluster: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  if ((await stat(cluster)).uid === uid) return;
  for (const entry of await readdir(cluster, { recursive: true })) await chown(join(cluster, entry), uid, gid);
  await chown(cluster, uid, gid);
}
