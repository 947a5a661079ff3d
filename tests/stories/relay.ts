import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import PostalMime, { type Email } from 'postal-mime';
import { identify, recordConsents } from '#customers/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { eventually, type Caller, type Json, type TestApplication } from '../application/open.ts';

export interface Taken { to: string; from: string; mail: Email; source: Buffer; envelopeId: string | null }

export interface Relay { url: string; taken: Taken[]; /** Connections that somebody holds. */ held(): number; close(): Promise<void> }

/** What the relay says to a recipient: null takes it. */
type Refusal = { reply: number; text: string } | null;

const asError = (refusal: Refusal): Error | null => (refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.reply }) : null);

/** A real relay on the loopback: takes what it is not told to refuse. `onTaken` runs before the sender hears that the message was taken. */
export async function openRelay({ refuse = () => null, refuseSender = () => null, onTaken = async () => {} }: { refuse?: (to: string) => Refusal; refuseSender?: () => Refusal; onTaken?: (taken: Taken) => Promise<void> } = {}): Promise<Relay> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false, hideDSN: false,
    onMailFrom: (_address, _session, done) => done(asError(refuseSender())),
    onRcptTo: ({ address }, _session, done) => done(asError(refuse(address))),
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const source = Buffer.concat(parts);
        const keep = async (): Promise<void> => {
          const one = { to: envelope.rcptTo[0]!.address, from: envelope.mailFrom ? envelope.mailFrom.address : '', mail: await PostalMime.parse(source), source, envelopeId: (envelope as { dsn?: { envid?: string } }).dsn?.envid ?? null };
          taken.push(one);
          await onTaken(one);
        };
        keep().then(() => done(), done);
      });
    },
  });
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready); });
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken, held: () => server.connections.size, close: () => new Promise((closed) => { server.close(() => closed()); }) };
}

/** A company that may write to these people, and speaks through the API. */
export async function openCompany(app: TestApplication, owner: Caller, people: readonly string[]) {
  const get = async (path: string): Promise<Json> => (await app.ask('GET', `/api/v1${path}`, { as: owner })).body;
  const post = async (path: string, body: unknown = {}): Promise<Json> => (await app.ask('POST', `/api/v1${path}`, { as: owner, body })).body;
  const { workspace } = await post('/workspaces', { name: 'Shop', currency: 'EUR', timeZone: 'UTC', language: 'en' });
  await app.ask('PATCH', '/api/v1/workspace', { as: owner, body: { senderName: '清香茶行', senderEmail: 'news@shop.example', postalAddress: '1 High Street, London' } });
  const tools = { database: app.stores.database, clock: systemClock } as Tools;
  const at = new Date();
  const found = await identify(tools, people.map((name) => ({ workspace, source: 'test', at, traits: { name }, identities: [{ kind: 'email' as const, value: `${name}@mail.test-shop.com` }] })));
  const customers = new Map(people.map((name, i) => [name, found[i]!.customer!]));
  await app.stores.database.transaction().execute((transaction) => recordConsents(transaction, workspace, [...customers.values()].map((customer) => ({
    customer, channel: 'email', purpose: 'marketing', state: 'granted' as const, wording: 'yes', source: 'test', proof: {}, at,
  }))));
  await eventually(async () => (await post('/segments/count', { rules: { match: 'all', rules: [] } })).emailConsent === people.length);
  const segment: number = (await post('/segments', { name: 'All', rules: { match: 'all', rules: [] } })).id;
  /** Launches a campaign to everybody and answers its number. */
  const launch = async (subject: string, text = 'Hello {{ customer.name }}'): Promise<number> => {
    const { id } = await post('/campaigns', { name: subject, segment, holdoutShare: 0 });
    await app.ask('PUT', `/api/v1/campaigns/${id}/contents/en`, { as: owner, body: { subject, blocks: [{ kind: 'text', text }] } });
    await post(`/campaigns/${id}/launch`);
    return id;
  };
  return { workspace, customers, segment, get, post, launch };
}
export type Company = Awaited<ReturnType<typeof openCompany>>;
