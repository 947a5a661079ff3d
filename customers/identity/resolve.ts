import type { Identity, IdentityKind } from '#vocabulary/identity.ts';
import { applyTraits, emptyProfile, mark, rootOf, type CustomerRecord, type Said } from './record.ts';

/** Two records that one batch shows to be one person; or that both claim an identity and yet may not be joined. */
export interface Pair { first: CustomerRecord; second: CustomerRecord; identity: Identity }

export interface Resolution {
  /** For each thing said: whom it is about; null when it names nobody that we would keep a record of. */
  about: readonly (CustomerRecord | null)[];
  /** What each saying did by itself. */
  changes: readonly ('none' | 'same' | 'changed' | 'created')[];
  created: readonly CustomerRecord[];
  attached: readonly { record: CustomerRecord; identity: Identity; said: Said }[];
  /** In order; `second` goes into `first`. Both stood in the store before. */
  merged: readonly Pair[];
  suspected: readonly Pair[];
}

export const keyOf = (identity: Identity): string => `${identity.kind}\u0000${identity.value}`;
export const STRENGTH: readonly IdentityKind[] = ['customer', 'id', 'email', 'phone', 'visitor'];

/** What the store knows about the identities of a batch. `parted`: pairs that somebody has said are different people. */
export interface Knowledge { owners: Map<string, CustomerRecord>; parted: ReadonlySet<string> }

/**
 * Decides who is meant by what was said, one after the other. The strongest identity that is known names the record.
 * Further identities that belong to other records join them, except: records with different own numbers are never
 * joined; and a visitor number, which a family shares, joins nothing that contradicts itself in number or address.
 * A lone visitor number makes no record. Pure: nothing is read or written.
 */
export function resolve(batch: readonly Said[], { owners, parted }: Knowledge): Resolution {
  const created: CustomerRecord[] = [];
  const attached: { record: CustomerRecord; identity: Identity; said: Said }[] = [];
  const merged: Pair[] = [];
  const suspected: Pair[] = [];
  const changes: Resolution['changes'][number][] = [];
  let serial = 0;
  for (const record of owners.values()) serial = Math.max(serial, record.serial + 1);

  const about = batch.map((said) => {
    const own = ownKnown(said);
    let target: CustomerRecord | null = null;
    const joinedBefore = merged.length;
    const apart: { record: CustomerRecord; identity: Identity }[] = [];
    for (const identity of said.identities) {
      const found = owners.get(keyOf(identity));
      const owner = found && rootOf(found);
      if (!owner || owner === target) continue;
      if (!target) {
        if (identity.kind !== 'customer' && contradicts(own, owner.known, identity.kind)) apart.push({ record: owner, identity });
        else target = owner;
      } else if (contradicts(target.known, owner.known, identity.kind) || parted.has(pairKey(target, owner))) apart.push({ record: owner, identity });
      else target = join(target, owner, identity, merged);
    }
    const isNew = target === null;
    if (!target) {
      if (said.identities.every((identity) => identity.kind === 'visitor' || identity.kind === 'customer')) {
        changes.push('none');
        return null;
      }
      target = newRecord(said, serial);
      serial += 1;
      created.push(target);
    }
    const marks = target.marks;
    for (const identity of said.identities) {
      if (owners.has(keyOf(identity)) || identity.kind === 'customer') continue;
      owners.set(keyOf(identity), target);
      attached.push({ record: target, identity, said });
      if (identity.kind !== 'visitor') target.known[identity.kind].add(identity.value);
      mark(target, 'changed');
    }
    for (const { record, identity } of apart) suspected.push({ first: target, second: record, identity });
    applyTraits(target, said);
    changes.push(isNew ? 'created' : target.marks > marks || merged.length > joinedBefore ? 'changed' : 'same');
    return target;
  });
  return { about, changes, created, attached, merged, suspected };
}

export const pairKey = (a: CustomerRecord, b: CustomerRecord): string => [a.id ?? -1 - a.serial, b.id ?? -1 - b.serial].sort((x, y) => x - y).join(':');

function ownKnown(said: Said): CustomerRecord['known'] {
  const known: CustomerRecord['known'] = { id: new Set(), email: new Set(), phone: new Set() };
  for (const identity of said.identities) if (identity.kind !== 'visitor' && identity.kind !== 'customer') known[identity.kind].add(identity.value);
  return known;
}

/** Both carry own numbers and share none; through a visitor number alone, the same of addresses. */
function contradicts(a: CustomerRecord['known'], b: CustomerRecord['known'], through: IdentityKind): boolean {
  const apart = (kind: 'id' | 'email'): boolean => a[kind].size > 0 && b[kind].size > 0 && ![...a[kind]].some((value) => b[kind].has(value));
  return apart('id') || (through === 'visitor' && apart('email'));
}

/** The record with an own number is kept, then the older one. A record that was never written simply dissolves. */
function join(target: CustomerRecord, other: CustomerRecord, identity: Identity, merged: Pair[]): CustomerRecord {
  const otherFirst = target.id === null ? other.id !== null : other.id !== null && (other.known.id.size > target.known.id.size || (other.known.id.size === target.known.id.size && other.id < target.id));
  const [kept, absorbed] = otherFirst ? [other, target] : [target, other];
  absorbed.into = kept;
  for (const kind of ['id', 'email', 'phone'] as const) for (const value of absorbed.known[kind]) kept.known[kind].add(value);
  mark(kept, 'changed');
  if (absorbed.id === null) {
    applyTraits(kept, { identities: [], fields: definedFields(absorbed), attributes: absorbed.profile.attributes, at: absorbed.traitsAt ?? absorbed.since, since: absorbed.since, source: '' });
  } else merged.push({ first: kept, second: absorbed, identity });
  return kept;
}

const definedFields = ({ profile }: CustomerRecord): Said['fields'] =>
  Object.fromEntries(Object.entries(profile).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

function newRecord(said: Said, serial: number): CustomerRecord {
  return {
    id: null, profile: emptyProfile(), known: { id: new Set(), email: new Set(), phone: new Set() }, traitsAt: null,
    since: said.since ?? said.at, change: 'created', marks: 0, into: null, serial,
  };
}
