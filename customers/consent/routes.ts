import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import type { Room } from '#platform/tools/tools.ts';
import { audit } from '#platform/workspace/audit.ts';
import { normalise } from '../identity/normalise.ts';
import { addressesOf, findCustomer, identitiesOf } from '../profile/queries.ts';
import { recordConsents } from './ledger.ts';
import { suppress, unsuppress } from './suppression.ts';

const Id = z.object({ id: z.coerce.number().int().positive() });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const channel = z.string().trim().min(1).max(40);
const Address = z.object({ channel, address: z.string().trim().min(1).max(320), why: z.string().trim().min(1).max(500) });

/** Throws where the record was merged into another: what is said of a person stands there. */
async function presentCustomer({ tools, workspace }: Room, id: number): Promise<void> {
  const { merged_into: into } = await findCustomer(tools.database, workspace.id, id);
  if (into !== null) throw new Fault('customers.absorbed', { customer: id, into });
}

/** The address in the form under which it is kept; throws where the customer has no such one. */
async function addressOf(room: Room, id: number, given: string): Promise<string> {
  await presentCustomer(room, id);
  const forms = new Set((['email', 'phone'] as const).map((kind) => normalise({ kind, value: given }, null)?.value));
  const found = addressesOf(await identitiesOf(room, [id])).find((address) => forms.has(address));
  if (found === undefined) throw new Fault('customers.no-such-address', { customer: id, value: given });
  return found;
}

export const routes: AnyRoute[] = [
  route({
    method: 'POST', path: '/customers/:id/consents', operation: 'recordConsent', area: 'customers', access: 'marketer', summary: 'Adds to the consent ledger; entries are never changed or removed.',
    shapes: {
      params: Id, response: Done,
      body: z.object({ channel, purpose: z.string().trim().min(1).max(60).default('marketing'), state: z.enum(['granted', 'withdrawn']), wording: z.string().trim().min(1).max(2000), source: z.string().trim().min(1).max(200).default('by hand') }),
    },
    handle: async (call) => {
      const { tools, workspace, params: { id }, body, actor } = call;
      await presentCustomer(call, id);
      await tools.database.transaction().execute((transaction) => recordConsents(transaction, workspace.id, [{ ...body, customer: id, proof: { by: actor.name, through: actor.by }, at: tools.clock.now() }]));
      await audit(call, actor, `consent.${body.state}`, String(id), { channel: body.channel, purpose: body.purpose });
      return done;
    },
  }),
  route({
    method: 'POST', path: '/customers/:id/suppressions', operation: 'suppressAddress', area: 'customers', access: 'marketer', summary: 'Blocks one of the customer\'s addresses: no campaign writes to it any more, whatever consent says.',
    shapes: { params: Id, body: Address, response: Done },
    handle: async (call) => {
      const { tools, workspace, params: { id }, body, actor } = call;
      const address = await addressOf(call, id, body.address);
      await suppress(tools.database, workspace.id, [{ channel: body.channel, address, reason: 'manual', detail: body.why, at: tools.clock.now() }]);
      await audit(call, actor, 'suppression.set', String(id), { channel: body.channel, address, why: body.why });
      return done;
    },
  }),
  route({
    method: 'POST', path: '/customers/:id/suppressions/lift', operation: 'liftSuppression', area: 'customers', access: 'marketer',
    summary: 'Lets campaigns write to a blocked address again, for a reason that is written down. Consent stays as it is: who complained must agree anew.',
    shapes: { params: Id, body: Address, response: Done },
    handle: async (call) => {
      const { tools, workspace, params: { id }, body, actor } = call;
      const address = await addressOf(call, id, body.address);
      if (await unsuppress(tools.database, workspace.id, body.channel, address)) await audit(call, actor, 'suppression.lifted', String(id), { channel: body.channel, address, why: body.why });
      return done;
    },
  }),
];
