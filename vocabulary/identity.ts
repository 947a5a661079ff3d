import { z } from 'zod';

/** id: the company's own number; customer: our record's number, carried by events that we make ourselves. */
export const IdentityKind = z.enum(['id', 'email', 'phone', 'visitor', 'customer']);
export type IdentityKind = z.infer<typeof IdentityKind>;

export interface Identity { kind: IdentityKind; value: string }
