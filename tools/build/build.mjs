import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from '../setup/root.mjs';
import { writeStamp } from './freshness.mjs';

/** @typedef {import('./targets.mjs').TargetName} TargetName */

/** Each builder is loaded when it is needed: vite alone costs half a second. @type {Record<TargetName, (outDir: string) => Promise<string[]>>} */
const BUILDERS = {
  server: async (outDir) => {
    const { bundle, serverOptions } = await import('./bundle.mjs');
    return bundle(serverOptions(outDir));
  },
  web: async (outDir) => (await import('./site.mjs')).buildSite(outDir),
  tracker: async (outDir) => {
    const { bundle, trackerOptions } = await import('./bundle.mjs');
    return bundle(trackerOptions(outDir));
  },
};

/** Builds one target beside the old one and then takes its place, so that a failed build leaves the old one standing. @param {TargetName} name */
export async function buildTarget(name) {
  const began = Date.now();
  const place = join(root, 'dist', name);
  const beside = join(root, 'dist', `${name}.new`);
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  const read = await BUILDERS[name](beside).catch((error) => {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  });
  rmSync(place, { recursive: true, force: true });
  renameSync(beside, place);
  writeStamp(name, read, began);
  say(`Built ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}
