import type { Identity } from '#vocabulary/identity.ts';

/** What is kept of a customer beside their identities. */
export interface Profile {
  name: string | null;
  email: string | null;
  phone: string | null;
  country: string | null;
  language: string | null;
  attributes: Record<string, unknown>;
}
export const PROFILE_FIELDS = ['name', 'email', 'phone', 'country', 'language'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** A customer's record while a batch is being thought through; `id` is null until the record is written. */
export interface CustomerRecord {
  id: number | null;
  profile: Profile;
  /** Identities of the kinds that tell people apart: id, email, phone. */
  known: { id: Set<string>; email: Set<string>; phone: Set<string> };
  /** Epoch milliseconds of the newest traits; null: none yet. */
  traitsAt: number | null;
  since: number;
  change: 'same' | 'touched' | 'changed' | 'created';
  /** How many times something lasting was changed: tells which of several sayings did. */
  marks: number;
  /** Set once another record has taken this one in. */
  into: CustomerRecord | null;
  /** Number of the record in the batch: keys pairs of records that have none yet. */
  serial: number;
}

export const rootOf = (record: CustomerRecord): CustomerRecord => (record.into ? rootOf(record.into) : record);

export const emptyProfile = (): Profile => ({ name: null, email: null, phone: null, country: null, language: null, attributes: {} });

/** What a batch says about one person at one time; identities normalised, strongest first. */
export interface Said {
  identities: readonly Identity[];
  fields: Partial<Record<ProfileField, string>>;
  attributes: Readonly<Record<string, unknown>>;
  at: number;
  since: number | null;
  source: string;
}

const rank = (change: CustomerRecord['change']): number => ['same', 'touched', 'changed', 'created'].indexOf(change);
export function mark(record: CustomerRecord, change: CustomerRecord['change']): void {
  if (change !== 'touched') record.marks += 1;
  if (rank(change) > rank(record.change)) record.change = change;
}

/** Newer traits replace, older ones only fill gaps; a null attribute is taken away. The same said twice changes nothing. */
export function applyTraits(record: CustomerRecord, said: Said): void {
  const newer = record.traitsAt === null || said.at >= record.traitsAt;
  let any = false;
  for (const field of PROFILE_FIELDS) {
    const value = said.fields[field];
    if (value === undefined) continue;
    any = true;
    if (record.profile[field] === value || !(newer || record.profile[field] === null)) continue;
    record.profile[field] = value;
    mark(record, 'changed');
  }
  for (const [key, value] of Object.entries(said.attributes)) {
    any = true;
    const has = key in record.profile.attributes;
    if (value === null ? !has || !newer : has && (!newer || JSON.stringify(record.profile.attributes[key]) === JSON.stringify(value))) continue;
    if (value === null) delete record.profile.attributes[key];
    else record.profile.attributes[key] = value;
    mark(record, 'changed');
  }
  const since = said.since ?? said.at;
  if (since < record.since) { record.since = since; mark(record, 'changed'); }
  if (any && (record.traitsAt === null || said.at > record.traitsAt)) { record.traitsAt = said.at; mark(record, 'touched'); }
}
