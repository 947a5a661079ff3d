import { afterAll, beforeAll, expect, it } from 'vitest';
import { OWNER, openTestApplication, type Caller, type Json, type TestApplication } from '../application/open.ts';
import { openCompany, openRelay, type Company, type Relay } from './relay.ts';

let app: TestApplication;
let owner: Caller;
let relay: Relay;
let company: Company;
let anna: number;

const MAIL = 'anna@mail.test-shop.com';
const about = (path: string, body: object): Promise<{ status: number; body: Json }> => app.ask('POST', `/api/v1/customers/${anna}${path}`, { as: owner, body });
const suppressed = async (): Promise<Json[]> => (await company.get(`/customers/${anna}`)).suppressed;
const withheld = async (): Promise<number> => {
  const { id } = await company.post('/campaigns', { name: 'News', segment: company.segment, holdoutShare: 0 });
  return (await company.get(`/campaigns/${id}/audience`)).withheld.suppressed;
};

beforeAll(async () => {
  relay = await openRelay({});
  app = await openTestApplication({ SMTP_URL: relay.url });
  owner = await app.signIn(OWNER.email, OWNER.password);
  company = await openCompany(app, owner, ['anna', 'ben']);
  anna = company.customers.get('anna')!;
});
afterAll(async () => {
  await app.stop();
  await relay.close();
});

it('blocks an address by hand, in whatever form it is written, and no campaign writes to it', async () => {
  expect((await about('/suppressions', { channel: 'email', address: ' Anna@Mail.Test-Shop.com', why: 'She called' })).status).toBe(200);
  expect(await suppressed()).toEqual([{ channel: 'email', address: MAIL, reason: 'manual', detail: 'She called', at: expect.any(String) }]);
  expect(await withheld()).toBe(1);
});

it('lifts the block for a reason, which stands in the log', async () => {
  expect((await about('/suppressions/lift', { channel: 'email', address: MAIL, why: '' })).status).toBe(400);
  expect((await about('/suppressions/lift', { channel: 'email', address: MAIL, why: 'She called again' })).status).toBe(200);
  expect(await suppressed()).toEqual([]);
  expect(await withheld()).toBe(0);
  const { entries } = await company.get('/audit?limit=10');
  expect(entries.filter((entry: Json) => entry.action.startsWith('suppression.')).map((entry: Json) => [entry.action, entry.detail.why])).toEqual([['suppression.lifted', 'She called again'], ['suppression.set', 'She called']]);
});

it('refuses an address of somebody else with a sentence, and changes nothing', async () => {
  const refused = await about('/suppressions', { channel: 'email', address: 'ben@mail.test-shop.com', why: 'A slip' });
  expect(refused).toMatchObject({ status: 400, body: { code: 'customers.no-such-address', message: expect.stringContaining('ben@mail.test-shop.com') } });
  expect(await withheld()).toBe(0);
});
