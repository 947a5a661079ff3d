import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface Running { pid: number; command: string; place: string }

/** Processes that name a folder in their command line or work inside it, this one left out: those of the stores in that folder. */
export async function processesOf(folder: string): Promise<Running[]> {
  return (await allProcesses()).filter(({ pid, command, place }) => pid !== process.pid && (command.includes(folder) || place.startsWith(folder)));
}

async function allProcesses(): Promise<Running[]> {
  if (!existsSync('/proc/self/cmdline')) {
    const { stdout } = await promisify(execFile)('ps', ['-Ao', 'pid=,args=']);
    return stdout.split('\n').map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, ''), place: '' }));
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map(async (pid) => {
    // A process may end while the list is read.
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    return { pid: Number(pid), command: command.replaceAll('\0', ' '), place };
  }));
}

/** Waits until no process of the folder is left; answers those that are still there after `within` ms. */
export async function gone(folder: string, within: number): Promise<Running[]> {
  for (const until = performance.now() + within; ; await sleep(20)) {
    const left = await processesOf(folder);
    if (left.length === 0 || performance.now() > until) return left;
  }
}

/** kill -9, whether or not it is still there. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
