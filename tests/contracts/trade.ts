/** A little trade for queries to find: 24 customers who buy, buy again and return over half a year, and one sale without a customer. */
export function trade(workspace: number): object[] {
  const line = (order: number, person: number, day: number, kind: 'sale' | 'return', amount: number): object => ({
    workspace, order_id: `O${order}`, line_id: String(1000 + order), time: new Date(Date.UTC(2026, 0, 1 + day, 9)).toISOString().slice(0, 19).replace('T', ' '),
    person: String(person), kind, sku: `SKU${order % 3}`, description: `Article ${order % 3}`, quantity: kind === 'sale' ? '1' : '-1', unit_price: '10',
    amount: String(amount), currency: 'EUR', country: ['DE', 'FR', ''][order % 3], channel: 'web', source: 'example', version: '1',
  });
  const sales = Array.from({ length: 60 }, (_, i) => line(i, 1 + (i % 24), (i * 7) % 170, 'sale', 1000 + i * 10));
  return [...sales, line(60, 3, 60, 'return', -1000), line(61, 0, 90, 'sale', 500)];
}

/** Which customer each of these persons is. */
export const people = (workspace: number): object[] => Array.from({ length: 24 }, (_, i) => ({ workspace, person: String(i + 1), customer: String(i + 1), version: '1' }));
