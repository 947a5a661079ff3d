import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, eventually, openTestApplication, type Caller, type Json, type TestApplication } from '../application/open.ts';
import { freePort } from '../free-port.ts';
import { openCompany, openRelay, type Company, type Relay, type Taken } from './relay.ts';
import { mailReport, reportOn } from './reports.ts';

const PEOPLE = ['anna', 'gone', 'quick', 'full', 'late', 'filtered', 'grumpy', 'away', 'ben'];
/** What the server behind the relay sends back for each; nothing for the others. */
const REPORTS: Record<string, [string, ((text: string) => string)?]> = {
  anna: ['exchange-success'], gone: ['postfix-failed'], quick: ['postfix-failed'], full: ['exim-full'], late: ['postfix-delayed'], away: ['out-of-office'],
  filtered: ['postfix-failed', (text) => text.replace('Status: 5.1.1', 'Status: 5.7.1').replace(/550 5\.1\.1.*\n.*mailbox table/, '550 5.7.1 message looks like spam')],
};

let app: TestApplication;
let owner: Caller;
let relay: Relay;
let port: number;
let company: Company;
let campaign: number;

const nameOf = (one: Taken): string => one.to.split('@')[0]!;
const takenFor = (name: string): Taken => relay.taken.find((one) => nameOf(one) === name)!;
const results = (id = campaign): Promise<Json> => company.get(`/campaigns/${id}/results`);
const timeline = async (name: string): Promise<Json[]> => (await company.get(`/customers/${company.customers.get(name)}/timeline`)).entries;
async function sendBack(one: Taken, name = nameOf(one)): Promise<void> {
  const report = REPORTS[name];
  if (report) await mailReport(port, one.from, reportOn(report[0], one, report[1]));
}

beforeAll(async () => {
  port = await freePort();
  relay = await openRelay({ onTaken: async (one) => { if (nameOf(one) === 'quick') await sendBack(one); } });
  app = await openTestApplication({ SMTP_URL: relay.url, PUBLIC_URL: 'https://news.shop.example', BOUNCE_ADDRESS: 'bounces+*@shop.example', BOUNCE_SMTP_PORT: String(port) });
  owner = await app.signIn(OWNER.email, OWNER.password);
  company = await openCompany(app, owner, PEOPLE);
});
afterAll(async () => {
  await app.stop();
  await relay.close();
});

describe('A relay that takes everything and says later what did not arrive', () => {
  it('counts what it took as sent, also when a bounce was quicker than its answer', async () => {
    campaign = await company.launch('News');
    await eventually(async () => (await company.get(`/campaigns/${campaign}`)).state === 'done');
    expect((await results()).messages).toMatchObject({ sent: 9, delivered: 8, bounced: 1, confirmed: 0, hearing: 'heard' });
  });

  it('takes back from "delivered" what bounces, at once or after days, and says what is confirmed', async () => {
    for (const one of relay.taken.filter((each) => nameOf(each) !== 'quick')) await sendBack(one);
    const { messages } = await results();
    expect(messages).toMatchObject({ audience: 9, sent: 9, delivered: 5, confirmed: 1, bounced: 4, waiting: 0, refused: 0, unknown: 0 });
    expect(messages.delivered + messages.bounced).toBe(messages.audience);
  });

  it('never writes again to an address that is not there, and goes on writing where the mailbox was full or the text refused', async () => {
    const again = (await company.post('/campaigns', { name: 'More', segment: company.segment, holdoutShare: 0 })).id;
    expect(await company.get(`/campaigns/${again}/audience`)).toMatchObject({ treatment: 7, withheld: { suppressed: 2, 'no consent': 0 } });
    const profile = await company.get(`/customers/${company.customers.get('gone')}`);
    expect(profile.suppressed).toMatchObject([{ channel: 'email', address: 'gone@mail.test-shop.com', reason: 'bounced', detail: expect.stringContaining('5.1.1') }]);
  });

  it('shows on the timeline that a message came back and why', async () => {
    const entries = await eventually(async () => { const all = await timeline('gone'); return all.some(({ name }) => name === 'Email Bounced') && all; });
    expect(entries.find(({ name }) => name === 'Email Bounced')!.properties).toMatchObject({ cause: 'address', status: '5.1.1' });
    expect(entries.find(({ type }) => type === 'message')).toMatchObject({ state: 'bounced', reason: expect.stringMatching(/^address: 550 5\.1\.1/) });
    await eventually(async () => (await timeline('anna')).some(({ name }) => name === 'Email Delivered'));
  });

  it('counts a bounce once, however often it is sent', async () => {
    const before = await results();
    for (const name of ['gone', 'full', 'anna']) for (let i = 0; i < 3; i++) await sendBack(takenFor(name));
    expect((await results()).messages).toEqual(before.messages);
    const entries = await timeline('gone');
    expect(entries.filter(({ name }) => name === 'Email Bounced')).toHaveLength(1);
  });

  it('takes mail for addresses that it made and for no other', async () => {
    const { from } = takenFor('ben');
    const forged = from.replace(/.(?=@)/, (last) => (last === '0' ? '1' : '0'));
    for (const to of [forged, 'bounces@shop.example', 'news@shop.example', from.replace(/\+./, '+z')]) await expect(mailReport(port, to, reportOn('postfix-failed', { ...takenFor('ben'), from: to })), to).rejects.toThrow(/5\.1\.1/);
    expect((await results()).messages).toMatchObject({ bounced: 4, delivered: 5 });
  });

  it('lets a bounce speak for the message it was sent to, whatever it quotes', async () => {
    const about = takenFor('ben');
    await mailReport(port, takenFor('gone').from, reportOn('postfix-failed', { from: takenFor('gone').from, mail: about.mail }));
    expect((await results()).messages).toMatchObject({ bounced: 4, delivered: 5 });
  });
});

describe('A reader who reports a message as spam', () => {
  it('is not written to again: consent is taken back with the proof, and the address is blocked', async () => {
    const one = takenFor('grumpy');
    for (let i = 0; i < 2; i++) await mailReport(port, one.from, reportOn('yahoo-complaint', one));
    const profile = await company.get(`/customers/${company.customers.get('grumpy')}`);
    expect(profile.suppressed).toMatchObject([{ address: 'grumpy@mail.test-shop.com', reason: 'complained' }]);
    expect(profile.inForce).toEqual([]);
    expect(profile.consents.map(({ state, source, wording }: Json) => [state, source, wording])).toEqual([['withdrawn', 'complaint', 'Feedback-Type: abuse'], ['granted', 'test', 'yes']]);
    const { proof } = await app.stores.database.selectFrom('consent').select('proof').where('workspace', '=', company.workspace).where('source', '=', 'complaint').executeTakeFirstOrThrow();
    expect(proof).toMatchObject({ campaign, 'feedback-type': 'abuse', 'user-agent': 'Mail-Example-Feedback/2.0', 'source-ip': '198.51.100.7' });
  });

  it('is counted among complaints, and the message stays delivered', async () => {
    const found = await eventually(async () => { const r = await results(); return r.messages.complained === 1 && r; });
    expect(found.messages).toMatchObject({ delivered: 5, bounced: 4, complained: 1 });
    await eventually(async () => (await timeline('grumpy')).some(({ name }) => name === 'Email Marked as Spam'));
  });
});

describe('A mailbox that is full time after time', () => {
  it('is given up after five messages, not before', async () => {
    for (let round = 2; round <= 5; round++) {
      const audience = await company.get(`/campaigns/${campaign}/audience`);
      expect(audience.withheld.suppressed, `before message ${round}`).toBe(2);
      const next = await company.launch(`News ${round}`);
      await eventually(async () => (await company.get(`/campaigns/${next}`)).state === 'done');
      await sendBack(relay.taken.findLast((one) => nameOf(one) === 'full')!);
    }
    expect((await company.get(`/campaigns/${campaign}/audience`)).withheld).toMatchObject({ suppressed: 3 });
    expect((await company.get(`/customers/${company.customers.get('full')}`)).suppressed).toMatchObject([{ reason: 'bounced' }]);
  });
});
