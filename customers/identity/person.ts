import { hash } from 'node:crypto';
import type { Identity } from '#vocabulary/identity.ts';

/**
 * The key that events carry for whoever they are about: the first 64 bits of SHA-256 (FIPS 180-4) of `kind:value`, the
 * topmost bit cleared so that it fits PostgreSQL's bigint. As a decimal string, because it does not fit a number.
 * ClickHouse: `bitAnd(reinterpretAsUInt64(reverse(substring(SHA256('id:42'), 1, 8))), 0x7FFFFFFFFFFFFFFF)`.
 */
export const personOf = (identity: Identity): string => hash63(`${identity.kind}:${identity.value}`);

/** The same digest of any text: SHA-256, so that nobody can craft two texts that fall together. */
export const hash63 = (text: string): string => joined(words63(text));

/** The digest as its upper 31 and its lower 32 bits: numbers, where millions are made and most are only compared. */
export function words63(text: string): readonly [high: number, low: number] {
  // One character a byte: cheaper to make than a Buffer, and to read than hexadecimal digits.
  const digest = hash('sha256', text, 'binary');
  return [wordAt(digest, 0) & 0x7fffffff, wordAt(digest, 4) >>> 0];
}

const wordAt = (bytes: string, at: number): number =>
  (bytes.charCodeAt(at) << 24) | (bytes.charCodeAt(at + 1) << 16) | (bytes.charCodeAt(at + 2) << 8) | bytes.charCodeAt(at + 3);

/** Both words as the decimal string that everybody else uses. */
export const joined = ([high, low]: readonly [high: number, low: number]): string => ((BigInt(high) << 32n) | BigInt(low)).toString();
