/**
 * `node tools/run.mjs openapi [--check]`: writes client/openapi.json from the routes' own schemas, and the typed client
 * client/gen from that. With `--check` writes nothing and names what is stale.
 */
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { collectRoutes } from '../apps/server/routes.ts';
import { registerApi } from '../platform/http/api.ts';
import { openServer } from '../platform/http/server.ts';
import { openLog } from '../platform/log/log.ts';
import { root, say } from './setup/root.mjs';

/** The description needs the routes' declarations only: their handlers are never called here, so they are given nothing. */
async function describe(): Promise<string> {
  const app = await openServer(openLog('fatal'), '1');
  await registerApi(app, { routes: collectRoutes({} as never) } as never);
  await app.ready();
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`;
  await app.close();
  return text;
}

async function filesBelow(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [relative(folder, file), await readFile(file, 'utf8')] as const)));
}

const check = process.argv.includes('--check');
const scratch = await mkdtemp(join(tmpdir(), 'tributary-client-'));
try {
  const description = await describe();
  const input = join(scratch, 'openapi.json');
  await writeFile(input, description);
  await createClient({
    input, output: { path: join(scratch, 'gen'), importFileExtension: '.ts' }, logs: { level: 'silent' },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  });
  const made = new Map([['openapi.json', description], ...[...(await filesBelow(join(scratch, 'gen')))].map(([name, text]) => [`gen/${name}`, text] as const)]);
  const kept = await filesBelow(join(root, 'client'));
  const stale = [...new Set([...made.keys(), ...kept.keys()])].filter((name) => (name === 'openapi.json' || name.startsWith('gen/')) && made.get(name) !== kept.get(name));
  if (check && stale.length > 0) {
    say(`The typed client is not what the routes say: ${stale.slice(0, 5).join(', ')}. Run \`npm run generate\` and commit what it changes.`);
    process.exitCode = 1;
  } else if (stale.length > 0) {
    await rm(join(root, 'client', 'gen'), { recursive: true, force: true });
    for (const [name, text] of made) await write(join(root, 'client', name), text);
    say(`Written: client (${stale.length} files)`);
  } else say('The typed client is fresh.');
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
}
