import { build } from 'esbuild';
import { root } from '../setup/root.mjs';
import { TARGETS } from './targets.mjs';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** @param {Record<string, string>} entries */
const asList = (entries) => Object.entries(entries).map(([out, source]) => ({ in: source, out }));

/**
 * Programs for Node: packages stay outside and are found in node_modules; `.sql` becomes text. Shared chunks stand
 * beside the programs, so that `new URL('./clickhouse-child.js', import.meta.url)` is right from any of them.
 * @param {string} outdir
 * @returns {BuildOptions}
 */
export const serverOptions = (outdir) => ({
  absWorkingDir: root,
  entryPoints: asList(TARGETS.server.entries),
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  loader: { '.sql': 'text' },
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

/** @param {string} outdir @returns {BuildOptions} one self-contained script that every visitor loads */
export const trackerOptions = (outdir) => ({
  absWorkingDir: root,
  entryPoints: asList(TARGETS.tracker.entries),
  outdir,
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2019',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

/** Runs a build; answers with the project's own files that went into it. @param {BuildOptions} options @returns {Promise<string[]>} */
export async function bundle(options) {
  const { metafile } = await build(options);
  return Object.keys(metafile?.inputs ?? {}).filter((path) => !path.startsWith('node_modules/'));
}
