/** Runs a tool written in TypeScript, `node tools/run.mjs <name> …`, installing the packages first where they are missing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureHome } from './setup/home.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root, say } from './setup/root.mjs';

const [name, ...words] = process.argv.slice(2);
const file = join(root, 'tools', `${name}.ts`);
if (!existsSync(file)) {
  say(`There is no tool tools/${name}.ts.`);
  process.exit(1);
}
process.argv.splice(1, process.argv.length, file, ...words);
ensureHome();
await ensurePackages();
const { register } = await import('tsx/esm/api');
register();
await import('./setup/sql.mjs');
await import(pathToFileURL(file).href);
