import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, without a trailing slash. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that may be deleted and made again: packages' cache, a browser, build stamps. */
export const cache = join(root, '.cache');

/** Progress goes to stderr, so that a command's own answer stays alone on stdout. @param {string} sentence */
export const say = (sentence) => void process.stderr.write(`${sentence}\n`);
