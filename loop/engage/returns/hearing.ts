import type { Tools } from '#platform/tools/tools.ts';
import { listenForReturns } from './listener.ts';
import { mailboxAddress } from './mailbox.ts';
import { watchMailbox, type Watch } from './watch.ts';

/** How it is known what did not arrive: `caught` nothing leaves the machine, `heard` bounces are read, `failing` they cannot be read at present, `unheard` only what the relay refuses at once is known. */
export const HEARING = ['caught', 'heard', 'failing', 'unheard'] as const;
export type Hearing = (typeof HEARING)[number];

export async function hearingOf({ config, database }: Pick<Tools, 'config' | 'database'>): Promise<Hearing> {
  const { imapUrl, smtpPort } = config.bounces;
  if (config.smtpUrl === null) return 'caught';
  if (imapUrl === null) return smtpPort === null ? 'unheard' : 'heard';
  const row = await database.selectFrom('return_mailbox').select(['read_at', 'fault']).where('id', '=', mailboxAddress(imapUrl).name).executeTakeFirst();
  return row?.read_at && row.fault === null ? 'heard' : 'failing';
}

/** Begins to listen in every way that is set up. */
export async function hearReturns(tools: Tools): Promise<Watch> {
  const { imapUrl, smtpPort } = tools.config.bounces;
  const listener = smtpPort === null ? null : await listenForReturns(tools, tools.config.host, smtpPort);
  const watch = imapUrl === null ? null : watchMailbox(tools, imapUrl);
  return { close: async () => { await Promise.all([watch?.close(), listener?.close()]); } };
}
