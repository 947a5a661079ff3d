/**
 * `npm run dev`: the server, bundled again and started again whenever a source changes, and vite in front of it with the
 * pages as they are written. The server listens on PORT (3000), vite on the next port.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureHome } from './setup/home.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root, say } from './setup/root.mjs';

ensureHome();
await ensurePackages();
const [{ context }, { createServer }, { serverOptions, trackerOptions }, { SITE_CONFIG }] =
  await Promise.all([import('esbuild'), import('vite'), import('./build/bundle.mjs'), import('./build/site.mjs')]);

const port = Number(process.env.PORT ?? 3000);
const folder = join(root, 'dist/dev');
/** @type {import('node:child_process').ChildProcess | undefined} */
let server;

async function stop() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function restart() {
  await stop();
  server = fork(join(folder, 'main.js'), [], { cwd: root, execArgv: ['--enable-source-maps'], env: { ...process.env, PORT: String(port) } });
}

const restarting = /** @type {import('esbuild').Plugin} */ ({
  name: 'restart',
  setup: (build) => build.onEnd(async ({ errors }) => {
    if (errors.length === 0) await restart();
  }),
});

const bundles = await Promise.all([
  context({ ...trackerOptions(join(root, 'dist/tracker')) }),
  context({ ...serverOptions(folder), plugins: [restarting] }),
]);
for (const bundle of bundles) await bundle.watch();
process.env.TRIBUTARY_SERVER = `http://127.0.0.1:${port}`;
const vite = await createServer({ configFile: SITE_CONFIG, configLoader: 'runner', server: { port: port + 1 } });
await vite.listen();
say(`Pages: http://127.0.0.1:${port + 1}, server: http://127.0.0.1:${port}`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, async () => {
    await Promise.all([...bundles.map((bundle) => bundle.dispose()), vite.close(), stop()]);
    process.exit(0);
  });
}
