import { hash } from 'node:crypto';
import type { Identity } from '#vocabulary/identity.ts';

const LOW_63_BITS = (1n << 63n) - 1n;

/**
 * The key under which events of an identity are kept: the first 64 bits of SHA-256 (FIPS 180-4) of 'kind:value', the top
 * bit cleared so that it fits PostgreSQL's signed bigint. Among a billion identities two share a key with a chance of 5 %;
 * among ten million, with one of 1 in 180,000.
 * @param identity its value already normalised (`normalise.ts`)
 */
export const personBits = (identity: Identity): bigint =>
  BigInt(`0x${hash('sha256', `${identity.kind}:${identity.value}`).slice(0, 16)}`) & LOW_63_BITS;

/** The same as a decimal string, the form in which 64-bit numbers travel through JSON. */
export const personOf = (identity: Identity): string => personBits(identity).toString();
