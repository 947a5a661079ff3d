import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { root } from '../setup/root.mjs';

/** @typedef {import('vite').InlineConfig} InlineConfig */

/** The pages' own settings, where they have some; what stands here is the frame. @returns {InlineConfig} */
export function siteConfig() {
  const own = join(root, 'apps/web/vite.config.ts');
  return {
    root: join(root, 'apps/web'),
    configFile: existsSync(own) ? own : false,
    cacheDir: join(root, '.cache/vite'),
    plugins: [react()],
    logLevel: 'warn',
  };
}

/** Builds the pages; answers with the project's own files that went into them. @param {string} outDir @returns {Promise<string[]>} */
export async function buildSite(outDir) {
  /** @type {Set<string>} */
  const read = new Set();
  const config = siteConfig();
  await build({
    ...config,
    plugins: [...(config.plugins ?? []), {
      name: 'note-what-was-read',
      buildEnd() {
        for (const id of this.getModuleIds()) {
          const path = relative(root, id.replace(/[?#].*$/, ''));
          if (!/^\0|^\.\.|node_modules\//.test(path) && existsSync(join(root, path))) read.add(path);
        }
      },
    }],
    build: { outDir, emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 800 },
  });
  return [...read, 'apps/web/index.html'];
}
