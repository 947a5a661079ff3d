import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync } from 'node:fs';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLogFile } from '../log-file.ts';
import { identity, INSIDE, type Account } from './account.ts';

export interface PostmasterOptions {
  bin: string;
  cluster: string;
  /** Folder of the Unix socket. */
  socket: string;
  log: string;
  account: Account;
  settings: Readonly<Record<string, string>>;
}

export interface Postmaster { child: ChildProcess; ended: Promise<void> }

/**
 * Started by a shell that holds a pipe from this process: when this process ends, in whatever way, the pipe
 * closes and PostgreSQL is told to stop. No orphan remains, not even after kill -9.
 */
const WATCHED = 'exec 3<&0; "$@" </dev/null 3<&- & p=$!; (read -r _ <&3; kill -INT $p) & w=$!; exec 3<&-; wait $p; c=$?; kill $w 2>/dev/null; exit $c';

export async function launchPostmaster({ bin, cluster, socket, log, account, settings }: PostmasterOptions): Promise<Postmaster> {
  const flags = Object.entries({ listen_addresses: '', unix_socket_permissions: '0700', ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const place = account.kind === 'user' && account.closed ? INSIDE : cluster;
  const prefix = account.kind === 'self' ? account.prefix : [];
  const output = await openLogFile(log);
  const child = spawn('/bin/sh', ['-c', WATCHED, cluster, ...prefix, join(bin, 'postgres'), '-D', place, '-k', socket === cluster ? place : socket, ...flags], {
    ...identity(account), cwd: cluster, detached: true, stdio: ['pipe', output, output], env: { ...process.env, TZ: 'UTC', PG_GRANDPARENT_PID: String(process.pid) },
  });
  closeSync(output);
  // Writing to it is never tried; an error on it means that the shell is gone, which `ended` tells.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { child, ended };
}

/** Process id of a postmaster that really runs on this cluster; a left-over pid file of a dead one does not count. */
export async function runningPostmaster(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !alive(pid)) return null;
  // A server works inside its cluster. Without /proc (macOS) the pid file is believed.
  if (!existsSync('/proc/self/cwd')) return pid;
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return place === await realpath(cluster) ? pid : null;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ends a postmaster that nobody watches any more; rolls back what is under way (SIGINT: fast shutdown). */
export async function endPostmaster(cluster: string): Promise<void> {
  for (let waited = 0; ; waited += 20) {
    const pid = await runningPostmaster(cluster);
    if (pid === null) break;
    if (waited % 2_000 === 0) process.kill(pid, waited < 20_000 ? 'SIGINT' : 'SIGQUIT');
    await sleep(20);
  }
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}
