/** `npm run build [-- server web tracker]`: builds what is stale, `--all` whether stale or not. */
import { buildTarget } from './build/build.mjs';
import { isFresh } from './build/freshness.mjs';
import { TARGET_NAMES } from './build/targets.mjs';
import { exclusively } from './setup/exclusive.mjs';
import { say } from './setup/root.mjs';

const words = process.argv.slice(2);
const chosen = TARGET_NAMES.filter((name) => words.every((word) => word.startsWith('--')) || words.includes(name));

await exclusively('build', async () => {
  for (const name of chosen) {
    if (!words.includes('--all') && isFresh(name)) continue;
    try {
      await buildTarget(name);
    } catch (error) {
      // esbuild and vite have printed file, line and fault already; a stack trace of theirs would bury it.
      say(`${name} could not be built: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
});
