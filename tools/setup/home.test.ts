import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writable } from './home.mjs';

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'tributary-home-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a folder that can be made counts as writable, one below a file does not', () => {
  expect(writable(join(folder, 'not', 'there', 'yet'))).toBe(true);
  writeFileSync(join(folder, 'file'), '');
  expect(writable(join(folder, 'file', 'below'))).toBe(false);
});
