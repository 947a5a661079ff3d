import type { Words } from '../words.ts';

/** What the reader should do: correct the input, try again later, connect something, ask somebody, or nothing more. */
export type Next = 'fix' | 'retry' | 'reconnect' | 'ask' | 'none';

export interface FaultEntry { status: number; next: Next; says: Words }

/** Keeps the keys literal, so that a code is checked by the compiler wherever it is used. */
export const faults = <const T extends Record<string, FaultEntry>>(entries: T): T => entries;
