import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, eventually, openNode, openTestApplication, type Caller, type TestApplication } from '../application/open.ts';
import { openCompany, openRelay, type Company, type Relay } from './relay.ts';

const PEOPLE = Array.from({ length: 120 }, (_, i) => `reader${i}`);
const secret = 'one secret that every node is given at its start';
const uploads = mkdtempSync(join(tmpdir(), 'tributary-uploads-'));

let relay: Relay;
let first: TestApplication;
let second: TestApplication;
let owner: Caller;
let company: Company;
let as: Caller;

beforeAll(async () => {
  relay = await openRelay();
  const environment = { TRIBUTARY_SECRET: secret, TRIBUTARY_UPLOADS: uploads, SMTP_URL: relay.url, PUBLIC_URL: 'https://news.shop.example' };
  first = await openTestApplication(environment);
  second = await openNode(first.stores, environment);
  owner = await first.signIn(OWNER.email, OWNER.password);
  company = await openCompany(first, owner, PEOPLE);
  as = { ...owner, workspace: company.workspace };
});
afterAll(async () => {
  await second.stop();
  await first.stop();
  await relay.close();
  rmSync(uploads, { recursive: true, force: true });
});

describe('Two nodes on the same stores', () => {
  it('know the same people and answer the same, whichever is asked', async () => {
    const [here, there] = await Promise.all([first, second].map((node) => node.ask('GET', '/api/v1/customers?limit=200', { as })));
    expect(here!.status).toBe(200);
    expect(here!.body.customers.length).toBe(PEOPLE.length);
    expect(there!.body).toEqual(here!.body);
  });

  it('import a file that was uploaded to the other, and show how far it is on both', async () => {
    const form = new FormData();
    form.set('file', new Blob(['order,date,email,sku,quantity,price\n', ...Array.from({ length: 500 }, (_, i) => `N${i},2026-03-01,reader${i % 120}@mail.test-shop.com,TEA,1,9.50\n`)]), 'orders.csv');
    const uploaded = await fetch(`${first.local}/api/v1/imports/files`, { method: 'POST', body: form, headers: { cookie: as.cookie!, 'x-workspace': String(as.workspace) } });
    const { file } = await uploaded.json() as { file: string };
    const { body: { plan, lacking } } = await second.ask('POST', '/api/v1/imports/inspect', { as, body: { file } });
    expect(lacking).toEqual([]);
    const { body: { id } } = await second.ask('POST', '/api/v1/imports', { as, body: { file, plan, dryRun: false } });
    for (const node of [first, second]) {
      const done = await eventually(async () => { const { body } = await node.ask('GET', `/api/v1/imports/${id}`, { as }); return body.state === 'done' && body; });
      expect(done).toMatchObject({ rowsRead: 500, rowsNew: 500, rowsBad: 0 });
    }
  });

  it('send every message of a campaign once', async () => {
    const campaign = await company.launch('Spring', 'Tea is here');
    const results = await eventually(async () => { const { body } = await second.ask('GET', `/api/v1/campaigns/${campaign}/results`, { as }); return body.messages?.sent === PEOPLE.length && body; });
    expect(results.messages).toMatchObject({ sent: PEOPLE.length, waiting: 0, unknown: 0 });
    const recipients = relay.taken.map(({ to }) => to);
    expect(recipients.length).toBe(PEOPLE.length);
    expect(new Set(recipients).size).toBe(PEOPLE.length);
  });

  it('follow a link that the other has signed', async () => {
    const address = /https:\/\/news\.shop\.example(\/u\/[\w.-]+)/.exec(relay.taken[0]!.mail.html || relay.taken[0]!.mail.text || '')![1]!;
    for (const node of [first, second]) expect((await node.ask('GET', address)).status).toBe(200);
  });

  it('do not let a third one in that has another secret', async () => {
    await expect(openNode(first.stores, { TRIBUTARY_SECRET: 'another secret of more than thirty-two letters' })).rejects.toThrow(/set up with another secret/);
  });
});
