import { join } from 'node:path';
import { isFresh } from '../build/freshness.mjs';
import { run } from './command.mjs';
import { root } from './root.mjs';

/** @typedef {import('../build/targets.mjs').TargetName} TargetName */

/** Builds what is stale, in a process of its own: compilers would stay in a server's memory. @param {TargetName[]} names */
export async function ensureBuilt(names) {
  const stale = names.filter((name) => !isFresh(name));
  if (stale.length === 0) return;
  const code = await run(process.execPath, [join(root, 'tools/build.mjs'), ...stale]);
  if (code !== 0) process.exit(code);
}

/**
 * Becomes the built program: same process, so its signals, its exit code and its terminal are its own.
 * @param {string} program file name in `dist/server/`
 */
export async function become(program) {
  const file = join(root, 'dist/server', program);
  process.setSourceMapsEnabled(true);
  process.argv[1] = file;
  await import(file);
}
