import { fractionDigits } from '#vocabulary/currency.ts';

const CODE = /^[A-Za-z]{3}$/;
const NUMBER = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** Of ISO 4217's shape, in capitals; null for anything else. */
export const currencyCode = (value: unknown): string | null => (typeof value === 'string' && CODE.test(value) ? value.toUpperCase() : null);

/** An amount in major units, as a number or a text of one, in minor units; null when it is none. */
export function minorUnits(value: unknown, code: string): number | null {
  const major = numberOf(value);
  if (major === null) return null;
  // 1.005 EUR is 100.49999999999999 in binary; 15 significant digits are what a double holds of a decimal.
  const scaled = Number((Math.abs(major) * 10 ** fractionDigits(code)).toPrecision(15));
  const minor = Math.sign(major) * Math.round(scaled);
  return Number.isSafeInteger(minor) ? minor + 0 : null;
}

/** Finite numbers, and texts that say one; null for the rest. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
