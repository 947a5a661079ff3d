import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hash63, personOf } from './person.ts';

describe('the key of a person', () => {
  it('is the first 63 bits of SHA-256 of kind and value', () => {
    for (const value of ['42', '', 'ann@example.com', '王小明', 'x'.repeat(500)]) {
      const wanted = createHash('sha256').update(`id:${value}`, 'utf8').digest().readBigUInt64BE(0) & 0x7fffffffffffffffn;
      expect(personOf({ kind: 'id', value })).toBe(wanted.toString());
    }
  });

  it('tells the same value of two kinds apart', () => {
    expect(personOf({ kind: 'id', value: '42' })).not.toBe(personOf({ kind: 'customer', value: '42' }));
  });

  it('never exceeds what a signed 64-bit column takes', () => {
    for (let i = 0; i < 5000; i += 1) expect(BigInt(hash63(`n${i}`)) <= 0x7fffffffffffffffn).toBe(true);
  });
});
