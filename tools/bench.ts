/** `npm run bench [-- <name> …]`: runs benchmarks of bench/, all where none is named, one after the other. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './setup/root.mjs';

const there = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => name.slice(0, -'.ts'.length)).sort();
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = wanted.filter((name) => !there.includes(name));
if (unknown.length > 0) {
  say(`There is no benchmark "${unknown.join('", "')}". There are: ${there.join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : there) {
  process.stdout.write(`\n${name}\n`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--import', './tools/setup/sql.mjs', join(root, 'bench', `${name}.ts`)], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
