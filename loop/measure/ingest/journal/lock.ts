import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#platform/errors/fault.ts';

const held = new Set<string>();
let attempts = 0;

export interface Lock { release(): void }

/**
 * One journal a folder: a file that names its owner, put in place by `link`, which fails where one stands already.
 * An owner that no longer lives is passed over. Process numbers come round again (in a container ours is often the same
 * as before the restart), so the owner's start time is part of its name where the system tells it (Linux, proc(5)).
 */
export function lockFolder(folder: string): Lock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  if (held.has(file)) throw new Fault('ingest.locked', { folder, pid: process.pid });
  attempts += 1;
  const mine = join(folder, `lock.${process.pid}.${attempts}`);
  writeFileSync(mine, nameOf(process.pid));
  try {
    while (!place(mine, file)) {
      const owner = read(file);
      if (owner !== null && lives(owner)) throw new Fault('ingest.locked', { folder, pid: pidIn(owner) });
      if (owner !== null) setAside(file, owner);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  held.add(file);
  return {
    release() {
      if (held.delete(file)) rmSync(file, { force: true });
    },
  };
}

function place(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Between reading the stale lock and removing it, another process may have put its own there: then that one goes back. */
function setAside(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (read(aside) !== stale) place(aside, file);
  rmSync(aside, { force: true });
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

const pidIn = (owner: string): number => Number.parseInt(owner, 10);

function lives(owner: string): boolean {
  const pid = pidIn(owner);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  return nameOf(pid) === owner;
}

/** `pid start-time`, the start time being field 22 of /proc/PID/stat; the name of the program may hold spaces and brackets. */
function nameOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  const started = stat === null ? '' : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '');
  return `${pid} ${started}`;
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
