import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, recordConsents } from '#customers/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { OWNER, eventually, openTestApplication, type Caller, type Json, type TestApplication } from '../application/open.ts';

/** Forty people: 0 to 29 agreed to e-mail, 30 to 35 did not, 36 to 39 agreed but have no address. */
const PEOPLE = Array.from({ length: 40 }, (_, i) => ({ id: `c${i}`, email: i < 36 ? `person${i}@mail.example` : null, agreed: i < 30 || i >= 36, language: i % 3 === 0 ? 'zh-Hant' : 'en' }));

let app: TestApplication;
let owner: Caller;
let writeKey: string;
let campaign: number;
let workspace: number;

const get = async (path: string): Promise<Json> => (await app.ask('GET', `/api/v1${path}`, { as: owner })).body;
const post = async (path: string, body: unknown = {}): Promise<Json> => {
  const answer = await app.ask('POST', `/api/v1${path}`, { as: owner, body });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const send = (kind: string, body: Record<string, unknown>): Promise<{ status: number }> =>
  app.ask('POST', `/v1/${kind}`, { body, headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` } });

beforeAll(async () => {
  app = await openTestApplication();
  owner = await app.signIn(OWNER.email, OWNER.password);
  workspace = (await post('/workspaces', { name: 'Tea & Sons <b>', currency: 'EUR', timeZone: 'UTC', language: 'en' })).workspace;
  writeKey = (await get('/write-keys')).keys[0]!.key;
  const tools = { database: app.stores.database, clock: systemClock } as Tools;
  const at = new Date();
  const found = await identify(tools, PEOPLE.map((person) => ({
    workspace, source: 'test', at, traits: { name: `Anne ${person.id} <i>`, language: person.language },
    identities: [{ kind: 'id' as const, value: person.id }, ...(person.email ? [{ kind: 'email' as const, value: person.email }] : [])],
  })));
  const agreed = found.flatMap((one, i) => (PEOPLE[i]!.agreed && one.customer !== null ? [one.customer] : []));
  await app.stores.database.transaction().execute((transaction) => recordConsents(transaction, workspace, agreed.map((customer) => ({
    customer, channel: 'email', purpose: 'marketing', state: 'granted' as const, wording: 'Yes, write to me', source: 'test', proof: {}, at,
  }))));
});
afterAll(() => app.stop());

describe('A campaign from draft to results', () => {
  it('counts an audience live, with and without consent', async () => {
    const rules = { match: 'all', rules: [{ fact: 'address', channel: 'email', is: true }] };
    const count = await eventually(async () => { const c = await post('/segments/count', { rules }); return c.customers === 36 && c.emailConsent === 30 && c; });
    expect(count).toMatchObject({ customers: 36, everybody: 40, withEmail: 36, emailConsent: 30 });
  });

  it('will not launch before it has an audience and a message, and says what is missing', async () => {
    campaign = (await post('/campaigns', { name: 'Spring tea', holdoutShare: 0.2, budget: 5000, expectedOrders: 3 })).id;
    // Of thirty people a seed of chance holds out nobody once in eight hundred times.
    await app.stores.database.updateTable('campaign').set({ seed: 'spring' }).where('id', '=', campaign).where('workspace', '=', workspace).execute();
    const refused = await app.ask('POST', `/api/v1/campaigns/${campaign}/launch`, { as: owner, body: {} });
    expect([refused.status, refused.body.code]).toEqual([409, 'campaigns.not-ready']);
  });

  it('refuses a message whose template cannot be read, and points out names that nobody has', async () => {
    const content = (text: string) => ({ subject: 'Hello', blocks: [{ kind: 'text', text }] });
    const broken = await app.ask('PUT', `/api/v1/campaigns/${campaign}/contents/en`, { as: owner, body: content('{{ customer.name') });
    expect(broken.body.code).toBe('campaigns.template-block');
    const seen = await post('/messages/preview', { content: content('Dear {{ customer.nmae }}'), language: 'en' });
    expect(seen.unknown).toEqual(['customer.nmae']);
  });

  it('writes to those who agreed, in their language, and holds some out', async () => {
    const all = await post('/segments', { name: 'Everybody', rules: { match: 'all', rules: [] } });
    await app.ask('PUT', `/api/v1/campaigns/${campaign}`, { as: owner, body: { name: 'Spring tea', segment: all.id, holdoutShare: 0.2, budget: 5000, expectedOrders: 3 } });
    const blocks = [{ kind: 'heading', text: 'Spring tea' }, { kind: 'text', text: 'Dear {{ customer.first_name | default: "friend" }},\nnew **tea** is here.' }, { kind: 'button', label: 'Look', url: 'https://shop.example/tea?x=1&y=2' }];
    await app.ask('PUT', `/api/v1/campaigns/${campaign}/contents/en`, { as: owner, body: { subject: 'Tea for {{ customer.first_name }}', preheader: 'Fresh', blocks } });
    await app.ask('PUT', `/api/v1/campaigns/${campaign}/contents/zh-Hant`, { as: owner, body: { subject: '{{ customer.name }},春茶到了', blocks: [{ kind: 'text', text: '您好' }, blocks[2]] } });
    const audience = await get(`/campaigns/${campaign}/audience`);
    expect(audience.withheld).toEqual({ 'no address': 4, 'no consent': 6, suppressed: 0, 'sample address': 0 });
    expect(audience.treatment + audience.holdout).toBe(30);
    await post(`/campaigns/${campaign}/launch`);
    const done = await eventually(async () => { const c = await get(`/campaigns/${campaign}`); return c.state === 'done' && c; });
    expect(done.launchedAt).not.toBeNull();
    const caught = await get('/caught?limit=200');
    expect(caught.total).toBe(audience.treatment);
    const english = caught.messages.filter((message: Json) => message.subject.startsWith('Tea for Anne'));
    expect(english.length).toBeGreaterThan(0);
    expect(caught.messages.length - english.length).toBeGreaterThan(0);
  });

  it('makes messages that cannot be broken by a name, with a link, an opening and one-click unsubscribe', async () => {
    const caught = await get('/caught?limit=200');
    const line = caught.messages.find((message: Json) => message.subject.startsWith('Tea for'))!;
    const message = await get(`/caught/${line.id}`);
    expect(message.html).not.toContain('<i>');
    const header = (name: string): string => message.headers.find((each: Json) => each.name === name)!.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const leave = new URL(header('list-unsubscribe').slice(1, -1));
    const link = new URL(/href="([^"]*\/l\/[^"]+)"/.exec(message.html)![1]!);
    const opening = new URL(/src="([^"]*\/o\/[^"]+)"/.exec(message.html)![1]!);
    const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36' };
    await app.ask('GET', opening.pathname, { headers: agent });
    const followed = await fetch(`${app.url}${link.pathname}`, { redirect: 'manual', headers: agent });
    expect(followed.status).toBe(302);
    expect(followed.headers.get('location')).toBe('https://shop.example/tea?x=1&y=2&utm_source=tributary&utm_medium=email&utm_campaign=campaign-' + String(campaign));
    expect((await app.ask('GET', link.pathname.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status).toBe(404);
    expect((await app.ask('GET', leave.pathname)).status).toBe(200); // scanners follow every link
    expect((await app.ask('HEAD', leave.pathname)).status).toBe(200);
    const still = await eventually(async () => { const r = await get(`/campaigns/${campaign}/results`); return r.messages.clicked === 1 && r; });
    expect(still.messages).toMatchObject({ opened: 1, unsubscribed: 0 });
    const left = await fetch(`${app.url}${leave.pathname}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
    expect(left.status).toBe(200);
    const results = await eventually(async () => { const r = await get(`/campaigns/${campaign}/results`); return r.messages.unsubscribed === 1 && r; });
    expect(results.messages).toMatchObject({ delivered: results.messages.sent, confirmed: results.messages.sent, hearing: 'caught', bounced: 0, complained: 0 });
    const rules = { match: 'all', rules: [{ fact: 'consent', channel: 'email', purpose: 'marketing', is: true }] };
    await eventually(async () => (await post('/segments/count', { rules })).customers === 33);
  });

  it('credits an order after the click, and compares the arms', async () => {
    const clicked = (await get('/caught?limit=200')).messages.find((message: Json) => message.subject.startsWith('Tea for'))!;
    const person = PEOPLE.find((each) => each.email === clicked.to[0])!;
    const other = PEOPLE.find((each) => each.agreed && each.email && each.email !== clicked.to[0])!;
    for (const [who, total] of [[person, 12.5], [other, 99]] as const) {
      const sent = await send('track', { userId: who.id, event: 'Order Completed', messageId: `order-${who.id}`, properties: { order_id: `o-${who.id}`, currency: 'EUR', total, products: [{ product_id: 'tea', name: 'Tea', price: total, quantity: 1 }] } });
      expect(sent.status).toBe(200);
    }
    const results = await eventually(async () => { const r = await get(`/campaigns/${campaign}/results`); return r.afterClick.orders === 1 && r.arms.reduce((sum: number, arm: Json) => sum + arm.orders, 0) === 2 && r; });
    expect(results.afterClick).toMatchObject({ orders: 1, customers: 1, revenue: 1250, windowDays: 7 });
    expect(results.cost.budget).toBe(5000);
    expect(results.expected.orders).toBe(3);
    expect(results.added).toHaveProperty('buyers');
  });

  it('says why there is no advice while the window is open', async () => {
    const judged = await get('/proposals');
    expect(judged.proposals).toEqual([]);
    expect(judged.nothing.map((each: Json) => each.advice).sort()).toEqual(['stop-what-loses', 'write-to-the-held-out']);
    expect(judged.nothing.find((each: Json) => each.advice === 'write-to-the-held-out')!.says).toMatch(/still within its window/);
  });
});
