import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READ_MOST } from '../../loop/engage/returns/report.ts';
import type { Mailbox } from '../../loop/engage/returns/mailbox.ts';
import { readMailbox } from '../../loop/engage/returns/reading.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { openSecrets } from '#platform/crypto/secrets.ts';
import { openLog } from '#platform/log/log.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { OWNER, eventually, openTestApplication, type Json, type TestApplication } from '../application/open.ts';
import { dovecotIsHere, openDovecot, type Dovecot } from './dovecot.ts';
import { openCompany, openRelay, type Company, type Relay, type Taken } from './relay.ts';
import { reportOn } from './reports.ts';

const PEOPLE = ['anna', 'ben', 'cara', 'dora', 'emil', 'finn', 'gone'];

let app: TestApplication;
let relay: Relay;
let company: Company;
let campaign: number;
let dovecot: Dovecot | null = null;
let tools: Tools;

const takenFor = (name: string): Taken => relay.taken.find((one) => one.to.startsWith(`${name}@`))!;
const messages = async (): Promise<Json> => (await company.get(`/campaigns/${campaign}/results`)).messages;
const idle = new AbortController().signal;

beforeAll(async () => {
  relay = await openRelay();
  dovecot = dovecotIsHere ? await openDovecot() : null;
  app = await openTestApplication({
    SMTP_URL: relay.url, PUBLIC_URL: 'https://news.shop.example', ...(dovecot ? { BOUNCE_IMAP_URL: dovecot.url('?processed=Processed&every=1') } : { BOUNCE_ADDRESS: 'bounces+*@shop.example' }),
  });
  company = await openCompany(app, await app.signIn(OWNER.email, OWNER.password), PEOPLE);
  campaign = await company.launch('News');
  await eventually(async () => (await company.get(`/campaigns/${campaign}`)).state === 'done');
  // As the application opens them, but for the events: those are proved through the listener.
  tools = { database: app.stores.database, secrets: openSecrets(app.data), clock: systemClock, log: openLog('silent'), record: async () => {}, events: app.stores.events } as unknown as Tools;
});
afterAll(async () => {
  await app.stop();
  await relay.close();
  await dovecot?.remove();
});

/** A mailbox of given mails, numbered from 1. */
function holding(mails: string[], validity = '1'): Mailbox & { settled: number[]; reads: number } {
  const box = {
    validity, settled: [] as number[], reads: 0,
    after: async (number: number) => mails.map((_, i) => i + 1).filter((each) => each > number),
    read: async (number: number) => { box.reads++; return Buffer.from(mails[number - 1]!); },
    settle: async (number: number) => { box.settled.push(number); },
    close: async () => {},
  };
  return box;
}

describe('A mailbox of bounces', () => {
  it('is read from where it was left, marks what it understood, and leaves letters to a person', async () => {
    const mails = [reportOn('letter', takenFor('anna')), reportOn('postfix-failed', takenFor('anna')), reportOn('out-of-office', takenFor('ben')), 'not a mail at all', reportOn('exim-full', takenFor('ben'))];
    const box = holding(mails);
    expect(await readMailbox(tools, 'given', box, idle)).toEqual({ noted: 2, known: 0, left: 3 });
    expect(box.settled).toEqual([2, 5]);
    expect(await messages()).toMatchObject({ bounced: 2, delivered: 5 });
    const again = holding([...mails, reportOn('postfix-failed', takenFor('anna'))]);
    expect(await readMailbox(tools, 'given', again, idle)).toEqual({ noted: 0, known: 1, left: 0 });
    expect(again.reads).toBe(1);
  });

  it('is read anew, without counting anything twice, when its numbers begin again', async () => {
    const box = holding([reportOn('postfix-failed', takenFor('anna')), reportOn('exim-full', takenFor('ben'))], '2');
    expect(await readMailbox(tools, 'given', box, idle)).toEqual({ noted: 0, known: 2, left: 0 });
    expect(await messages()).toMatchObject({ bounced: 2, delivered: 5 });
  });

  it('goes on after the last whole message when a connection breaks in the middle', async () => {
    const mails = [reportOn('postfix-failed', takenFor('cara')), reportOn('postfix-failed', takenFor('dora'))];
    const broken = holding(mails);
    broken.read = async (number) => { if (number === 2) throw new Error('connection lost'); return Buffer.from(mails[number - 1]!); };
    await expect(readMailbox(tools, 'breaking', broken, idle)).rejects.toThrow('connection lost');
    expect(await messages()).toMatchObject({ bounced: 3 });
    expect(await readMailbox(tools, 'breaking', holding(mails), idle)).toEqual({ noted: 1, known: 0, left: 0 });
    expect(await messages()).toMatchObject({ bounced: 4, delivered: 3 });
  });
});

describe.skipIf(!dovecotIsHere)('A mailbox on Dovecot (skipped where Debian’s dovecot-imapd is absent)', () => {
  it('is read by itself: the bounce is noted, marked, put away; a letter stays as it was', async () => {
    const long = reportOn('postfix-failed', takenFor('emil')).replace(/\r\n--4F1B2C3D4E\.1793697164\/relay\.example--/, (end) => `${'x'.repeat(2 * READ_MOST)}${end}`);
    dovecot!.deliver(long);
    dovecot!.deliver(reportOn('letter', takenFor('finn')));
    await eventually(async () => (await messages()).bounced === 5);
    expect(await messages()).toMatchObject({ hearing: 'heard', delivered: 2 });
    const [put] = await eventually(async () => { const all = dovecot!.mails('Processed'); return all.length === 1 && all; });
    expect(put!.text.length).toBeGreaterThan(2 * READ_MOST);
    expect(put!.flags).toContain('S');
    expect(dovecot!.mails('INBOX').map(({ flags }) => flags)).toEqual(['']);
  });

  it('says that it cannot be read while the server is away, and reads on when it is back', async () => {
    await dovecot!.stop();
    await eventually(async () => (await messages()).hearing === 'failing');
    dovecot!.deliver(reportOn('postfix-failed', takenFor('gone')));
    await dovecot!.start();
    await eventually(async () => (await messages()).bounced === 6);
    expect(await messages()).toMatchObject({ hearing: 'heard', delivered: 1 });
  });
});
