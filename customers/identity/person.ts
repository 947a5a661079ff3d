import { hash } from 'node:crypto';
import type { Identity } from '#vocabulary/identity.ts';

/**
 * The key that events carry for whoever they are about: the first 64 bits of SHA-256 (FIPS 180-4) of `kind:value`, the
 * topmost bit cleared so that it fits PostgreSQL's bigint. As a decimal string, because it does not fit a number.
 * ClickHouse: `bitAnd(reinterpretAsUInt64(reverse(substring(SHA256('id:42'), 1, 8))), 0x7FFFFFFFFFFFFFFF)`.
 */
export const personOf = (identity: Identity): string => hash63(`${identity.kind}:${identity.value}`);

/** The same digest of any text: SHA-256, so that nobody can craft two texts that fall together. */
export function hash63(text: string): string {
  const digest = hash('sha256', text, 'hex');
  const high = Number.parseInt(digest.slice(0, 8), 16) & 0x7fffffff;
  return BigInt(`0x${high.toString(16)}${digest.slice(8, 16)}`).toString();
}
