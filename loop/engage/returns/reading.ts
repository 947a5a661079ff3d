import type { Tools } from '#platform/tools/tools.ts';
import type { Mailbox } from './mailbox.ts';
import { receive } from './receive.ts';

export interface Read { noted: number; known: number; left: number }

/**
 * Reads what is new in a mailbox, one message after the other; where it got to is kept after each, so that the next look
 * goes on from there. What was understood is marked as read; letters and answers are left for a person.
 * Throws when the mailbox or a store fails: the message at hand is then read again.
 */
export async function readMailbox(tools: Tools, name: string, mailbox: Mailbox, signal: AbortSignal): Promise<Read> {
  const { database, clock } = tools;
  const kept = await database.selectFrom('return_mailbox').select(['validity', 'last_uid']).where('id', '=', name).executeTakeFirst();
  const from = kept?.validity === mailbox.validity ? Number(kept.last_uid) : 0;
  const reached = async (number: number): Promise<void> => {
    const row = { validity: mailbox.validity, last_uid: number, read_at: clock.now(), fault: null };
    await database.insertInto('return_mailbox').values({ id: name, ...row }).onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute();
  };
  const done: Read = { noted: 0, known: 0, left: 0 };
  let last = from;
  for (const number of await mailbox.after(from)) {
    if (signal.aborted) break;
    const source = await mailbox.read(number);
    const received = source === null ? 'nothing' : await receive(tools, source);
    if (received === 'noted' || received === 'known') {
      done[received]++;
      await mailbox.settle(number);
    } else done.left++;
    await reached((last = number));
  }
  await reached(last);
  return done;
}

/** Keeps why a look failed, for the pages that would otherwise show figures without what came back. */
export async function noteFault(tools: Tools, name: string, fault: string): Promise<void> {
  await tools.database.insertInto('return_mailbox').values({ id: name, validity: '', fault }).onConflict((conflict) => conflict.column('id').doUpdateSet({ fault })).execute();
}
