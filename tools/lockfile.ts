import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addMissing, faultsOf, stripped, type Lockfile } from './lockfile/rules.ts';

/**
 * Keeps package-lock.json such that `npm ci` works on every machine and with every registry.
 * --check: exit code 1 and one line a fault. --write: puts it right.
 */
const file = join(import.meta.dirname ?? process.cwd(), '..', 'package-lock.json');
const text = await readFile(file, 'utf8');
const lock: Lockfile = JSON.parse(text);
if (process.argv.includes('--write')) await writeFile(file, `${JSON.stringify(addMissing(stripped(lock)), null, 2)}\n`);
const faults = process.argv.includes('--write') ? faultsOf(JSON.parse(await readFile(file, 'utf8'))) : faultsOf(lock);
for (const fault of faults) process.stderr.write(`package-lock.json: ${fault}\n`);
if (faults.length > 0) {
  process.stderr.write('Run: node tools/run.mjs lockfile --write\n');
  process.exitCode = 1;
}
