import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addMissing, faultsOf, stripped, type Lockfile } from './rules.ts';

const lock: Lockfile = {
  packages: {
    '': { dependencies: { chdb: '3.4.0', a: '1' } },
    'node_modules/a': { version: '1.0.0', resolved: 'https://example.org/a.tgz', dependencies: { b: '^2' } },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
    'node_modules/chdb': { version: '3.4.0', optionalDependencies: { '@chdb/lib-darwin-arm64': '26.7.3' } },
  },
};

it('names an address, and a package that is asked for and has no entry', () => {
  expect(faultsOf(lock)).toEqual([
    'node_modules/a names an address (https://example.org/a.tgz); another registry could not be used.',
    'node_modules/chdb needs @chdb/lib-darwin-arm64 26.7.3, which has no entry.',
  ]);
});

it('looks for a package where Node would: beside its user and in every folder above', () => {
  const nested: Lockfile = { packages: { '': {}, 'node_modules/a/node_modules/b': { dependencies: { c: '1', d: '1', e: '1' } }, 'node_modules/a/node_modules/c': {}, 'node_modules/d': {} } };
  expect(faultsOf(nested)).toEqual(['node_modules/a/node_modules/b needs e 1, which has no entry.']);
});

it('puts both right, in the order that npm keeps', () => {
  const right = addMissing(stripped(lock));
  expect(faultsOf(right)).toEqual([]);
  expect(Object.keys(right.packages)).toEqual(['', 'node_modules/@chdb/lib-darwin-arm64', 'node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/chdb']);
  expect(right.packages['node_modules/@chdb/lib-darwin-arm64']).toEqual({ version: '26.7.3', cpu: ['arm64'], os: ['darwin'], optional: true });
});

it('finds nothing wrong with the lock of this project', () => {
  expect(faultsOf(JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')))).toEqual([]);
});
