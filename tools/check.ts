/** `npm run check [-- <id> …]`: what holds for every change besides the tests. Closes with `N passed, N failed`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from './checks/check.ts';
import { root } from './setup/root.mjs';

/** Checks that start a program go side by side with the others: there are two cores. */
const AT_ONCE = 2;
const PARTS = ['check.ts', 'command.ts', 'sources.ts'];

async function allChecks(): Promise<Check[]> {
  const folder = join(root, 'tools/checks');
  const files = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name) && !PARTS.includes(name)).sort();
  return Promise.all(files.map(async (name) => {
    const { check } = await import(pathToFileURL(join(folder, name)).href) as { check: Check };
    return check;
  }));
}

async function report(check: Check): Promise<boolean> {
  const began = performance.now();
  const faults = await check.run(root).catch((error: unknown) => [`The check itself broke: ${error instanceof Error ? error.stack ?? error.message : String(error)}`]);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const mark = faults.length === 0 ? 'passed' : 'FAILED';
  process.stdout.write(`${mark}  ${check.id.padEnd(11)} ${check.asks} (${seconds} s)\n${faults.map((fault) => `        ${fault}\n`).join('')}`);
  return faults.length === 0;
}

const wanted = process.argv.slice(2);
const all = await allChecks();
const unknown = wanted.filter((id) => !all.some((check) => check.id === id));
if (unknown.length > 0) {
  process.stderr.write(`There is no check "${unknown.join('", "')}". There are: ${all.map((check) => check.id).join(', ')}.\n`);
  process.exit(1);
}
const waiting = all.filter((check) => wanted.length === 0 || wanted.includes(check.id));
const results: boolean[] = [];
const worker = async (): Promise<void> => {
  for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await report(check));
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
const failed = results.filter((passed) => !passed).length;
process.exitCode = failed === 0 ? 0 : 1;
process.stdout.write(`\n${results.length - failed} passed, ${failed} failed\n`);
