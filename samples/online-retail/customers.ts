import { createHash } from 'node:crypto';

/** The words of a consent that nobody gave: whoever reads the ledger must see it at once. */
export const DEMONSTRATION_WORDING = 'Made for the demonstration: this consent was invented with the sample company and was given by nobody.';

const LANGUAGES: Readonly<Record<string, string>> = {
  Germany: 'de', Austria: 'de', Switzerland: 'de', France: 'fr', Belgium: 'fr', Spain: 'es', Italy: 'it', Portugal: 'pt', Brazil: 'pt', Netherlands: 'nl', Sweden: 'sv', Norway: 'nb',
  Denmark: 'da', Finland: 'fi', Poland: 'pl', Greece: 'el', Japan: 'ja', 'Hong Kong': 'zh-Hant', Israel: 'he', Iceland: 'is', Lithuania: 'lt', 'Czech Republic': 'cs', Thailand: 'th', Korea: 'ko',
};

/** About three in four, and the same ones each time: a fixed seed and the customer's number decide. */
export const consents = (customer: string): boolean => createHash('sha256').update(`online-retail consent 1:${customer}`).digest()[0]! < 192;

/** The file of customers: an address under a domain that can never exist (RFC 2606, RFC 6761), a language, a consent. */
export function customerRows(countries: ReadonlyMap<string, string>): string {
  const rows = [...countries].sort(([a], [b]) => Number(a) - Number(b)).map(([id, country]) =>
    `${id},${id}@customers.example,${LANGUAGES[country] ?? 'en'},${consents(id) ? 'yes' : 'no'},${DEMONSTRATION_WORDING}\n`);
  return ['CustomerID,Email,Language,Email Consent,Consent Wording\n', ...rows].join('');
}
