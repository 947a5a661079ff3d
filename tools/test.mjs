/** `npm test [-- paths]`: installs what is missing, a browser too, builds what is stale, runs every test, counts last. */
import { run } from './setup/command.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureHome } from './setup/home.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root, say } from './setup/root.mjs';
import { runTests } from './test/run.mjs';

ensureHome();
await ensurePackages();
process.env.CHROMIUM_PATH = await ensureChromium();
const built = await run(process.execPath, [`${root}/tools/build.mjs`]) === 0;
const { passed, failed, skipped } = await runTests(process.argv.slice(2));
if (skipped > 0) say(`${skipped} skipped; the list above says why.`);
if (!built) say('Besides the tests, the build failed; it is counted with them.');
const failures = failed + (built ? 0 : 1);
process.exitCode = failures === 0 ? 0 : 1;
process.stdout.write(`\n${passed} passed, ${failures} failed\n`);
