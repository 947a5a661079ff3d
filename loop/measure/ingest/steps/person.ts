import { personOf } from '#customers/identity/person.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';
import type { Identity } from '#vocabulary/identity.ts';
import { drop, ok, type Step } from './contract.ts';

export const person: Step = {
  id: 'person',
  does: 'Says who it is about: the customer named by ourselves, else the user\'s id, else the visitor.',
  run(draft) {
    const { incoming, row } = draft;
    const identity = whom(incoming);
    if (identity === null) return drop('no identity');
    row.person = personOf(identity);
    row.visitor = incoming.anonymousId ?? '';
    row.user = incoming.userId ?? '';
    return ok(draft);
  },
};

/** Only events that we make ourselves may name a customer of ours; a write key is public and could name anybody. */
function whom(incoming: IncomingEvent): Identity | null {
  const { customer } = incoming.context;
  if (incoming.origin !== 'http' && (typeof customer === 'number' || typeof customer === 'string')) return { kind: 'customer', value: String(customer) };
  if (incoming.userId !== null) return { kind: 'id', value: incoming.userId };
  if (incoming.anonymousId !== null) return { kind: 'visitor', value: incoming.anonymousId };
  return null;
}
