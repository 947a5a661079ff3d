import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IncomingEvent } from '#vocabulary/event.ts';
import { joined, personOf } from '#customers/identity/person.ts';
import { originOf } from '../channels/referrers.ts';
import { PIPELINE, draftOf, runSteps } from '../pipeline.ts';
import type { EventRow, Key, Sender } from './contract.ts';

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const RECEIVED = '2026-03-01T12:00:00.000Z';

const incoming = (over: Partial<IncomingEvent> = {}): IncomingEvent => ({
  workspace: 1, messageId: 'm1', kind: 'track', name: 'Clicked', anonymousId: 'v1', userId: null, previousId: null, groupId: null,
  traits: {}, properties: {}, context: {}, timestamp: null, sentAt: null, receivedAt: RECEIVED, origin: 'http', ...over,
});

/** The row, or the reason why there is none. */
function through(over: Partial<IncomingEvent>, sender: Sender = { userAgent: '', currency: 'EUR' }, seen = new Set<string>()): EventRow | string {
  const draft = draftOf(incoming(over), sender);
  const tools = { seen: (_: number, id: Key) => seen.has(joined(id)) || !seen.add(joined(id)) };
  return runSteps(PIPELINE, draft, tools) ?? draft.row;
}
const row = (over: Partial<IncomingEvent>, sender?: Sender): EventRow => {
  const made = through(over, sender);
  if (typeof made === 'string') throw new Error(`dropped: ${made}`);
  return made;
};
const at = (url: string, referrer = '', more: object = {}): Partial<IncomingEvent> => ({ kind: 'page', name: '', context: { page: { url, referrer, title: 'T' }, ...more } });

describe('limits', () => {
  it('leave out a name of 201 characters and keep one of 200', () => {
    expect(through({ name: 'n'.repeat(201) })).toBe('name');
    expect(row({ name: 'n'.repeat(200) }).name).toHaveLength(200);
  });
  it('measure properties in bytes of UTF-8', () => {
    expect(through({ properties: { a: '王'.repeat(11_000) } })).toBe('size');
    expect(row({ properties: { a: '王'.repeat(10_000) } }).properties).toHaveLength(10_008);
  });
  it('keep the traits of a person out of the event', () => {
    expect(row({ kind: 'identify', traits: { email: 'a@b.c' }, properties: { email: 'a@b.c' } }).properties).toBe('{}');
  });
});

describe('time', () => {
  const timeIn = (over: Partial<IncomingEvent>): string => new Date(row(over).time).toISOString();
  it('takes the error of the sender\'s clock out, by Segment\'s rule', () => {
    expect(timeIn({ timestamp: '2026-03-01T15:00:00.000Z', sentAt: '2026-03-01T15:00:10.000Z' })).toBe('2026-03-01T11:59:50.000Z');
  });
  it('trusts a timestamp without sentAt, however old', () => {
    expect(timeIn({ timestamp: '2019-05-05T05:05:05+08:00' })).toBe('2019-05-04T21:05:05.000Z');
  });
  it.each(['2027-01-01T00:00:00Z', 'yesterday', '1970-01-01T00:00:00Z', ''])('falls back to the time of arrival for %j', (timestamp) => {
    expect(timeIn({ timestamp })).toBe(RECEIVED);
  });
});

describe('person', () => {
  const personIn = (over: Partial<IncomingEvent>): string => joined(row(over).person);
  it('is the user where one is named, else the visitor', () => {
    expect(row({ userId: 'u1' })).toMatchObject({ visitor: 'v1', user: 'u1' });
    expect(personIn({ userId: 'u1' })).toBe(personOf({ kind: 'id', value: 'u1' }));
    expect(personIn({})).toBe(personOf({ kind: 'visitor', value: 'v1' }));
  });
  it('is a customer of ours only when we say so ourselves', () => {
    expect(personIn({ context: { customer: 7 }, origin: 'delivery' })).toBe(personOf({ kind: 'customer', value: '7' }));
    expect(personIn({ context: { customer: 7 } })).toBe(personOf({ kind: 'visitor', value: 'v1' }));
  });
  it('cannot be nobody', () => expect(through({ anonymousId: null })).toBe('no identity'));
});

describe('duplicates', () => {
  it('are one message id in one workspace', () => {
    const seen = new Set<string>();
    expect(through({}, undefined, seen)).toBeTypeOf('object');
    expect(through({ name: 'Other' }, undefined, seen)).toBe('duplicate');
    expect(through({ workspace: 2 }, undefined, seen)).toBeTypeOf('object');
  });
});

describe('bots', () => {
  const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
  it('are left out of pages and tracks that came from the web', () => {
    expect(through(at('https://a.example/', '', { userAgent: googlebot }))).toBe('bot');
    expect(through({ context: { library: { name: 'tributary.js' } } }, { userAgent: googlebot, currency: '' })).toBe('bot');
  });
  it('are not suspected in servers, imports and our own events', () => {
    expect(through({ context: { library: { name: '@segment/analytics-node' } } }, { userAgent: 'curl/8.1', currency: '' })).toBeTypeOf('object');
    expect(through({ context: { userAgent: googlebot }, origin: 'import' })).toBeTypeOf('object');
  });
  it('are not browsers that have no window', () => {
    expect(through({ context: { userAgent: CHROME.replace('Chrome', 'HeadlessChrome') } })).toBeTypeOf('object');
  });
});

describe('page', () => {
  it('is taken apart into host, path and title', () => {
    expect(row(at('https://u:p@Shop.Example.com:8443/a/b?x=1#y', 'https://news.example.org/z'))).toMatchObject({ url_host: 'shop.example.com', url_path: '/a/b', title: 'T', referrer: 'news.example.org' });
    expect(row(at('https://shop.example.com'))).toMatchObject({ url_path: '/', referrer: '' });
    expect(row(at('not a url'))).toMatchObject({ url_host: '', url_path: '' });
  });
  it('does not refer to itself', () => {
    expect(row(at('https://shop.example.com/b', 'https://www.shop.example.com/a'))).toMatchObject({ referrer: '', source: '', medium: '' });
  });
  it('of a page call may stand in its properties', () => {
    expect(row({ kind: 'page', properties: { url: 'https://a.example/p', title: 'P' } })).toMatchObject({ url_host: 'a.example', url_path: '/p', title: 'P' });
  });
});

describe('campaign', () => {
  it.each([
    ['https://a.example/?utm_source=News&utm_medium=Email&utm_campaign=May+Sale', 'https://www.google.com/', 'news', 'email', 'May Sale'],
    ['https://a.example/?gclid=1&utm_campaign=brand', 'https://www.google.com/', 'google', 'cpc', 'brand'],
    ['https://a.example/?bd_vid=1', '', 'baidu', 'cpc', ''],
    ['https://a.example/', 'https://www.google.co.uk/', 'google', 'organic', ''],
    ['https://a.example/', 'https://cn.bing.com/search?q=x', 'bing', 'organic', ''],
    ['https://a.example/', 'https://m.weibo.cn/status/1', 'weibo', 'social', ''],
    ['https://a.example/', 'https://www.zhihu.com/question/1', 'zhihu', 'social', ''],
    ['https://a.example/', 'https://chatgpt.com/', 'chatgpt', 'ai', ''],
    ['https://a.example/', 'https://gemini.google.com/app', 'gemini', 'ai', ''],
    ['https://a.example/', 'https://mail.google.com/mail', 'mail.google.com', 'email', ''],
    ['https://a.example/', 'https://www.partner.example/x', 'partner.example', 'referral', ''],
    ['https://a.example/', '', '', '', ''],
  ])('of %s from %s', (url, referrer, source, medium, name) => {
    expect(row(at(url, referrer))).toMatchObject({ source, medium, campaign: name });
  });
  it('may be said by the library', () => {
    expect(row({ context: { campaign: { name: 'C', source: 'S', medium: 'M' } } })).toMatchObject({ source: 's', medium: 'm', campaign: 'C' });
  });
  const lists = join(import.meta.dirname, '../../../../../shared/data/referrers/Socials.yml');
  it.runIf(existsSync(lists))('knows every plain host of the list of social networks (shared data at hand)', () => {
    const hosts = [...readFileSync(lists, 'utf8').matchAll(/^ {2}- ([a-z0-9.-]+)$/gm)].map((found) => found[1]!);
    expect(hosts.length).toBeGreaterThan(150);
    expect(hosts.filter((host) => originOf(host).medium !== 'social')).toEqual([]);
  });
});

describe('device', () => {
  it.each([
    [CHROME, 'desktop', 'Chrome', 'Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN', 'mobile', 'WeChat', 'iOS'],
    ['Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107 Mobile Safari/537.36 wxwork/4.1 MicroMessenger/7.0.1', 'mobile', 'WeCom', 'Android'],
    ['Mozilla/5.0 (Linux; U; Android 12) AppleWebKit/537.36 Chrome/69 Mobile UCBrowser/11.6 AliApp(DingTalk/6.5.50)', 'mobile', 'DingTalk', 'Android'],
    ['Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/95 Mobile Safari/537.36 aweme_270300 JsSdk/1.0', 'mobile', 'Douyin', 'Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 discover/8.20 xhsminiapp', 'mobile', 'Xiaohongshu', 'iOS'],
  ])('%s', (userAgent, kind, browser, system) => {
    expect(row({ context: { userAgent } })).toMatchObject({ device: kind, browser, system });
  });
  it('stays open for what a server sent', () => expect(row({}, { userAgent: 'curl/8', currency: '' })).toMatchObject({ device: '', browser: '', system: '' }));
});

describe('commerce', () => {
  const order = (properties: object): EventRow => row({ name: 'Order Completed', properties: { order_id: 5, ...properties } });
  it('takes revenue in minor units of its currency', () => {
    expect(order({ revenue: 19.99, currency: 'usd' })).toMatchObject({ order_id: '5', revenue: 1999, currency: 'USD' });
    expect(order({ revenue: '1200', currency: 'JPY' })).toMatchObject({ revenue: 1200, currency: 'JPY' });
    expect(order({ total: 1.005 })).toMatchObject({ revenue: 101, currency: 'EUR' });
    expect(order({ revenue: 1.2345, currency: 'KWD' })).toMatchObject({ revenue: 1235 });
  });
  it('says nothing where nothing sensible was said', () => {
    expect(order({ revenue: 'a lot' })).toMatchObject({ revenue: null, currency: '' });
    expect(order({ revenue: Number.MAX_VALUE })).toMatchObject({ revenue: null });
    expect(row({ name: 'Order Refunded', properties: { order_id: 'x', revenue: 5 } })).toMatchObject({ order_id: 'x', revenue: null });
  });
});

describe('delivery', () => {
  it('is believed only of events of our own', () => {
    expect(row({ origin: 'delivery', properties: { delivery: 12 } }).delivery).toBe('12');
    expect(row({ properties: { delivery: 12 } }).delivery).toBe('0');
  });
});
