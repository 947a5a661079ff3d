import type { Caller, TestApplication } from '../application/open.ts';
import { eventually } from '../application/open.ts';

const DAY = 86_400_000;
const COUNTRIES = ['GB', 'DE', 'CN', 'FR'];
const GOODS = [['T-1', 'Spring tea, first flush, hand-picked in the early morning', 18], ['M-2', 'Mug', 9.5], ['K-3', '礼盒装龙井 250 克', 64]] as const;

/** A shop that has sold for fourteen months: sixty customers, some of whom come back, some of whom send back. */
export function ordersOf(now: number): Record<string, unknown>[] {
  return Array.from({ length: 240 }, (_, n) => {
    const customer = n % 3 === 0 ? n % 20 : n % 60;
    const [id, name, price] = GOODS[n % 3]!;
    const quantity = 1 + (n % 4);
    return {
      type: 'track', event: 'Order Completed', messageId: `order-${n}`, userId: `c${customer}`, timestamp: new Date(now - (420 - n * 1.74) * DAY).toISOString(),
      context: { traits: { email: `person${customer}@mail.example`, name: customer % 5 === 0 ? '欧阳静雯' : `Person ${customer}` } },
      properties: { order_id: `O${n}`, currency: 'GBP', total: price * quantity, country: COUNTRIES[customer % 4], products: [{ product_id: id, sku: id, name, price, quantity }] },
    };
  });
}

/** Sends the orders in as a website would, and waits until the reports know them. */
export async function fillShop(app: TestApplication, owner: Caller): Promise<void> {
  const keys = await app.ask('GET', '/api/v1/write-keys', { as: owner });
  const authorization = `Basic ${Buffer.from(`${keys.body.keys[0]!.key}:`).toString('base64')}`;
  const orders = ordersOf(Date.now());
  for (let from = 0; from < orders.length; from += 100) {
    const sent = await app.ask('POST', '/v1/batch', { body: { batch: orders.slice(from, from + 100) }, headers: { authorization } });
    if (sent.status !== 200) throw new Error(`the batch was answered ${sent.status}: ${JSON.stringify(sent.body)}`);
  }
  const today = new Date().toISOString().slice(0, 10);
  await eventually(async () => {
    const { body } = await app.ask('GET', `/api/v1/reports/revenue-by-month?from=2000-01-01&to=${today}`, { as: owner });
    let told = 0;
    for (const row of body.rows) told += row['orders']!;
    return told === orders.length;
  });
}
