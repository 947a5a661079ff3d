import { words63 } from '#customers/index.ts';
import { fractionDigits } from '#vocabulary/currency.ts';
import type { FindingCode } from '../findings.ts';
import type { ImportOptions, NonProduct } from '../options.ts';
import { bad, type Bad } from '../reasons.ts';
import { amountOf, minorOf } from '../understand/numbers.ts';
import type { Understood } from '../understand/rows.ts';
import type { Understanding } from '../understand/settings.ts';

export type LineKind = 'sale' | 'return' | 'fee' | 'adjustment';

/** A line of an order as it is kept. Quantity and price in ten-thousandths, amount in minor units, time in seconds. */
export interface OrderLine {
  order: string; time: number; sku: string; description: string; quantity: number; price: number; amount: number;
  currency: string; country: string; channel: string; kind: LineKind;
  /** Normalised; null for an order of nobody. */
  customer: { kind: 'id' | 'email' | 'phone'; value: string } | null;
  traits: { email: string | null; phone: string | null; name: string | null };
  odd: readonly FindingCode[];
}

const UNIT = 10_000;
/** What Decimal(18, 4) and a safe integer of minor units hold, with room. */
const LARGEST = 1e15;

/** Makes the function that turns understood rows into lines, or says why one cannot be. */
export function lineReader(options: ImportOptions, { currency: home }: Understanding): (row: Understood) => OrderLine | Bad {
  const kindOf = kindReader(options);
  return ({ values, left }) => {
    const text = (name: string): string => (values[name] ?? '') as string;
    const currency = (values['currency'] ?? home) as string;
    let quantity = (values['quantity'] ?? UNIT) as number;
    const given = values['amount'] as number | null;
    let price = values['unit_price'] as number | null;
    price ??= quantity === 0 ? given! : Math.round((given! / quantity) * UNIT);
    let amount = given === null ? amountOf(quantity, price, fractionDigits(currency)) : minorOf(quantity < 0 ? -Math.abs(given) : given, fractionDigits(currency));
    if (Math.abs(quantity) > LARGEST || Math.abs(price) > LARGEST || Math.abs(amount) > LARGEST) return bad('quantity', quantity / UNIT, 'large');
    const order = text('order_id');
    const sku = text('sku');
    const description = text('description');
    const kind = (values['kind'] as LineKind | null) ?? kindOf({ order, sku, description, quantity, price, amount });
    if (kind === 'return') {
      // Some files write what came back as a positive number.
      quantity = -Math.abs(quantity);
      amount = -Math.abs(amount);
    }
    const email = values['email'] as string | null;
    const phone = values['phone'] as string | null;
    const id = text('customer_id').replace(/^(\d+)\.0+$/, '$1');
    const customer = id !== '' ? { kind: 'id' as const, value: id } : email !== null ? { kind: 'email' as const, value: email } : phone !== null ? { kind: 'phone' as const, value: phone } : null;
    const line = {
      order, time: Math.floor((values['time'] as number) / 1000), sku, description, quantity, price, amount, currency, kind, customer,
      country: text('country'), channel: (values['channel'] ?? options.channel) as string, traits: { email, phone, name: values['customer_name'] as string | null }, odd: NOTHING,
    };
    const odd = oddities(line, home);
    if (left.length > 0) odd.push('unreadable-contact');
    return odd.length === 0 ? line : { ...line, odd };
  };
}

const NOTHING: readonly FindingCode[] = [];

type Facts = Pick<OrderLine, 'order' | 'sku' | 'description' | 'quantity' | 'price' | 'amount'>;

function kindReader({ nonProducts, returnPrefix, adjustmentPrefix }: ImportOptions): (facts: Facts) => LineKind {
  const byCode = new Map<string, NonProduct['kind']>();
  const byName = new Map<string, NonProduct['kind']>();
  for (const { code, name, kind } of nonProducts) {
    if (code !== '') byCode.set(code.toUpperCase(), kind);
    if (name !== '') byName.set(name.toUpperCase(), kind);
  }
  const numbered = (order: string, prefix: string): boolean => prefix !== '' && order.startsWith(prefix) && /^\d+$/.test(order.slice(prefix.length));
  return ({ order, sku, description, quantity, price, amount }) => {
    const declared = sku === '' ? byName.get(description.toUpperCase()) : byCode.get(sku) ?? byCode.get(sku.toUpperCase());
    if (declared) return declared;
    if (numbered(order, adjustmentPrefix)) return 'adjustment';
    if (quantity < 0) return price === 0 && amount === 0 ? 'adjustment' : 'return';
    if (numbered(order, returnPrefix)) return 'return';
    return amount < 0 ? 'adjustment' : 'sale';
  };
}

function oddities({ kind, order, sku, quantity, price, amount, currency, country, customer }: OrderLine, home: string): FindingCode[] {
  const odd: FindingCode[] = [];
  if (customer === null) odd.push('no-customer');
  if (kind === 'return' && order === '') odd.push('return-without-order');
  if (kind === 'sale' && amount === 0 && price === 0) odd.push('zero-price');
  if (kind === 'adjustment' && price < 0) odd.push('negative-price');
  if (kind === 'adjustment' && quantity < 0 && price === 0) odd.push('stock-adjustment');
  else if (kind === 'adjustment') odd.push('adjustment-line');
  if (kind === 'fee') odd.push('fee-line');
  if (sku === '') odd.push('no-code');
  else if ((kind === 'sale' || kind === 'return') && !/\d/.test(sku)) odd.push('odd-code');
  if (currency !== home) odd.push('other-currency');
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) odd.push('unknown-country');
  return odd;
}

/**
 * What a line says, without what an import's options make of it (kind, channel) and without its country's spelling: so
 * that the same file read again under better options is still the same lines.
 */
export const contentOf = ({ order, time, sku, description, quantity, price, amount, currency, customer }: OrderLine): string =>
  `${order}\u001f${time}\u001f${sku}\u001f${description}\u001f${quantity}\u001f${price}\u001f${amount}\u001f${currency}\u001f${customer === null ? '' : `${customer.kind}:${customer.value}`}`;

/** Digest of a line's number: of its content, and of which of the equal lines of the file it is. */
export const lineDigest = (content: string, occurrence: number): readonly [high: number, low: number] => words63(occurrence === 0 ? content : `${content}\u001f#${occurrence}`);
