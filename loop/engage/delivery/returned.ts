import { sql, type Kysely } from 'kysely';
import { suppress } from '#customers/index.ts';
import type { DB } from '#database/control/tables.gen.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Cause } from '../channels/mail-status.ts';
import { recordHappenings, type MessageEvent } from './events.ts';
import { withdraw } from './withdraw.ts';

/** What came back of a message. Texts are one line each, written by strangers. */
export interface Return {
  kind: 'bounced' | 'delayed' | 'delivered' | 'complained';
  /** Of a bounce. */
  cause: Cause | null;
  status: string | null;
  reason: string;
  /** In the relay's own answer, in a mail, or by the embedded catcher. */
  heard: 'dialogue' | 'mail' | 'catcher';
  /** Who says so; kept with the consent that a complaint takes back. */
  proof?: Readonly<Record<string, string>>;
}

/** So many messages that an address could not take within so many days are as good as no address. Mailman's threshold is five as well. */
export const SOFT_BOUNCES = { messages: 5, days: 90 } as const;

/** States of messages that were given over; nothing can come back of any other. */
const GIVEN_OVER = ['submitting', 'sent', 'delivered', 'bounced', 'unknown'];
const EVENTS: Readonly<Record<Return['kind'], MessageEvent | null>> = { bounced: 'Email Bounced', delivered: 'Email Delivered', complained: 'Email Marked as Spam', delayed: null };

interface Delivery { id: number; customer: number; campaign: number; channel: string; address: string | null; state: string; purpose: string }
type Place = Pick<Room, 'tools' | 'workspace'>;

/**
 * Writes down what came back of a message, with all that follows from it, in one transaction: the ledger's state, the
 * suppression of the address, the consent taken back. The same return a second time changes nothing.
 * @returns `noted`, `known` when it was noted before, `not ours` when no such message was given over
 */
export async function noteReturn(room: Place, delivery: number, returned: Return): Promise<'noted' | 'known' | 'not ours'> {
  const now = room.tools.clock.now();
  const done = await room.tools.database.transaction().execute(async (transaction) => {
    const found = await lock(transaction, room.workspace.id, delivery);
    if (!found) return null;
    const at = await keep(transaction, room.workspace.id, found, returned, now);
    if (at) await follow(transaction, room.workspace.id, found, returned, at);
    return { found, at, since: at ?? (await notedAt(transaction, room.workspace.id, delivery, returned.kind)) };
  });
  if (!done) return 'not ours';
  const event = EVENTS[returned.kind];
  // Also told again when it was known: the process may have died between the ledger and the journal. It counts once by its name.
  if (event) await recordHappenings(room, [{ event, delivery, customer: done.found.customer, campaign: done.found.campaign, at: done.since, more: told(returned) }]);
  return done.at ? 'noted' : 'known';
}

const told = ({ cause, status, reason }: Return): Record<string, string> => ({ ...(cause ? { cause } : {}), ...(status ? { status } : {}), ...(reason ? { reason } : {}) });

async function lock(transaction: Kysely<DB>, workspace: number, id: number): Promise<Delivery | null> {
  const found = await transaction.selectFrom('delivery as d').innerJoin('campaign as c', (join) => join.onRef('c.workspace', '=', 'd.workspace').onRef('c.id', '=', 'd.campaign'))
    .select(['d.id', 'd.customer', 'd.campaign', 'd.channel', 'd.address', 'd.state', 'c.purpose'])
    .where('d.workspace', '=', workspace).where('d.id', '=', id).forUpdate('d').executeTakeFirst();
  return found && GIVEN_OVER.includes(found.state) ? found : null;
}

/** The time it was noted at, when it is new; a bounce that at last names the address as its cause says more than one that did not. */
async function keep(transaction: Kysely<DB>, workspace: number, { id, address }: Delivery, { kind, cause, status, reason, heard }: Return, at: Date): Promise<Date | null> {
  const row = await transaction.insertInto('delivery_return').values({ workspace, delivery: id, kind, cause, status, reason, heard, address, at })
    .onConflict((conflict) => conflict.columns(['workspace', 'delivery', 'kind']).doUpdateSet({ cause, status, reason })
      .where('delivery_return.cause', '!=', 'address').where('excluded.cause', '=', 'address'))
    .returning('at').executeTakeFirst();
  return row?.at ?? null;
}

const notedAt = async (transaction: Kysely<DB>, workspace: number, delivery: number, kind: string): Promise<Date> =>
  (await transaction.selectFrom('delivery_return').select('at').where('workspace', '=', workspace).where('delivery', '=', delivery).where('kind', '=', kind).executeTakeFirstOrThrow()).at;

async function follow(transaction: Kysely<DB>, workspace: number, delivery: Delivery, returned: Return, at: Date): Promise<void> {
  // That something came back proves that the relay took it, even where we never heard so.
  const taken = returned.heard === 'dialogue' ? {} : { sent_at: sql<Date>`coalesce(sent_at, submitted_at)` };
  const change = (state: string, from: readonly string[], reason: string | null) => transaction.updateTable('delivery').set({ state, reason, settled_at: at, ...taken })
    .where('workspace', '=', workspace).where('id', '=', delivery.id).where('state', 'in', from).execute();
  switch (returned.kind) {
    case 'bounced':
      await change('bounced', GIVEN_OVER, `${returned.cause}: ${returned.reason}`);
      return stopWriting(transaction, workspace, delivery, returned, at);
    case 'delivered':
      await change('delivered', ['submitting', 'sent', 'unknown'], null);
      return;
    case 'complained':
      await stopWriting(transaction, workspace, delivery, returned, at);
      await withdraw(transaction, workspace, delivery, { wording: returned.reason, source: 'complaint', proof: returned.proof ?? {}, at });
      return;
    case 'delayed': return; // the relay goes on trying
  }
}

/** A complaint and a dead address suppress at once, a full or unreachable mailbox after several messages; a refused text or sender never. */
async function stopWriting(transaction: Kysely<DB>, workspace: number, { channel, address }: Delivery, { kind, cause, reason }: Return, at: Date): Promise<void> {
  if (!address) return;
  const put = (why: 'bounced' | 'complained', detail: string): Promise<void> => suppress(transaction, workspace, [{ channel, address, reason: why, detail, at }]);
  if (kind === 'complained') return put('complained', reason);
  if (cause === 'address') return put('bounced', reason);
  if (cause !== 'mailbox') return;
  const since = new Date(at.getTime() - SOFT_BOUNCES.days * 86_400_000);
  const { messages } = await transaction.selectFrom('delivery_return').select((each) => each.fn.countAll<number>().as('messages'))
    .where('workspace', '=', workspace).where('address', '=', address).where('kind', '=', 'bounced').where('cause', '=', 'mailbox').where('at', '>', since).executeTakeFirstOrThrow();
  if (Number(messages) >= SOFT_BOUNCES.messages) await put('bounced', `${messages} messages in ${SOFT_BOUNCES.days} days: ${reason}`);
}
