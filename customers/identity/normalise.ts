import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { storable } from '#platform/postgres/storable.ts';
import type { Identity, IdentityKind } from '#vocabulary/identity.ts';
import type { Workspace } from '#platform/tools/tools.ts';

const LOCAL = /^[^\s@<>(),;:\\"\u0000-\u001f]{1,64}$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/**
 * An address in the one form under which it is kept: lower case (nobody runs a server that tells cases apart, though
 * RFC 5321 section 2.4 would allow it), the domain in ASCII (RFC 5891). Null for what is no address.
 */
export function normaliseEmail(text: string): string | null {
  const [, local, domain] = /^([^@]+)@([^@]+)$/.exec(text.normalize('NFKC').trim().replace(/^mailto:/i, '')) ?? [];
  if (!local || !domain || !LOCAL.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  const ascii = domainToASCII(domain.toLowerCase());
  return DOMAIN.test(ascii) && ascii.length <= 253 ? `${local.toLowerCase()}@${ascii}` : null;
}

/** E.164, as '+442079460018'. @param country ISO 3166-1 of numbers written without a country code. Null for what is none. */
export function normalisePhone(text: string, country: string | null): string | null {
  const digits = text.normalize('NFKC').trim();
  if (digits.length > 40) return null;
  const phone = parsePhoneNumberFromString(digits.startsWith('00') ? `+${digits.slice(2)}` : digits, (country ?? undefined) as CountryCode | undefined);
  return phone?.isValid() ? phone.number : null;
}

/** A company's own number as it is kept; spreadsheets turn 17850 into 17850.0. */
export const normaliseId = (text: string): string | null => {
  const id = text.normalize('NFKC').trim().replace(/^(\d+)\.0+$/, '$1');
  return id === '' || id.length > 200 ? null : id;
};

/** The identity in the form under which it is kept, without what no store keeps; null when its value cannot be one. */
export function normalise({ kind, value }: Identity, country: string | null): Identity | null {
  const kept = normalisers[kind](storable(value), country);
  return kept === null ? null : { kind, value: kept };
}

const normalisers: Readonly<Record<IdentityKind, (value: string, country: string | null) => string | null>> = {
  id: normaliseId,
  email: normaliseEmail,
  phone: normalisePhone,
  visitor: (value) => (value.trim() === '' || value.length > 200 ? null : value.trim()),
  customer: (value) => (/^[1-9]\d{0,15}$/.test(value) ? value : null),
};

const EURO_ZONES: Readonly<Record<string, string>> = {
  'Europe/Berlin': 'DE', 'Europe/Paris': 'FR', 'Europe/Madrid': 'ES', 'Europe/Rome': 'IT', 'Europe/Amsterdam': 'NL', 'Europe/Brussels': 'BE', 'Europe/Vienna': 'AT', 'Europe/Dublin': 'IE',
  'Europe/Lisbon': 'PT', 'Europe/Helsinki': 'FI', 'Europe/Athens': 'GR', 'Europe/Luxembourg': 'LU', 'Europe/Zagreb': 'HR', 'Europe/Vilnius': 'LT', 'Europe/Riga': 'LV', 'Europe/Tallinn': 'EE',
  'Europe/Bratislava': 'SK', 'Europe/Ljubljana': 'SI', 'Europe/Malta': 'MT', 'Asia/Nicosia': 'CY',
};

/** Where the company most likely is: a currency begins with its country's code (ISO 4217), the euro says nothing. */
export function homeCountry({ currency, timeZone }: Pick<Workspace, 'currency' | 'timeZone'>): string | null {
  if (currency === 'EUR') return EURO_ZONES[timeZone] ?? null;
  return /^X/.test(currency) ? null : currency.slice(0, 2);
}
