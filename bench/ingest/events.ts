import { seeded, type Random } from '#science/math/random.ts';

/**
 * Events as a shop's web site sends them through Segment's browser library: visits of 1 to 20 events, visitors who come
 * back, some signed in, pages of uneven popularity, properties with prices and ids, ids that are UUIDs.
 */
export interface Message { [name: string]: unknown; messageId: string; timestamp: string }

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 13; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN',
];
const REFERRERS = ['', '', 'https://www.google.com/', 'https://www.google.co.uk/', 'https://cn.bing.com/', 'https://www.facebook.com/', 'https://m.weibo.cn/', 'https://partner.example/reviews/best-shoes'];
const CAMPAIGNS = ['', '', '', '?utm_source=newsletter&utm_medium=email&utm_campaign=spring_sale', '?utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=EAIaIQobChMI'];
const LOCALES = ['en-GB', 'en-US', 'de-DE', 'zh-CN', 'zh-TW', 'fr-FR'];
const CATEGORIES = ['Shoes', 'Jackets', 'Trousers', 'Accessories', 'Outdoor', 'Sale'];
const PRODUCTS = 3000;
const HEX = '0123456789abcdef';

/** @param from ms since 1970 of the first event @param step ms between events */
export function* makeEvents(seed: number, from: number, step: number): Generator<Message> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!;
  const visits = Array.from({ length: 200 }, () => visit(random, pick));
  for (let at = from; ; at += step) {
    const slot = Math.floor(random.next() * visits.length);
    const now = visits[slot]!;
    yield now.next(at);
    if (now.left === 0) visits[slot] = visit(random, pick, random.next() < 0.4 ? now : undefined);
  }
}

interface Visit { left: number; visitor: string; user: number | null; next(at: number): Message }

function visit(random: Random, pick: <T>(list: readonly T[]) => T, before?: Visit): Visit {
  const visitor = before?.visitor ?? uuid(random);
  const user = before?.user ?? (random.next() < 0.25 ? 100_000 + Math.floor(random.next() * 50_000) : null);
  const [agent, locale, campaign] = [pick(AGENTS), pick(LOCALES), pick(CAMPAIGNS)];
  let referrer = pick(REFERRERS);
  let address = `https://shop.example.com/${campaign}`;
  let product = 0;
  const self: Visit = {
    left: 1 + Math.floor(random.next() ** 2 * 20), visitor, user,
    next(at) {
      self.left -= 1;
      const viewing = product > 0 && random.next() < 0.5;
      if (!viewing) {
        product = random.next() < 0.7 ? 1 + Math.floor(random.next() ** 3 * PRODUCTS) : 0;
        const category = CATEGORIES[product % CATEGORIES.length]!.toLowerCase();
        if (address !== `https://shop.example.com/${campaign}`) referrer = address.split('?')[0]!;
        address = product > 0 ? `https://shop.example.com/c/${category}/p/${product}-comfortable-item` : `https://shop.example.com/c/${category}?page=${Math.ceil(random.next() * 9)}`;
      }
      const title = product > 0 ? `Comfortable item ${product} | Example Shop` : 'Our range | Example Shop';
      return {
        messageId: `ajs-next-${at}-${uuid(random)}`, anonymousId: visitor, ...(user === null ? {} : { userId: String(user) }), timestamp: new Date(at).toISOString(),
        ...(viewing ? { type: 'track', ...happening(random, product) } : { type: 'page', properties: { path: new URL(address).pathname, referrer, search: '', title, url: address } }),
        context: {
          page: { path: new URL(address).pathname, referrer, search: new URL(address).search, title, url: address }, userAgent: agent, locale, timezone: 'Europe/London',
          library: { name: 'analytics.js', version: 'npm:next-1.84.3' },
        },
      };
    },
  };
  return self;
}

function happening(random: Random, product: number): { event: string; properties: object } {
  const price = 5 + (product * 7919) % 200 + 0.99;
  const about = { product_id: String(product), sku: `SKU-${product}`, name: `Comfortable item ${product}`, category: CATEGORIES[product % CATEGORIES.length], price, currency: 'GBP', quantity: 1 };
  const chance = random.next();
  if (chance < 0.75) return { event: 'Product Viewed', properties: about };
  if (chance < 0.95) return { event: 'Product Added', properties: { ...about, cart_id: uuid(random) } };
  return { event: 'Order Completed', properties: { order_id: `O-${Math.floor(random.next() * 1e9)}`, revenue: price, shipping: 3.95, currency: 'GBP', products: [about] } };
}

function uuid(random: Random): string {
  let text = '';
  for (let i = 0; i < 36; i += 1) text += i === 8 || i === 13 || i === 18 || i === 23 ? '-' : i === 14 ? '4' : HEX[Math.floor(random.next() * 16)];
  return text;
}
