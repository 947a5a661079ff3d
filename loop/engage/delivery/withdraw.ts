import type { Kysely } from 'kysely';
import { inForce, recordConsents } from '#customers/index.ts';
import type { DB } from '#database/control/tables.gen.ts';

export interface Withdrawal { wording: string; source: string; proof: Readonly<Record<string, unknown>>; at: Date }

/**
 * Takes back the consent that a message was sent under, for its channel and purpose. A second time changes nothing.
 * @param transaction not confined: the statements carry the workspace themselves
 * @returns whether consent was in force until now
 */
export async function withdraw(transaction: Kysely<DB>, workspace: number, delivery: { id: number; customer: number; campaign: number; channel: string; purpose: string }, how: Withdrawal): Promise<boolean> {
  const { id, customer, campaign, channel, purpose } = delivery;
  if (!(await inForce(transaction, workspace, [customer], channel, purpose)).has(customer)) return false;
  await recordConsents(transaction, workspace, [{ customer, channel, purpose, state: 'withdrawn', ...how, proof: { delivery: id, campaign, ...how.proof } }]);
  return true;
}
