import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { root } from '../setup/root.mjs';

/** The pages' own settings, also those of `npm run dev`. */
export const SITE_CONFIG = join(root, 'apps/web/vite.config.ts');

/** Builds the pages; answers with the project's own files that went into them. @param {string} outDir @returns {Promise<string[]>} */
export async function buildSite(outDir) {
  /** @type {Set<string>} */
  const read = new Set();
  await build({
    configFile: SITE_CONFIG,
    configLoader: 'runner', // the other loader writes into node_modules
    logLevel: 'warn',
    plugins: [{
      name: 'note-what-was-read',
      buildEnd() {
        for (const id of this.getModuleIds()) {
          const path = relative(root, id.replace(/[?#].*$/, ''));
          if (!/^\0|^\.\.|node_modules\//.test(path) && existsSync(join(root, path))) read.add(path);
        }
      },
    }],
    build: { outDir, emptyOutDir: true, reportCompressedSize: false },
  });
  return [...read, 'apps/web/index.html', 'apps/web/vite.config.ts'];
}
