import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { Taken } from './relay.ts';

const FIXTURES = new URL('../../loop/engage/returns/fixtures/', import.meta.url);

/** A report about a message, in the form in which the server that had taken it would write it. */
export function reportOn(name: string, { from, mail }: Pick<Taken, 'from' | 'mail'>, change: (text: string) => string = (text) => text): string {
  const mark = /\+(.*)@/.exec(from)?.[1] ?? '';
  const id = (mail.messageId ?? '').replace(/^<|@.*$/g, '');
  const leave = /\/u\/([\w.-]+)>/.exec(mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '')?.[1] ?? '';
  const text = readFileSync(new URL(`${name}.eml`, FIXTURES), 'utf8').replaceAll('MESSAGEID', id).replaceAll('MARK', mark).replaceAll('LEAVE', leave);
  return change(text).replace(/\r?\n/g, '\r\n');
}

/** Hands a report to the server for bounces, under the null sender as RFC 5321, section 4.5.5, has it. Rejects when it is refused. */
export async function mailReport(port: number, to: string, raw: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from: '', to }, raw });
  } finally {
    transport.close();
  }
}
