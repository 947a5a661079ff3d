import { storable } from '#platform/postgres/storable.ts';
import type { Identity } from '#vocabulary/identity.ts';
import { languageOf } from '#vocabulary/words.ts';
import { normalise, normaliseEmail, normalisePhone } from './normalise.ts';
import { PROFILE_FIELDS, type Said } from './record.ts';
import { STRENGTH } from './resolve.ts';

/** As it comes in: from an event, a row of a file, a form. Traits are named as in the Segment specification. */
export interface IdentifyItem {
  workspace: number;
  identities: readonly Identity[];
  traits: Readonly<Record<string, unknown>>;
  at: Date;
  /** How we know: 'http', 'import', 'form' … */
  source: string;
}

const text = (value: unknown, most = 200): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, most).replace(/[\ud800-\udbff]$/, '') : undefined); // a cut leaves no half of a character
const NOT_ATTRIBUTES = new Set<string>([...PROFILE_FIELDS, 'firstName', 'lastName', 'first_name', 'last_name', 'createdAt', 'created_at', 'locale', 'id']);
const CJK = /^[\u3400-\u9fff]+$/;

/**
 * Brings what was said into the form under which it is kept. Traits `email` and `phone` are identities too. Whatever
 * cannot be an identity is left out here: who must report it (a file's row) checks before.
 */
export function saidOf(given: IdentifyItem, country: string | null): Said {
  const item = { ...given, traits: storable(given.traits) };
  const identities = new Map<string, Identity>();
  const add = (identity: Identity): void => {
    const kept = normalise(identity, country);
    if (kept) identities.set(`${kept.kind}:${kept.value}`, kept);
  };
  for (const identity of item.identities) add(identity);
  const { traits } = item;
  const email = text(traits['email']);
  const phone = text(traits['phone']);
  if (email) add({ kind: 'email', value: email });
  if (phone) add({ kind: 'phone', value: phone });
  const ordered = [...identities.values()].sort((a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind));
  const first = (kind: Identity['kind']): string | undefined => ordered.find((identity) => identity.kind === kind)?.value;
  const fields: Said['fields'] = {};
  const put = (name: keyof Said['fields'], value: string | null | undefined): void => { if (value) fields[name] = value; };
  put('email', (email && normaliseEmail(email)) ?? first('email'));
  put('phone', (phone && normalisePhone(phone, country)) ?? first('phone'));
  put('name', text(traits['name']) ?? joinedName(text(traits['firstName'] ?? traits['first_name']), text(traits['lastName'] ?? traits['last_name'])));
  put('country', text(traits['country'] ?? (isObject(traits['address']) ? traits['address']['country'] : undefined), 60));
  put('language', languageTag(text(traits['language'] ?? traits['locale'], 35)));
  const attributes = Object.fromEntries(Object.entries(traits).filter(([name, value]) => !NOT_ATTRIBUTES.has(name) && name.length <= 100 && value !== undefined).slice(0, 200));
  const since = traits['createdAt'] ?? traits['created_at'];
  return { identities: ordered, fields, attributes, at: item.at.getTime(), since: instant(since), source: item.source };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The surname stands first in Chinese, without a space. */
const joinedName = (given: string | undefined, family: string | undefined): string | undefined =>
  (given && family ? (CJK.test(given + family) ? family + given : `${given} ${family}`) : given ?? family);

const languageTag = (tag: string | undefined): string | undefined => {
  if (!tag || !/^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/i.test(tag)) return undefined;
  return /^zh\b/i.test(tag.replaceAll('_', '-')) ? languageOf(tag.replaceAll('_', '-')) : tag.split(/[-_]/)[0]!.toLowerCase();
};

function instant(value: unknown): number | null {
  if (value instanceof Date) return value.getTime();
  const time = typeof value === 'number' ? (value < 1e11 ? value * 1000 : value) : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) ? time : null;
}
