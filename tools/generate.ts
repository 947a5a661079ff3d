/** `npm run generate`: writes every generated file anew. With `--check` writes nothing and names what is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from './registry/generated.ts';
import { root, say } from './setup/root.mjs';

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, text] of await generated(root)) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  stale.push(path);
  if (!check) writeFileSync(file, text);
}
if (check && stale.length > 0) {
  say(`Not what \`npm run generate\` would write:\n${stale.map((path) => `  ${path}\n`).join('')}Run it and commit what it changes.`);
  process.exitCode = 1;
} else {
  say(stale.length === 0 ? 'Every generated file is fresh.' : `Written: ${stale.join(', ')}`);
}
