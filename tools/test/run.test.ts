import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { root } from '../setup/root.mjs';
import { runTests } from './run.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-run-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, body: string): void => writeFileSync(join(folder, `${name}.test.ts`), `import { beforeAll, describe, expect, it } from 'vitest';\n${body}`);
const counts = () => runTests(['--root', folder], 'silent');

it('counts what passes, fails and is skipped, and everything that breaks outside of a test as failed', async () => {
  put('plain', "it('passes', () => { expect(1).toBe(1); });\nit('fails', () => { expect(1).toBe(2); });\nit.skip('waits', () => { expect(1).toBe(1); });");
  put('unloadable', "import './nowhere.ts';");
  put('hook', "describe('block', () => { beforeAll(() => { throw new Error('hook'); }); it('never runs', () => { expect(1).toBe(1); }); });");
  put('stray', "it('leaves a promise behind', () => { void Promise.reject(new Error('stray')); expect(1).toBe(1); });");
  expect(await counts()).toEqual({ passed: 2, failed: 4, skipped: 2 });
});

it('calls a run without any test a failure', async () => {
  expect(await counts()).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
