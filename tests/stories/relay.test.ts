import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, recordConsents } from '#customers/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { OWNER, eventually, openTestApplication, type Caller, type Json, type TestApplication } from '../application/open.ts';

const PEOPLE = ['anna', 'ben', 'gone', 'cara', 'later'];

let app: TestApplication;
let owner: Caller;
let relay: SMTPServer;
let campaign: number;
const received: { to: string; from: string; mail: Email }[] = [];
let tries = 0;

/** A real relay: takes what it gets, knows no "gone", and asks for patience once for "later". */
function openRelay(): Promise<number> {
  relay = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onRcptTo(address, _session, done) {
      if (address.address.startsWith('gone')) return done(Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 }));
      if (address.address.startsWith('later') && tries++ === 0) return done(Object.assign(new Error('4.3.2 come again'), { responseCode: 451 }));
      return done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
          received.push({ to: session.envelope.rcptTo[0]!.address, from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', mail });
          done();
        });
      });
    },
  });
  return new Promise((ready) => { relay.listen(0, '127.0.0.1', () => ready((relay.server.address() as AddressInfo).port)); });
}

const get = async (path: string): Promise<Json> => (await app.ask('GET', `/api/v1${path}`, { as: owner })).body;
const post = async (path: string, body: unknown = {}): Promise<Json> => (await app.ask('POST', `/api/v1${path}`, { as: owner, body })).body;

beforeAll(async () => {
  const port = await openRelay();
  app = await openTestApplication({ SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://news.shop.example' });
  owner = await app.signIn(OWNER.email, OWNER.password);
  const { workspace } = await post('/workspaces', { name: 'Shop', currency: 'EUR', timeZone: 'UTC', language: 'en' });
  await app.ask('PATCH', '/api/v1/workspace', { as: owner, body: { senderName: 'The Shop', senderEmail: 'news@shop.example', postalAddress: '1 High Street, London' } });
  const tools = { database: app.stores.database, clock: systemClock } as Tools;
  const at = new Date();
  const found = await identify(tools, PEOPLE.map((name) => ({ workspace, source: 'test', at, traits: { name }, identities: [{ kind: 'email' as const, value: `${name}@mail.test-shop.com` }] })));
  await app.stores.database.transaction().execute((transaction) => recordConsents(transaction, workspace, found.map((one) => ({
    customer: one.customer!, channel: 'email', purpose: 'marketing', state: 'granted' as const, wording: 'yes', source: 'test', proof: {}, at,
  }))));
  await eventually(async () => (await post('/segments/count', { rules: { match: 'all', rules: [] } })).emailConsent === PEOPLE.length);
});
afterAll(async () => {
  await app.stop();
  await new Promise<void>((closed) => { relay.close(() => closed()); });
});

describe('A campaign through a relay', () => {
  it('sends to whom the relay takes, and keeps what it refuses apart', async () => {
    const segment = await post('/segments', { name: 'All', rules: { match: 'all', rules: [] } });
    campaign = (await post('/campaigns', { name: 'News', segment: segment.id, holdoutShare: 0 })).id;
    await app.ask('PUT', `/api/v1/campaigns/${campaign}/contents/en`, { as: owner, body: { subject: 'News', blocks: [{ kind: 'text', text: 'Hello {{ customer.name }}' }] } });
    await post(`/campaigns/${campaign}/launch`);
    const results = await eventually(async () => { const r = await get(`/campaigns/${campaign}/results`); return r.messages?.sent === 3 && r.messages.waiting === 1 && r; }, 40);
    expect(results.messages).toMatchObject({ sent: 3, bounced: 1, waiting: 1, unknown: 0 });
    expect(received.map((one) => one.to.split('@')[0]).sort()).toEqual(['anna', 'ben', 'cara']);
  });

  it('signs and addresses every message as mail programs ask of senders', () => {
    const { mail, from } = received[0]!;
    const header = (name: string): string => mail.headers.find((each) => each.key === name)?.value ?? '';
    expect(mail.from).toMatchObject({ address: 'news@shop.example', name: 'The Shop' });
    expect(header('list-unsubscribe')).toMatch(/^<https:\/\/news\.shop\.example\/u\/[\w.-]+>$/);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('x-envelope-from')).toBe('');
    expect(from).toMatch(/^bounce\+.+@shop\.example$/);
    expect(mail.text).toContain('1 High Street, London');
    expect(mail.html).toContain('https://news.shop.example/u/');
  });

  it('never writes again to an address that bounced', async () => {
    const again = (await post('/campaigns', { name: 'More news', segment: (await get('/segments')).segments[0].id, holdoutShare: 0 })).id;
    const audience = await get(`/campaigns/${again}/audience`);
    expect(audience).toMatchObject({ treatment: 4, withheld: { suppressed: 1 } });
  });
});
