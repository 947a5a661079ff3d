/** Says that a cell does not hold what its column promises. */
export const UNREADABLE = Symbol('unreadable');
export type Unreadable = typeof UNREADABLE;

const PLAIN = /^-?\d{1,11}(?:\.\d{1,4})?$/;
const GROUPED = { '.': /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$|^\.\d+$/, ',': /^\d{1,3}(?:[.'’ ]\d{3})+(?:,\d+)?$|^\d+(?:,\d+)?$|^,\d+$/ } as const;
const SCIENTIFIC = /^-?\d(?:\.\d+)?e[+-]?\d{1,2}$/i;
const LARGEST = 9e15;

/**
 * Ten-thousandths of the number that a cell holds, as an exact integer; further decimals are rounded half away from zero.
 * Understands signs before and after, accounting brackets, currency signs, grouped thousands and full-width digits.
 * @param decimal the character between units and tenths: '1.234' is a thousand under ','
 */
export function readNumber(cell: string | number, decimal: '.' | ','): number | Unreadable {
  if (typeof cell === 'number') return scaled(cell);
  if (decimal === '.' && PLAIN.test(cell)) return fromPlain(cell);
  let text = cell.normalize('NFKC').replace(/[\s\u00a0\u202f]/g, '').replace(/^([-+(]?)(?:[\p{Sc}元]|[A-Z]{3}|RMB|HK\$|NT\$|US\$)/iu, '$1').replace(/(?:[\p{Sc}元%]|[A-Z]{3})$/u, '');
  let negative = false;
  if (/^\(.*\)$/.test(text)) { negative = true; text = text.slice(1, -1); }
  if (/^[-−]/.test(text)) { negative = !negative; text = text.slice(1); } else if (/^\+/.test(text)) text = text.slice(1);
  else if (/-$/.test(text)) { negative = !negative; text = text.slice(0, -1); }
  if (SCIENTIFIC.test(text)) return signed(scaled(Number(text)), negative);
  if (!GROUPED[decimal].test(text)) return UNREADABLE;
  const plain = decimal === '.' ? text.replaceAll(',', '') : text.replace(/[.'’ ]/g, '').replace(',', '.');
  return signed(fromDigits(plain), negative);
}

/** Digits become the integer directly: through a float, 1.005 would lose its half. */
function fromPlain(text: string): number {
  const point = text.indexOf('.');
  if (point === -1) return Number(text) * 10_000;
  const decimals = text.length - point - 1;
  return Number(text.slice(0, point) + text.slice(point + 1)) * 10 ** (4 - decimals);
}

function fromDigits(text: string): number | Unreadable {
  const [whole = '', fraction = ''] = text.split('.');
  const value = Number(`${whole}${fraction.padEnd(4, '0').slice(0, 4)}`) + (fraction.length > 4 && fraction[4]! >= '5' ? 1 : 0);
  return value < LARGEST ? value : UNREADABLE;
}

function scaled(value: number): number | Unreadable {
  if (!Number.isFinite(value) || Math.abs(value) * 10_000 > LARGEST) return UNREADABLE;
  // The shortest text that reads back as the same float is what the sheet showed.
  const text = Math.abs(value).toString();
  return signed(/^\d*\.?\d*$/.test(text) ? fromDigits(text) : Math.round(Math.abs(value) * 10_000), value < 0);
}

const signed = (value: number | Unreadable, negative: boolean): number | Unreadable => (typeof value === 'number' && negative ? -value || 0 : value);

/**
 * Minor units of quantity × price, both in ten-thousandths, rounded half away from zero: the rule of invoices.
 * @param digits decimals of the currency: 2 for GBP, 0 for JPY
 */
export function amountOf(quantity: number, price: number, digits: number): number {
  const product = quantity * price;
  const scale = 10 ** (8 - digits);
  if (Number.isSafeInteger(product)) return half(product, scale);
  const exact = BigInt(quantity) * BigInt(price);
  const size = exact < 0n ? -exact : exact;
  const units = Number((size + BigInt(scale / 2)) / BigInt(scale));
  return exact < 0n ? -units : units;
}

/** Ten-thousandths of a unit as minor units, rounded half away from zero. */
export const minorOf = (value: number, digits: number): number => half(value, 10 ** (4 - digits));

function half(value: number, scale: number): number {
  const size = Math.abs(value);
  const units = scale < 1 ? Math.round(size / scale) : Math.floor(size / scale) + (size % scale >= scale / 2 ? 1 : 0);
  return value < 0 ? -units || 0 : units;
}

/** ',' when the numbers of a column say so. */
export function guessDecimal(samples: readonly string[]): '.' | ',' {
  let comma = 0;
  let point = 0;
  for (const sample of samples) {
    if (/\d\.\d{3},\d/.test(sample) || /^\D*\d+,(?:\d{1,2}|\d{4,})\D*$/.test(sample)) comma += 1;
    else if (/\d,\d{3}\.\d/.test(sample) || /\.\d{1,2}\D*$/.test(sample)) point += 1;
  }
  return comma > point ? ',' : '.';
}
