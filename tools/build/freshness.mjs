import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/root.mjs';
import { TARGETS } from './targets.mjs';

/**
 * `inputs` are paths relative to the project; `digest` covers their contents and the names of all files that stand
 * where sources may stand (a page found by pattern appears without any known file changing).
 * @typedef {{ inputs: string[], digest: string }} Stamp
 * @typedef {import('./targets.mjs').TargetName} TargetName
 */

/** Read by every build besides its sources. */
const ALWAYS = ['package-lock.json', 'tsconfig.json', 'tools/build/targets.mjs', 'tools/build/bundle.mjs', 'tools/build/site.mjs'];
const SOURCE = /\.(ts|tsx|js|mjs|cjs|json|sql|css|html|svg|png|webp|ico|woff2|webmanifest|md|txt|liquid|mjml|csv)$/;
const TEST = /\.test\.tsx?$/;

/** @param {string} folder @param {string} at @returns {string[]} source files below a folder, sorted, relative to `folder` */
function sourcesBelow(folder, at) {
  const absolute = join(folder, at);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const path = `${at}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || entry.name === 'fixtures') return [];
    if (entry.isDirectory()) return sourcesBelow(folder, path);
    return SOURCE.test(entry.name) && !TEST.test(entry.name) ? [path] : [];
  }).sort();
}

/** @param {TargetName} name @param {string} [folder] */
const stampFile = (name, folder = root) => join(folder, 'dist', `${name}.stamp.json`);

/** @param {TargetName} name @param {string[]} inputs @param {string} folder @returns {string} */
function digest(name, inputs, folder) {
  const hash = createHash('sha256');
  for (const path of TARGETS[name].folders.flatMap((at) => sourcesBelow(folder, at))) hash.update(`${path}\n`);
  for (const path of inputs) {
    const file = join(folder, path);
    hash.update(`\n${path}\n`).update(existsSync(file) ? readFileSync(file) : 'absent');
  }
  return hash.digest('hex');
}

/** Whether what stands in `dist/` was made from the sources as they are now. @param {TargetName} name @param {string} [folder] @returns {boolean} */
export function isFresh(name, folder = root) {
  const file = stampFile(name, folder);
  if (!existsSync(file) || !existsSync(join(folder, 'dist', name, TARGETS[name].proof))) return false;
  /** @type {Stamp} */
  const stamp = JSON.parse(readFileSync(file, 'utf8'));
  return digest(name, stamp.inputs, folder) === stamp.digest;
}

/**
 * Notes what a build has read. A file that somebody saved while the build ran may have been read before: such a build
 * gets no stamp and is made again next time.
 * @param {TargetName} name
 * @param {string[]} read relative to the project
 * @param {number} began milliseconds since 1970
 * @param {string} [folder]
 */
export function writeStamp(name, read, began, folder = root) {
  const inputs = [...new Set([...ALWAYS, ...read])].sort();
  const changed = inputs.some((path) => existsSync(join(folder, path)) && statSync(join(folder, path)).mtimeMs > began);
  if (changed) return rmSync(stampFile(name, folder), { force: true });
  /** @type {Stamp} */
  const stamp = { inputs, digest: digest(name, inputs, folder) };
  writeFileSync(stampFile(name, folder), JSON.stringify(stamp));
}
