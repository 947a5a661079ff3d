import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { trackerOptions } from '../build/bundle.mjs';
import type { Check } from './check.ts';

/** Bytes of the script that every visitor loads, compressed with gzip at level 9. */
export const TRACKER_BYTES = 3500;

export const check: Check = {
  id: 'tracker',
  asks: `The tracker weighs at most ${TRACKER_BYTES} bytes, compressed`,
  run: async (root) => {
    if (!existsSync(join(root, 'apps/tracker/tracker.ts'))) return ['apps/tracker/tracker.ts is missing.'];
    const { outputFiles } = await build({ ...trackerOptions('dist/tracker'), absWorkingDir: root, write: false });
    const bytes = gzipSync(outputFiles?.[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
    return bytes <= TRACKER_BYTES ? [] : [`The tracker weighs ${bytes} bytes, ${TRACKER_BYTES} are allowed: every visitor pays for it.`];
  },
};
