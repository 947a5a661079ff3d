import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../setup/command.mjs';
import { root } from '../setup/root.mjs';

/** @typedef {import('./counts.ts').Counts} Counts */

/**
 * Runs vitest over the given paths (all where none) and answers with what came of it. A run that ends without counts has
 * broken down as a whole, which is one failure.
 * @param {string[]} words paths and options of vitest
 * @param {'inherit' | 'silent'} [output]
 * @returns {Promise<Counts>}
 */
export async function runTests(words, output = 'inherit') {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-counts-'));
  const file = join(folder, 'counts.json');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', `--reporter=${join(root, 'tools/test/counts.ts')}`];
    const code = await run(process.execPath, [vitest, 'run', ...reporters, ...words], { env: { TEST_COUNTS: file }, output });
    /** @type {Counts} */
    const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
    const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
    return silent ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
