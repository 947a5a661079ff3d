import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, eventually, openTestApplication, type Caller, type TestApplication } from '../application/open.ts';
import { openCompany, openRelay, type Company, type Relay } from './relay.ts';

const PEOPLE = ['anna', 'ben', 'gone', 'cara', 'later', '王小明'];
const SUBJECT = '春茶上市：今年第一批明前龙井、碧螺春与安吉白茶，限量供应，老顾客先到先得 – Spring tea is here';
const LONG = `${'A very long line of tea without any break at all '.repeat(60)}ends.`;

let app: TestApplication;
let owner: Caller;
let relay: Relay;
let company: Company;
let campaign: number;
let tries = 0;
let refused: number | null = null;

beforeAll(async () => {
  relay = await openRelay({
    refuseSender: () => { if (refused === null) return null; refused++; return { reply: 550, text: '5.7.60 not allowed to send as this sender' }; },
    refuse: (to) => {
      if (to.startsWith('gone')) return { reply: 550, text: '5.1.1 no such mailbox' };
      return to.startsWith('later') && tries++ === 0 ? { reply: 451, text: '4.3.2 come again' } : null;
    },
  });
  app = await openTestApplication({ SMTP_URL: relay.url, PUBLIC_URL: 'https://news.shop.example', BOUNCE_ADDRESS: 'bounces+*@shop.example' });
  owner = await app.signIn(OWNER.email, OWNER.password);
  company = await openCompany(app, owner, PEOPLE.map((name) => (/^[a-z]+$/.test(name) ? name : 'xiaoming')));
});
let stopped = false;
const stop = async (): Promise<void> => { if (!stopped) { stopped = true; await app.stop(); } };
afterAll(async () => {
  await stop();
  await relay.close();
});

describe('A campaign through a relay', () => {
  it('sends to whom the relay takes, and keeps what it refuses apart', async () => {
    campaign = await company.launch(SUBJECT, LONG);
    const results = await eventually(async () => { const r = await company.get(`/campaigns/${campaign}/results`); return r.messages?.sent === 4 && r.messages.waiting === 1 && r; });
    expect(results.messages).toMatchObject({ sent: 4, delivered: 4, confirmed: 0, hearing: 'unheard', bounced: 1, waiting: 1, unknown: 0 });
    expect(relay.taken.map((one) => one.to.split('@')[0]).sort()).toEqual(['anna', 'ben', 'cara', 'xiaoming']);
  });

  it('signs and addresses every message as mail programs ask of senders', () => {
    const { mail, from, envelopeId } = relay.taken[0]!;
    const header = (name: string): string => mail.headers.filter((each) => each.key === name).map(({ value }) => value).join('|');
    expect(mail.from).toMatchObject({ address: 'news@shop.example', name: '清香茶行' });
    expect(header('list-unsubscribe')).toMatch(/^<https:\/\/news\.shop\.example\/u\/[\w.-]+>$/);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('message-id')).toMatch(/^<[\w.-]+@shop\.example>$/);
    expect(Date.parse(header('date'))).toBeGreaterThan(Date.now() - 600_000);
    expect([header('auto-submitted'), header('precedence'), header('x-auto-response-suppress')]).toEqual(['auto-generated', 'bulk', 'OOF, AutoReply']);
    expect(new Set(relay.taken.map((one) => one.mail.headers.find(({ key }) => key === 'feedback-id')!.value)).size).toBe(1); // Gmail counts by it
    expect(from).toMatch(/^bounces\+[0-9a-z]+-[0-9a-z]+-[0-9a-f]{32}@shop\.example$/);
    expect(envelopeId).toBe(/\+(.*)@/.exec(from)![1]);
    expect(from.split('@')[0]!.length).toBeLessThanOrEqual(64);
    expect(new Set(relay.taken.map((one) => one.from)).size).toBe(relay.taken.length);
    expect(mail.text).toContain('1 High Street, London');
    expect(mail.html).toContain('https://news.shop.example/u/');
  });

  it('writes Chinese and long lines so that every relay can carry them', () => {
    for (const { mail, source } of relay.taken) {
      const [head = '', ...body] = source.toString('latin1').split('\r\n\r\n');
      expect(mail.subject).toBe(SUBJECT);
      expect(head, 'a header in other letters than ASCII is an encoded word (RFC 2047)').toMatch(/^[\t\r\n\x20-\x7e]*$/);
      for (const [word] of head.matchAll(/=\?[^?]+\?[BQ]\?[^?]*\?=/gi)) expect(word.length).toBeLessThanOrEqual(75);
      for (const line of [...head.split('\r\n'), ...body.join('\r\n\r\n').split('\r\n')]) expect(line.length).toBeLessThanOrEqual(998); // RFC 5322, section 2.1.1
      expect(mail.html!.replace(/\s+/g, ' ')).toContain(LONG.slice(0, 300));
    }
  });

  it('never writes again to an address that bounced', async () => {
    const again = (await company.post('/campaigns', { name: 'More news', segment: company.segment, holdoutShare: 0 })).id;
    const audience = await company.get(`/campaigns/${again}/audience`);
    expect(audience).toMatchObject({ treatment: 5, withheld: { suppressed: 1 } });
  });

  it('asks a relay that will not serve us once for each message and then leaves it alone, and blames no customer', async () => {
    refused = 0;
    const next = await company.launch('Refused');
    const waits = await eventually(async () => {
      const rows = await app.stores.database.selectFrom('delivery').select(['state', 'next_at', 'reason']).where('campaign', '=', next).where('workspace', '=', company.workspace).where('attempts', '=', 1).execute();
      return rows.length === 5 && rows.every(({ state }) => state === 'queued') && rows;
    });
    for (const { next_at, reason } of waits) {
      expect(reason).toContain('5.7.60');
      expect(next_at!.getTime()).toBeGreaterThan(Date.now() + 500_000);
    }
    expect(refused).toBe(5);
    expect((await company.get(`/campaigns/${next}`)).state).toBe('sending');
    expect((await company.get(`/campaigns/${next}/audience`)).withheld.suppressed).toBe(1); // "gone", as before
  });

  it('is not launched under a sender that the company did not name', async () => {
    await app.ask('PATCH', '/api/v1/workspace', { as: owner, body: { senderEmail: '' } });
    const { id } = await company.post('/campaigns', { name: 'Nameless', segment: company.segment, holdoutShare: 0 });
    await app.ask('PUT', `/api/v1/campaigns/${id}/contents/en`, { as: owner, body: { subject: 'News', blocks: [{ kind: 'text', text: 'Hello' }] } });
    const refused = await app.ask('POST', `/api/v1/campaigns/${id}/launch`, { as: owner, body: {} });
    expect([refused.status, refused.body.code, JSON.stringify(refused.body)]).toEqual([409, 'campaigns.not-ready', expect.stringContaining('e-mail address of the sender')]);
  });

  it('is let go of when the application stops: whoever waits for its connections would wait for ever', async () => {
    expect(relay.held()).toBeGreaterThan(0);
    await stop();
    await expect.poll(() => relay.held()).toBe(0);
  });
});
