import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { cache } from './root.mjs';

/**
 * Whether a folder can be written, or made where it does not exist yet.
 * @param {string} folder
 * @returns {boolean}
 */
export function writable(folder) {
  let nearest = folder;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The variables that name a folder under the home folder, and where the project keeps it instead. */
const FOLDERS = /** @type {const} */ ([
  ['HOME', 'home', () => homedir()],
  ['npm_config_cache', 'npm', () => process.env.npm_config_cache ?? join(homedir(), '.npm')],
  ['npm_config_logs_dir', 'npm/_logs', () => process.env.npm_config_logs_dir ?? join(homedir(), '.npm', '_logs')],
  ['XDG_CACHE_HOME', 'home/.cache', () => process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')],
  ['XDG_CONFIG_HOME', 'home/.config', () => process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')],
]);

/** A service user often has no home folder; npm and Chromium want one, so the project lends its own `.cache/`. */
export function ensureHome() {
  const wanting = FOLDERS.filter(([, , folder]) => !writable(folder()));
  for (const [variable, place] of wanting) {
    const folder = join(cache, place);
    mkdirSync(folder, { recursive: true });
    process.env[variable] = folder;
  }
}
