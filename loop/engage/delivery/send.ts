import { sql } from 'kysely';
import { inForce, suppressed } from '#customers/index.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Channel, Outgoing, SendResult } from '../channels/contract.ts';
import { statusIn } from '../channels/mail-status.ts';
import { reasonOf } from '../content/message.ts';
import type { Composer } from './compose.ts';
import { recordHappenings, type Happening } from './events.ts';
import { readersOf } from './readers.ts';
import { noteReturn } from './returned.ts';

export const GIVE_UP_AFTER = 14;
const LONGEST_WAIT = 4 * 3600;

interface Claimed { id: number; customer: number; language: string; address: string | null; attempts: number }
export interface SendingCampaign { id: number; purpose: string; settings: Readonly<Record<string, string>> }

/**
 * What a process that died had handed to the relay without learning the outcome: it may have gone out, so it is never
 * sent again by itself. Called when nobody else sends this campaign.
 */
export async function settleInterrupted(room: Room, campaign: number): Promise<void> {
  await room.db.updateTable('delivery').set({ state: 'unknown', reason: 'interrupted', settled_at: room.tools.clock.now() })
    .where('campaign', '=', campaign).where('state', '=', 'submitting').execute();
}

export interface BatchSent {
  /** 0 when none is due. */
  claimed: number;
  /** Seconds to leave the relay alone, because it took nothing of the batch: one that is down, or refuses our password, must not be asked once for every customer. */
  rest: number | null;
}

/** Sends one batch of what is due. */
export async function sendBatch(room: Room, campaign: SendingCampaign, channel: Channel, composer: Composer, signal: AbortSignal): Promise<BatchSent> {
  const claimed = await claim(room, campaign.id, channel.card.limits.batch);
  if (claimed.length === 0) return { claimed: 0, rest: null };
  const allowed = await stillAllowed(room, campaign, channel, claimed);
  const outgoing = await composed(room, composer, allowed);
  const given = room.tools.clock.now();
  const results = await channel.send(outgoing, { settings: campaign.settings, signal, now: () => room.tools.clock.now() });
  await settle(room, campaign, channel, { claimed, outgoing, given }, results);
  const waits = results.map((result) => (result.state === 'retry' ? result.afterSeconds : 0));
  return { claimed: claimed.length, rest: waits.length > 0 && Math.min(...waits) > 0 ? Math.min(...waits) : null };
}

/**
 * What is due, so much as the channel takes at once. Found first and written down then: as a subquery of the change, a
 * limit with locked rows may be worked out anew for every row of the outer statement, and all that is due was claimed.
 */
async function claim(room: Room, campaign: number, limit: number): Promise<Claimed[]> {
  const now = room.tools.clock.now();
  return room.db.transaction().execute(async (transaction) => {
    const due = await transaction.selectFrom('delivery').select('id').where('campaign', '=', campaign).where('state', '=', 'queued')
      .where((each) => each.or([each('next_at', 'is', null), each('next_at', '<=', now)])).orderBy('id').limit(limit).forUpdate().skipLocked().execute();
    if (due.length === 0) return [];
    return transaction.updateTable('delivery').set({ state: 'submitting', submitted_at: now, attempts: sql`attempts + 1` })
      .where('id', 'in', due.map(({ id }) => id)).returning(['id', 'customer', 'language', 'address', 'attempts']).execute();
  });
}

/** Consent is asked again at the moment of sending: who left a minute ago gets nothing. */
async function stillAllowed(room: Room, { purpose }: SendingCampaign, channel: Channel, claimed: Claimed[]): Promise<Claimed[]> {
  const consenting = await inForce(room.tools.database, room.workspace.id, claimed.map((one) => one.customer), channel.card.consent.channel, purpose);
  const blocked = await suppressed(room.tools.database, room.workspace.id, channel.card.id, claimed.flatMap((one) => one.address ?? []));
  const second = await secondOfPerson(room, claimed);
  const whyNot = (one: Claimed) => (!consenting.has(one.customer) ? 'no consent' : one.address === null || blocked.has(one.address) ? 'suppressed' : second.has(one.id) ? 'merged' : null);
  for (const reason of ['no consent', 'suppressed', 'merged'] as const) {
    const ids = claimed.filter((one) => whyNot(one) === reason).map((one) => one.id);
    if (ids.length > 0) await room.db.updateTable('delivery').set({ state: 'withheld', reason, settled_at: room.tools.clock.now() }).where('id', 'in', ids).execute();
  }
  return claimed.filter((one) => whyNot(one) === null);
}

/** Of records that became one person after the launch, all but the one that stands first in the ledger: a person is in one arm, and gets a campaign once. */
async function secondOfPerson(room: Room, claimed: Claimed[]): Promise<Set<number>> {
  const rows = await room.db.selectFrom('delivery as d').innerJoin('customer as c', 'c.id', 'd.customer')
    .innerJoin('customer as same', (join) => join.on((each) => each.or([each('same.id', '=', each.ref('c.merged_into')), each('same.merged_into', '=', each.ref('c.id')), each('same.merged_into', '=', each.ref('c.merged_into'))])))
    .innerJoin('delivery as before', (join) => join.onRef('before.customer', '=', 'same.id').onRef('before.campaign', '=', 'd.campaign'))
    .select('d.id').where('d.id', 'in', claimed.map((one) => one.id)).where('before.state', '!=', 'withheld').whereRef('before.id', '<', 'd.id').execute();
  return new Set(rows.map(({ id }) => id));
}

/** The messages that can be written. One that cannot, for this reader's own values, fails for itself and stops nobody else's. */
async function composed(room: Room, composer: Composer, allowed: Claimed[]): Promise<Outgoing[]> {
  const readers = await readersOf(room, allowed.map((one) => one.customer));
  const outgoing: Outgoing[] = [];
  for (const one of allowed) {
    try {
      outgoing.push({ ...composer.compose(one.id, composer.languageFor(one.language), readers.get(one.customer)!), address: one.address! });
    } catch (error) {
      const reason = `template: ${reasonOf(error)}`;
      room.tools.log.warn({ delivery: one.id, reason }, 'a message could not be written');
      await room.db.updateTable('delivery').set({ state: 'failed', reason, settled_at: room.tools.clock.now() }).where('id', '=', one.id).execute();
    }
  }
  return outgoing;
}

interface Batch { claimed: readonly Claimed[]; outgoing: readonly Outgoing[]; /** When it was handed over: before anything can have arrived. */ given: Date }

async function settle(room: Room, campaign: SendingCampaign, channel: Channel, { claimed, outgoing, given }: Batch, results: SendResult[]): Promise<void> {
  const now = room.tools.clock.now();
  const sent: Happening[] = [];
  for (const result of results) {
    const one = claimed.find((each) => each.id === result.delivery)!;
    const { messageId } = outgoing.find((each) => each.delivery === result.delivery)!;
    if (result.state === 'accepted') {
      await room.db.updateTable('delivery').set({ ...ACCEPTED, sent_at: given, cost: channel.card.costPerMessage, message_id: messageId }).where('id', '=', one.id).execute();
      sent.push({ event: 'Email Sent', delivery: one.id, customer: one.customer, campaign: campaign.id, at: given });
    } else if (result.state === 'refused' && (result.code === 'address' || result.code === 'mailbox')) {
      await noteReturn(room, one.id, { kind: 'bounced', cause: result.code, status: statusIn(result.reason), reason: result.reason, heard: 'dialogue' });
    } else {
      await room.db.updateTable('delivery').set({ ...outcome(result, one, now), message_id: messageId }).where('id', '=', one.id).where('state', '=', 'submitting').execute();
    }
  }
  await recordHappenings(room, sent);
}

/** A quick relay's bounce may be read before its own answer: then the ledger knows more already. */
const ACCEPTED = { state: sql<string>`CASE WHEN state = 'submitting' THEN 'sent' ELSE state END`, reason: sql<string | null>`CASE WHEN state = 'submitting' THEN NULL ELSE reason END` };

function outcome(result: Exclude<SendResult, { state: 'accepted' }>, one: Claimed, now: Date) {
  switch (result.state) {
    case 'refused': return { state: 'refused', reason: `${result.code}: ${result.reason}`, settled_at: now };
    case 'unknown': return { state: 'unknown', reason: result.reason, settled_at: now };
    case 'retry': return one.attempts >= GIVE_UP_AFTER
      ? { state: 'failed', reason: result.reason, settled_at: now }
      : { state: 'queued', reason: result.reason, next_at: new Date(now.getTime() + waitFor(result.afterSeconds, one.attempts) * 1000) };
  }
}

/** Twice as long each time, up to a while; in all about a day, after which news is old. RFC 5321, section 4.5.4.1, gives relays four to five. */
export const waitFor = (seconds: number, attempts: number): number => Math.min(seconds * 2 ** (attempts - 1), LONGEST_WAIT);
