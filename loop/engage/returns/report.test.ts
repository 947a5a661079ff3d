import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSecrets } from '#platform/crypto/secrets.ts';
import { makeReturnToken, makeToken } from '../delivery/tokens.ts';
import { READ_MOST, readReport } from './report.ts';
import { whose } from './whose.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secrets = openSecrets(folder);
const OURS = { workspace: 3, delivery: 48_271 };

/** A mail in the form in which that server writes it (by hand, after its format), with the marks of a message of ours, or others, in their places. */
const written = (name: string, marks: { MARK?: string; MESSAGEID?: string; LEAVE?: string } = {}): Buffer => {
  const all = { MARK: makeReturnToken(secrets, OURS), MESSAGEID: makeToken(secrets, 'm', { ...OURS, link: 0 }), LEAVE: makeToken(secrets, 'u', { ...OURS, link: 0 }), ...marks };
  const text = readFileSync(new URL(`./fixtures/${name}.eml`, import.meta.url), 'utf8').replace(/MARK|MESSAGEID|LEAVE/g, (mark) => all[mark as keyof typeof all]);
  return Buffer.from(text.replace(/\n/g, '\r\n'));
};
const NONE = { MARK: 'none', MESSAGEID: 'none', LEAVE: 'none' };

describe('What came back', () => {
  it.each([
    ['postfix-failed', { kind: 'bounced', cause: 'address', status: '5.1.1', reason: '550 5.1.1 <gone@mail.example>: Recipient address rejected: User unknown in virtual mailbox table' }],
    ['postfix-delayed', { kind: 'delayed', status: '4.4.1' }],
    ['exim-full', { kind: 'bounced', cause: 'mailbox', status: '5.0.0', reason: '552 5.2.2 <full@mail.example>: user is over quota' }],
    ['exchange-success', { kind: 'delivered', status: '2.0.0' }],
    ['qmail-plain', { kind: 'bounced', cause: 'address', status: null, reason: 'Remote host said: 550 sorry, no mailbox here by that name' }],
    ['chinese-plain', { kind: 'bounced', cause: 'address', status: null, reason: '退信原因：550 Mailbox not found' }],
    ['yahoo-complaint', { kind: 'complained', reason: 'Feedback-Type: abuse', proof: { 'feedback-type': 'abuse', 'user-agent': 'Mail-Example-Feedback/2.0' } }],
    ['complaint-by-link', { kind: 'complained' }],
  ])('is read from %s, with the message it is about', async (name, said) => {
    const report = await readReport(written(name));
    expect(report.said).toMatchObject(said);
    expect(whose(secrets, report.places)).toMatchObject(OURS);
  });

  it.each([['out-of-office', 'an automatic answer'], ['letter', 'a letter'], ['not-spam', 'feedback of the type not-spam']])('is nothing in %s', async (name, why) => {
    expect((await readReport(written(name))).said).toEqual({ kind: 'nothing', why });
  });

  it('finds the message by what is quoted when every message has the same return address', async () => {
    for (const name of ['postfix-failed', 'exim-full', 'qmail-plain', 'yahoo-complaint']) {
      const { MARK, LEAVE } = NONE;
      expect(whose(secrets, (await readReport(written(name, { MARK, LEAVE }))).places), name).toMatchObject(OURS);
    }
  });

  it('finds it by the envelope id of the report (RFC 3461), and by an address that was folded to small letters', async () => {
    const report = written('postfix-failed', NONE).toString().replace('Reporting-MTA:', `Original-Envelope-Id: ${makeReturnToken(secrets, OURS)}\r\nReporting-MTA:`);
    expect(whose(secrets, (await readReport(Buffer.from(report))).places)).toMatchObject(OURS);
    expect(whose(secrets, [[`BOUNCES+${makeReturnToken(secrets, OURS).toUpperCase()}@SHOP.EXAMPLE`]])).toMatchObject(OURS);
  });

  it('believes no mark that we did not make, nor one made for something else', async () => {
    const mark = makeReturnToken(secrets, OURS);
    const forged = mark.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const other = mark.replace(/^3-/, '4-');
    const opening = makeToken(secrets, 'o', { ...OURS, link: 0 });
    for (const marks of [{ ...NONE, MARK: forged }, { ...NONE, MARK: other }, { ...NONE, MESSAGEID: opening }]) {
      expect(whose(secrets, (await readReport(written('postfix-failed', marks))).places)).toBeNull();
    }
  });

  it('lets a true mark stand before a false one, and gives up on a text full of false ones', () => {
    const mark = makeReturnToken(secrets, OURS);
    const forged = mark.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect(whose(secrets, [[`${forged} ${mark}`]])).toMatchObject(OURS);
    expect(whose(secrets, [[`${`${forged} `.repeat(20)}${mark}`]])).toBeNull();
  });
});

describe('A mail that means harm', () => {
  it('is refused, not followed, when its parts nest without end', async () => {
    let mail = 'Content-Type: text/plain\r\n\r\ndeep';
    for (let i = 0; i < 60; i++) mail = `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n${mail}\r\n--b${i}--`;
    await expect(readReport(Buffer.from(`From: mailer-daemon@mail.example\r\n${mail}`))).rejects.toThrow();
  });

  it('is read only as far as reports reach, and leaves one line of text', async () => {
    const endless = written('postfix-failed').toString().replace('Diagnostic-Code: smtp; 550 5.1.1', `Diagnostic-Code: smtp; 550 5.1.1 ${'<b>\u0007'.repeat(20_000)}`);
    const { said } = await readReport(Buffer.from(endless + 'x'.repeat(4 * READ_MOST)));
    expect(said).toMatchObject({ kind: 'bounced', status: '5.1.1' });
    expect('reason' in said && said.reason.length).toBe(300);
    expect('reason' in said && said.reason).not.toMatch(/\p{Cc}/u);
  });

  it('is no more than a soft bounce when it says nothing that can be understood', async () => {
    const said = (await readReport(Buffer.from('From: postmaster@mail.example\r\nSubject: oh\r\n\r\nIt did not work.'))).said;
    expect(said).toMatchObject({ kind: 'bounced', cause: 'mailbox', status: null });
  });
});
