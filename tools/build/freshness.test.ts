import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFresh, writeStamp } from './freshness.mjs';

let folder = '';
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-fresh-'));
  put('apps/tracker/tracker.ts', 'one');
  put('package-lock.json', '{}');
  put('dist/tracker/t.js', 'made');
  writeStamp('tracker', ['apps/tracker/tracker.ts'], Date.now() + 1000, folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what was built', () => {
  it('is fresh while its sources are as they were, whenever they were written', () => {
    expect(isFresh('tracker', folder)).toBe(true);
    utimesSync(join(folder, 'apps/tracker/tracker.ts'), new Date(), new Date());
    expect(isFresh('tracker', folder)).toBe(true);
  });
  it.each([
    ['a source says something else', () => put('apps/tracker/tracker.ts', 'two')],
    ['a source is new', () => put('apps/tracker/added.ts', '')],
    ['a package is of another version', () => put('package-lock.json', '{"lockfileVersion": 3}')],
    ['the file made is gone', () => rmSync(join(folder, 'dist/tracker/t.js'))],
  ])('is stale when %s', (_, change) => {
    change();
    expect(isFresh('tracker', folder)).toBe(false);
  });
  it('does not mind tests', () => {
    put('apps/tracker/tracker.test.ts', 'test');
    expect(isFresh('tracker', folder)).toBe(true);
  });
  it('gets no stamp when a source was saved while the build ran', () => {
    writeStamp('tracker', ['apps/tracker/tracker.ts'], Date.now() - 60_000, folder);
    expect(isFresh('tracker', folder)).toBe(false);
  });
});
