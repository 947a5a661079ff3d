import type { Tools } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';
import { noteReturn } from '../delivery/returned.ts';
import { readReport, type Report } from './report.ts';
import { whose } from './whose.ts';

/** `noted`: it changed the ledger. `known`: it said what is known. `nothing`: an answer or a letter, for a person to read. `not ours`: no message of ours. `unreadable`: no mail. */
export type Received = 'noted' | 'known' | 'nothing' | 'not ours' | 'unreadable';

/** Takes one mail in. Throws only when a store fails, so that the mail is tried again; what is wrong with the mail is an answer. */
export async function receive(tools: Tools, source: Uint8Array, recipients: readonly string[] = []): Promise<Received> {
  let report: Report;
  try {
    report = await readReport(source, recipients);
  } catch (error) {
    tools.log.warn({ err: error }, 'a mail in the mailbox of bounces cannot be read');
    return 'unreadable';
  }
  const { said, places } = report;
  if (said.kind === 'nothing') return 'nothing';
  const about = whose(tools.secrets, places);
  if (!about) return 'not ours';
  const { id } = (await tools.database.selectFrom('workspace').select('id').where('id', '=', about.workspace).executeTakeFirst()) ?? {};
  if (id === undefined) return 'not ours'; // the company is no more
  return noteReturn(await roomOf(tools, id), about.delivery, { ...said, heard: 'mail' });
}
