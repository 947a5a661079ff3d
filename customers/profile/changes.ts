import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Identity } from '#vocabulary/identity.ts';
import { announceCustomers } from '../identity/identify.ts';
import { mergeRecords, undoMerge } from '../identity/merge.ts';
import { homeCountry, normaliseEmail, normalisePhone } from '../identity/normalise.ts';
import { lockIdentities, writeIdentities } from '../identity/queries.ts';
import { findCustomer, ownerOf, ownNumbersOf, settleDifferent, writeProfile } from './queries.ts';

type Place = Pick<Room, 'tools' | 'workspace'>;

export interface CustomerChange { name?: string | null; email?: string | null; phone?: string | null; country?: string | null; language?: string | null; attributes?: Record<string, string | number | boolean | null> }

/** Changes a profile by hand. A new address or telephone becomes an identity; the old one stays one, for it may still come in. */
export async function changeCustomer({ tools, workspace }: Place, id: number, change: CustomerChange): Promise<void> {
  const email = change.email ? normaliseEmail(change.email) : change.email;
  if (change.email && !email) throw new Fault('customers.email', { value: change.email });
  const phone = change.phone ? normalisePhone(change.phone, homeCountry(workspace)) : change.phone;
  if (change.phone && !phone) throw new Fault('customers.phone', { value: change.phone });
  await tools.database.transaction().execute(async (transaction) => {
    await lockIdentities(transaction, workspace.id);
    const before = await findCustomer(transaction, workspace.id, id);
    if (before.merged_into !== null) throw new Fault('customers.absorbed', { customer: id, into: before.merged_into });
    const identities: Identity[] = [...(email ? [{ kind: 'email' as const, value: email }] : []), ...(phone ? [{ kind: 'phone' as const, value: phone }] : [])];
    for (const { kind, value } of identities) {
      const owner = await ownerOf(transaction, workspace.id, { kind, value });
      if (owner !== null && owner !== id) throw new Fault('customers.identity-taken', { value, owner });
      if (owner === null) await writeIdentities(transaction, workspace.id, [{ identity: { kind, value }, customer: id, source: 'by hand', at: tools.clock.now().getTime() }]);
    }
    const attributes = change.attributes === undefined ? before.attributes : Object.fromEntries(Object.entries({ ...before.attributes, ...change.attributes }).filter(([, value]) => value !== null));
    const after = { ...before, ...change, ...(change.email !== undefined && { email: email ?? null }), ...(change.phone !== undefined && { phone: phone ?? null }) };
    await writeProfile(transaction, workspace.id, { ...after, attributes }, tools.clock.now());
    await announceCustomers(transaction, workspace.id, [id]);
  });
}

/** Joins two records by hand. @param confirmed also where both carry own numbers @throws customers.own-numbers */
export async function mergeCustomers({ tools, workspace }: Place, kept: number, absorbed: number, actor: string, confirmed: boolean): Promise<void> {
  if (kept === absorbed) throw new Fault('customers.same');
  await tools.database.transaction().execute(async (transaction) => {
    await lockIdentities(transaction, workspace.id);
    for (const id of [kept, absorbed]) {
      const { merged_into: into } = await findCustomer(transaction, workspace.id, id);
      if (into !== null) throw new Fault('customers.absorbed', { customer: id, into });
    }
    const [first, second] = await ownNumbersOf(transaction, workspace.id, [kept, absorbed]);
    if (first !== undefined && second !== undefined && !confirmed) throw new Fault('customers.own-numbers', { first, second });
    await mergeRecords(transaction, workspace.id, { kept, absorbed, reason: 'by hand', actor });
    await announceCustomers(transaction, workspace.id, [kept, absorbed]);
  });
}

export async function unmergeCustomers({ tools, workspace }: Place, merge: number): Promise<void> {
  await tools.database.transaction().execute(async (transaction) => {
    await lockIdentities(transaction, workspace.id);
    await announceCustomers(transaction, workspace.id, await undoMerge(transaction, workspace.id, merge));
  });
}

/** Notes that two records are different people, so that nothing asks again. */
export async function partCustomers({ tools, workspace }: Place, first: number, second: number): Promise<void> {
  await settleDifferent(tools.database, workspace.id, Math.min(first, second), Math.max(first, second));
}
