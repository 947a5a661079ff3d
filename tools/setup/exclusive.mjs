import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cache, say } from './root.mjs';

/** @param {string} file @returns {boolean} whether the process that wrote the file is gone and left it behind */
function isLeftBehind(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // A file without a number is one that is being written this very moment.
    if (!Number.isInteger(pid) || pid <= 0) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Without the file its holder has just finished; with EPERM it lives and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/**
 * Runs `work` while no other process of this checkout runs work of the same name: two terminals may both find the
 * packages missing, and only one of them may install.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(name, work) {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `${name}.lock`);
  for (let told = false; ; await wait(200)) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (isLeftBehind(file)) rmSync(file, { force: true });
    else if (!told) {
      told = true;
      say(`Another command is at it (${name}); waiting for it.`);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
