import { normalise } from '#customers/identity/normalise.ts';
import { words63 } from '#customers/identity/person.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';
import type { Identity } from '#vocabulary/identity.ts';
import { memo } from '../memo.ts';
import { drop, ok, type Key, type Step } from './contract.ts';

const KNOWN_MOST = 20_000;

export const person: Step = {
  id: 'person',
  does: 'Says who it is about: the customer named by ourselves, else the user\'s id, else the visitor.',
  run(draft) {
    const { incoming, row } = draft;
    const user = kept('id', incoming.userId);
    const visitor = kept('visitor', incoming.anonymousId);
    const identity = customerOf(incoming) ?? user ?? visitor;
    if (identity === null) return drop('no identity');
    row.person = keyOf(identity);
    row.visitor = visitor?.value ?? '';
    row.user = user?.value ?? '';
    return ok(draft);
  },
};

/** A visit is many events of one person, one after the other. */
const keyOfUser = memo(KNOWN_MOST, (value): Key => words63(`id:${value}`));
const keyOfVisitor = memo(KNOWN_MOST, (value): Key => words63(`visitor:${value}`));
/** `personOf`, in words. */
function keyOf({ kind, value }: Identity): Key {
  if (kind === 'id') return keyOfUser(value);
  return kind === 'visitor' ? keyOfVisitor(value) : words63(`${kind}:${value}`);
}

/** Only events that we make ourselves may name a customer of ours; a write key is public and could name anybody. */
function customerOf({ origin, context: { customer } }: IncomingEvent): Identity | null {
  return origin !== 'http' && (typeof customer === 'number' || typeof customer === 'string') ? kept('customer', String(customer)) : null;
}

/** What every form leaves as it is; most ids are of this kind, and it is cheaper to see than to normalise. */
const PLAIN = /^[\w-]{1,200}$/;

/** In the form under which the customer base keeps it, so that both come to the same key. */
function kept(kind: Identity['kind'], value: string | null): Identity | null {
  if (value === null) return null;
  const identity = { kind, value };
  return kind !== 'customer' && PLAIN.test(value) ? identity : normalise(identity, null);
}
