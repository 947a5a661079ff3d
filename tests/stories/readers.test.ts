import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, inForce, recordConsents } from '#customers/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { OWNER, eventually, openTestApplication, type Caller, type Json, type TestApplication } from '../application/open.ts';

/** Twelve who agreed. The fifth has an attribute that no template can count to; the sixth has no name; the seventh's name would break an address. */
const PEOPLE = Array.from({ length: 12 }, (_, i) => ({ email: `reader${i}@mail.example`, name: i === 5 ? null : i === 6 ? '陈 & Söhne?' : `Anne ${i}`, rounds: i === 4 ? 10_000_000 : 1 }));

let app: TestApplication;
let owner: Caller;
let workspace: number;
let customers: number[];
let everybody: number;

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/v1${path}`, { as: owner, ...(body === undefined ? {} : { body }) });
const get = async (path: string): Promise<Json> => (await ask('GET', path)).body;
const post = async (path: string, body: unknown = {}): Promise<Json> => (await ask('POST', path, body)).body;
const text = (subject: string, body: string, url?: string) => ({ subject, blocks: [{ kind: 'text', text: body }, ...(url ? [{ kind: 'button', label: 'Look', url }] : [])] });

async function draft(content: Json): Promise<number> {
  const { id } = await post('/campaigns', { name: content.subject, segment: everybody, holdoutShare: 0 });
  expect((await ask('PUT', `/campaigns/${id}/contents/en`, content)).status).toBe(200);
  return id;
}
const ended = (id: number): Promise<Json> => eventually(async () => (await get(`/campaigns/${id}`)).state === 'done' && (await get(`/campaigns/${id}/results`)).messages);
const caught = async (subject: RegExp): Promise<Json[]> => (await get('/caught?limit=200')).messages.filter((message: Json) => subject.test(message.subject));

beforeAll(async () => {
  app = await openTestApplication();
  owner = await app.signIn(OWNER.email, OWNER.password);
  workspace = (await post('/workspaces', { name: 'Readers', currency: 'EUR', timeZone: 'UTC', language: 'en' })).workspace;
  const at = new Date();
  const found = await identify({ database: app.stores.database, clock: systemClock } as Tools, PEOPLE.map(({ email, name, rounds }) => ({
    workspace, source: 'test', at, traits: { ...(name ? { name } : {}), rounds }, identities: [{ kind: 'email' as const, value: email }],
  })));
  customers = found.map(({ customer }) => customer!);
  await app.stores.database.transaction().execute((transaction) => recordConsents(transaction, workspace, customers.map((customer) => ({
    customer, channel: 'email', purpose: 'marketing', state: 'granted' as const, wording: 'Yes', source: 'test', proof: {}, at,
  }))));
  everybody = (await post('/segments', { name: 'Everybody', rules: { match: 'all', rules: [] } })).id;
});
afterAll(() => app.stop());

describe('A message filled in for its readers', () => {
  it('fails for the reader whose values break it and for the one it leaves without a subject, and goes out to all others', async () => {
    const id = await draft(text('{{ customer.name }}', '{% for i in (1..customer.attributes.rounds) %}tea{% endfor %}'));
    await post(`/campaigns/${id}/launch`);
    expect(await ended(id)).toMatchObject({ audience: 12, sent: 10, failed: 2, unknown: 0 });
    const reasons = await app.stores.database.selectFrom('delivery').select('reason').where('workspace', '=', workspace).where('campaign', '=', id).where('state', '=', 'failed').orderBy('id').execute();
    expect(reasons.map(({ reason }) => reason)).toEqual(['template: memory alloc limit exceeded', 'template: the subject is empty for this reader']);
  });

  it('puts the reader into the address of a link, encoded once, in the preview and at the click, and counts one link', async () => {
    const content = text('Links', 'tea', 'https://shop.example/for?who={{ customer.name }}&mail={{ customer.email | url_encode }}#{{ customer.nothing }}');
    const preview = await post('/messages/preview', { content, language: 'en', customer: customers[6] });
    const want = 'https://shop.example/for?who=%E9%99%88%20%26%20S%C3%B6hne%3F&mail=reader6%40mail.example#';
    expect(preview.html.replaceAll('&amp;', '&')).toContain(`"${want}"`);
    expect(preview.unknown).toEqual(['customer.nothing']);
    const id = await draft(content);
    await post(`/campaigns/${id}/launch`);
    await ended(id);
    const mine = (await caught(/^Links/)).find((message) => message.to[0] === PEOPLE[6]!.email)!;
    const link = new URL(/href="([^"]*\/l\/[^"]+)"/.exec((await get(`/caught/${mine.id}`)).html)![1]!);
    const followed = await fetch(`${app.url}${link.pathname}`, { redirect: 'manual', headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0' } });
    const went = new URL(followed.headers.get('location')!);
    expect([went.searchParams.get('who'), went.searchParams.get('mail'), went.searchParams.get('utm_medium')]).toEqual(['陈 & Söhne?', PEOPLE[6]!.email, 'email']);
    const { links } = await eventually(async () => { const r = await get(`/campaigns/${id}/results`); return r.links.length > 0 && r; });
    expect(links).toMatchObject([{ url: content.blocks[1]!.url }]);
  });

  it('fetches no font: nobody else hears of an opening', async () => {
    const { html } = await post('/messages/preview', { content: text('Fonts', 'tea'), language: 'en' });
    expect(html.match(/(?:src|href|url\()="?https?:\/\/[^"')]+/g)!.filter((address: string) => !address.includes(new URL(app.url).host))).toEqual([]);
  });

  it('says which block of a message cannot be read, in the words of its author', async () => {
    const refused = async (content: Json) => (await ask('POST', '/messages/preview', { content, language: 'en' })).body;
    expect(await refused({ subject: 'x', blocks: [{ kind: 'divider' }, { kind: 'text', text: 'Dear {{ customer.name' }] })).toMatchObject({
      code: 'campaigns.template-block', message: 'Block 2 of the message in English cannot be read: output "{{ customer.name" not closed.',
    });
    expect(await refused(text('{% if %}', 'x'))).toMatchObject({ code: 'campaigns.template-subject' });
    expect(await refused(text('x', 'x', 'https://shop.example/{{ customer.name | shout }}'))).toMatchObject({ code: 'campaigns.template-block', values: { block: 2, reason: 'undefined filter: shout' } });
    expect(await refused({ subject: 'x', blocks: [{ kind: 'text', text: '{% if customer.name %}' }, { kind: 'text', text: 'x{% endif %}' }] })).toHaveProperty('html');
  });
});

describe('Two records that become one customer after the launch', () => {
  it('get the campaign once, in the arm of the first, and nothing when the customer they became has taken consent back', async () => {
    const id = await draft(text('Joined', 'tea'));
    await post(`/campaigns/${id}/launch`);
    await ended(id);
    // As it would stand if it had been paused with its audience written down and nothing sent.
    await app.stores.database.updateTable('delivery').set({ state: 'queued', sent_at: null }).where('campaign', '=', id).execute();
    await app.stores.database.updateTable('campaign').set({ state: 'paused' }).where('id', '=', id).execute();
    const before = (await caught(/^Joined/)).length;
    const [a, b, c, d] = customers as [number, number, number, number];
    await post(`/customers/${b}/merge`, { other: a, confirmed: true });
    await post(`/customers/${d}/merge`, { other: c, confirmed: true });
    await post(`/customers/${d}/consents`, { channel: 'email', state: 'withdrawn', wording: 'By telephone' });
    expect(await inForce(app.stores.database, workspace, [a, b, c, d], 'email', 'marketing')).toEqual(new Set([a, b]));
    await post(`/campaigns/${id}/resume`);
    expect(await ended(id)).toMatchObject({ audience: 12, sent: 9, withheld: { 'no consent': 2, merged: 1 } });
    const got = (await caught(/^Joined/)).slice(0, -before).map((message) => message.to[0]);
    expect(got.filter((address) => PEOPLE.slice(0, 4).some(({ email }) => email === address))).toEqual([PEOPLE[0]!.email]);
  });
});

describe('The timeline of a reader', () => {
  it('tells of a message when things happened to it, not when they were written down: sent before delivered', async () => {
    const times = await eventually(async () => {
      const { entries } = await get(`/customers/${customers[8]}/timeline?limit=50`);
      const of = (name: string): Map<string, number> => new Map(entries.flatMap((entry: Json) => (entry.name === name ? [[entry.delivery, Date.parse(entry.at)]] : [])));
      return of('Email Sent').size === 3 && of('Email Delivered').size === 3 && { sent: of('Email Sent'), delivered: of('Email Delivered') };
    });
    for (const [delivery, at] of times.sent) expect(times.delivered.get(delivery)! - at, `delivery ${delivery}`).toBeGreaterThanOrEqual(0);
  });
});
