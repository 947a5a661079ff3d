import { hash63, joined } from '#customers/identity/person.ts';
import { fractionDigits } from '#vocabulary/currency.ts';
import { currencyCode, minorUnits, numberOf } from '../ingest/money.ts';
import type { Draft } from '../ingest/steps/contract.ts';

/** A row of the table `order_lines`. Amounts in minor units; unit prices and quantities as decimals. */
export interface OrderLine {
  workspace: number;
  order_id: string;
  line_id: string;
  time: string;
  person: string;
  kind: 'sale' | 'return' | 'fee' | 'adjustment';
  sku: string;
  description: string;
  quantity: number;
  unit_price: number;
  amount: number;
  currency: string;
  country: string;
  channel: string;
  source: string;
  version: number;
}

type Fields = Readonly<Record<string, unknown>>;
type Item = Pick<OrderLine, 'kind' | 'sku' | 'description' | 'quantity' | 'unit_price' | 'amount'>;

/** The events of Segment's "Spec: V2 Ecommerce Events" that change what was sold. */
export const ORDER_EVENTS: ReadonlySet<string> = new Set(['Order Completed', 'Order Refunded', 'Order Cancelled']);
const LONGEST = 200;
const QUANTITY_MOST = 1e9;

export const isOrder = (draft: Draft): boolean => draft.incoming.kind === 'track' && ORDER_EVENTS.has(draft.incoming.name) && orderOf(draft) !== '';

/** Whether it takes back something without saying what: then everything that was sold under its number. */
export const takesAllBack = (draft: Draft): boolean =>
  draft.incoming.name !== 'Order Completed' && itemsOf(draft).length === 0;

/**
 * The lines of an order, or of what was taken back of one. The number of a line is a digest of what it says and of its
 * occurrence among equal lines, so an order that is told twice is one order. Of a return the event's id is part of the
 * digest too: the same thing may be sent back on two days.
 */
export function linesOf(draft: Draft): OrderLine[] {
  const back = draft.incoming.name !== 'Order Completed';
  const items = itemsOf(draft);
  return numbered(draft, back ? items.map(negative) : items, back ? joined(draft.row.event_id) : '');
}

/** Everything that was sold under the number, taken back. */
export function reversal(draft: Draft, sold: readonly (Item & Pick<OrderLine, 'currency'>)[]): OrderLine[] {
  return numbered(draft, sold.map(negative), joined(draft.row.event_id)).map((line, index) => ({ ...line, currency: sold[index]!.currency }));
}

const negative = (item: Item): Item => ({ ...item, kind: 'return', quantity: -item.quantity, amount: -item.amount });

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, LONGEST) : '');

/** The order's number as the event has it; '' when there is none. */
export const orderOf = ({ incoming }: Draft): string => text(incoming.properties.order_id).slice(0, 100);

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {});

/** The products; where none are told, one line of what the order brings. Shipping and tax are fees, a discount an adjustment. */
function itemsOf({ incoming: { properties }, sender }: Draft): Item[] {
  const code = currencyCode(properties.currency) ?? currencyCode(sender.currency);
  if (code === null) return [];
  const products = Array.isArray(properties.products) ? properties.products.flatMap((one: unknown) => productOf(fields(one), code)) : [];
  const extra = (['shipping', 'tax'] as const).flatMap((name) => single('fee', name, minorUnits(properties[name], code), code));
  const discount = minorUnits(properties.discount, code);
  const less = single('adjustment', 'discount', discount === null ? null : -discount, code);
  if (products.length > 0) return [...products, ...extra, ...less];
  const revenue = minorUnits(properties.revenue, code);
  if (revenue !== null) return [...single('sale', '', revenue, code), ...extra];
  // A total has everything in it, so its parts do not count again.
  return single('sale', '', minorUnits(properties.total, code), code);
}

function productOf(product: Fields, code: string): Item[] {
  const quantity = numberOf(product.quantity) ?? 1;
  const price = numberOf(product.price);
  if (price === null || Math.abs(quantity) > QUANTITY_MOST) return [];
  const amount = minorUnits(price * quantity, code);
  if (amount === null) return [];
  return [{ kind: 'sale', sku: text(product.sku) || text(product.product_id), description: text(product.name), quantity, unit_price: price, amount }];
}

const single = (kind: Item['kind'], sku: string, amount: number | null, code: string): Item[] =>
  (amount === null || amount === 0 ? [] : [{ kind, sku, description: '', quantity: 1, unit_price: amount / 10 ** fractionDigits(code), amount }]);

function numbered(draft: Draft, items: readonly Item[], salt: string): OrderLine[] {
  const { incoming, sender, row } = draft;
  const order = orderOf(draft);
  const currency = currencyCode(incoming.properties.currency) ?? currencyCode(sender.currency) ?? '';
  const { country } = fields(incoming.properties.shipping_address ?? incoming.context.location);
  const times = new Map<string, number>();
  return items.map((item): OrderLine => {
    const says = [row.workspace, order, item.kind, item.sku, item.description, item.quantity, item.unit_price, currency, salt].join('\u0000');
    const occurrence = (times.get(says) ?? 0) + 1;
    times.set(says, occurrence);
    return {
      workspace: row.workspace, order_id: order, line_id: hash63(`${says}\u0000${occurrence}`), time: new Date(row.time).toISOString().slice(0, 19), person: joined(row.person), ...item, currency,
      country: text(country), channel: text(incoming.properties.channel) || 'online', source: 'events', version: row.received,
    };
  });
}
