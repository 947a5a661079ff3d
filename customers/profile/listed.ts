import { z } from 'zod';
import type { Room } from '#platform/tools/tools.ts';
import { identitiesOf, totalsOf, type ListedCustomer, type Totals } from './queries.ts';

/** What a customer bought; money in minor units of the workspace's currency, net of returns. */
export const Sums = z.object({ orders: z.number().int(), leftOut: z.number().int(), revenue: z.number().int(), returned: z.number().int(), firstOrderAt: z.string().nullable(), lastOrderAt: z.string().nullable() });
export const profile = { name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable(), country: z.string().nullable(), language: z.string().nullable() };

/** A customer as a line of a list. */
export const Listed = z.object({ id: z.number().int(), ownId: z.string().nullable(), ...profile, createdAt: z.string(), totals: Sums }).meta({ id: 'ListedCustomer' });
export type Listed = z.infer<typeof Listed>;

const instant = (seconds: number | null): string | null => (seconds === null ? null : new Date(seconds * 1000).toISOString());
export const sumsOf = (totals: Totals | undefined): z.infer<typeof Sums> => ({
  orders: totals?.orders ?? 0, leftOut: totals?.leftOut ?? 0, revenue: totals?.revenue ?? 0, returned: totals?.returned ?? 0, firstOrderAt: instant(totals?.first ?? null), lastOrderAt: instant(totals?.last ?? null),
});

/** The lines of a list, each with what the customer bought. */
export async function listed(room: Room, rows: readonly ListedCustomer[]): Promise<Listed[]> {
  const totals = await totalsOf(room, await identitiesOf(room, rows.map(({ id }) => id)));
  return rows.map(({ created_at: at, own_id: ownId, ...row }) => ({ ...row, ownId, createdAt: at.toISOString(), totals: sumsOf(totals.get(row.id)) }));
}
