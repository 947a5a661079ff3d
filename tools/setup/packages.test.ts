import { describe, expect, it } from 'vitest';
import { satisfies } from './packages.mjs';

const wanted = { packages: {
  '': { version: '1.0.0' },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/binding-for-another-machine': { version: '2.0.0', optional: true },
} };

describe('installed packages', () => {
  it('satisfy a lock that names the same versions and contents, whatever is optional', () => {
    expect(satisfies({ packages: { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' } } }, wanted)).toBe(true);
  });
  it('do not when one is missing, of another version or of another content', () => {
    expect(satisfies({ packages: {} }, wanted)).toBe(false);
    expect(satisfies({ packages: { 'node_modules/zod': { version: '4.0.1', integrity: 'sha512-a' } } }, wanted)).toBe(false);
    expect(satisfies({ packages: { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-b' } } }, wanted)).toBe(false);
  });
});
