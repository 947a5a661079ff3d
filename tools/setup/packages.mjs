import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { exclusively } from './exclusive.mjs';
import { ensureHome } from './home.mjs';
import { root, say } from './root.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} Locked
 * @typedef {{ packages?: Record<string, Locked> }} Lock
 */

/** @param {string} folder @returns {string} */
const stampFile = (folder) => join(folder, 'node_modules', '.installed');

/** @param {string} folder @returns {string} what the installed packages depend on: the lock and the machine's kind */
function stamp(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

/**
 * Whether what npm itself noted as installed is what the lock asks for. A developer's own `npm install` is thereby
 * respected and not repeated. Optional packages may be absent: they are for other machines.
 * @param {Lock} installed
 * @param {Lock} wanted
 * @returns {boolean}
 */
export function satisfies(installed, wanted) {
  return Object.entries(wanted.packages ?? {}).every(([path, want]) => {
    if (path === '' || want.link) return true;
    const have = installed.packages?.[path];
    if (!have) return Boolean(want.optional || want.devOptional);
    return have.version === want.version && have.integrity === want.integrity;
  });
}

/** @param {string} folder @returns {boolean} */
export function packagesAreThere(folder) {
  const file = stampFile(folder);
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp(folder)) return true;
  const note = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const same = satisfies(JSON.parse(readFileSync(note, 'utf8')), JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')));
  if (same) writeFileSync(file, stamp(folder));
  return same;
}

/** Installs the locked packages where they are missing or the lock has changed; costs a few milliseconds otherwise. */
export async function ensurePackages() {
  if (packagesAreThere(root)) return;
  await exclusively('install', async () => {
    if (packagesAreThere(root)) return;
    ensureHome();
    say('Installing the packages that package-lock.json names; the first time takes some minutes.');
    // Development packages always: NODE_ENV=production would leave them out, and one lock means one state.
    const words = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const npm = process.env.npm_execpath;
    const code = npm?.endsWith('.js') ? await run(process.execPath, [npm, ...words]) : await run('npm', words);
    if (code !== 0) {
      say('The packages could not be installed. npm says why above; a network or a full disk are the usual reasons. Then start again.');
      process.exit(code);
    }
    writeFileSync(stampFile(root), stamp(root));
  });
}
