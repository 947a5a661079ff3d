import { sql } from 'kysely';
import { inForce, suppress, suppressed } from '#customers/index.ts';
import type { Room } from '#platform/tools/tools.ts';
import { Language } from '#vocabulary/words.ts';
import type { Channel, Outgoing, SendResult } from '../channels/contract.ts';
import type { Reader } from '../content/message.ts';
import type { Composer } from './compose.ts';
import { recordHappenings, type Happening } from './events.ts';

const GIVE_UP_AFTER = 5;

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

/** Sends one batch; answers how many deliveries it settled, 0 when none is due. */
export async function sendBatch(room: Room, campaign: SendingCampaign, channel: Channel, composer: Composer, signal: AbortSignal): Promise<number> {
  const claimed = await claim(room, campaign.id, channel.card.limits.batch);
  if (claimed.length === 0) return 0;
  const allowed = await stillAllowed(room, campaign, channel, claimed);
  const readers = await readersOf(room, allowed);
  const outgoing: Outgoing[] = [];
  for (const one of allowed) {
    const reader = readers.get(one.customer);
    if (!reader) continue;
    outgoing.push({ ...composer.compose(one.id, composer.languageFor(one.language), reader), address: one.address! });
  }
  const results = await channel.send(outgoing, { settings: campaign.settings, signal, now: () => room.tools.clock.now() });
  await settle(room, campaign, channel, claimed, outgoing, results);
  return claimed.length;
}

async function claim(room: Room, campaign: number, limit: number): Promise<Claimed[]> {
  const now = room.tools.clock.now();
  return room.db.updateTable('delivery').set({ state: 'submitting', submitted_at: now, attempts: sql`attempts + 1` })
    .where('id', 'in', (query) => query.selectFrom('delivery').select('id').where('campaign', '=', campaign).where('state', '=', 'queued')
      .where((each) => each.or([each('next_at', 'is', null), each('next_at', '<=', now)])).orderBy('id').limit(limit).forUpdate().skipLocked())
    .where('campaign', '=', campaign)
    .returning(['id', 'customer', 'language', 'address', 'attempts']).execute();
}

/** Consent is asked again at the moment of sending: who left a minute ago gets nothing. */
async function stillAllowed(room: Room, { purpose }: SendingCampaign, channel: Channel, claimed: Claimed[]): Promise<Claimed[]> {
  const consenting = await inForce(room.tools.database, room.workspace.id, claimed.map((one) => one.customer), channel.card.consent.channel, purpose);
  const blocked = await suppressed(room.tools.database, room.workspace.id, channel.card.id, claimed.flatMap((one) => one.address ?? []));
  const allowed = claimed.filter((one) => one.address !== null && consenting.has(one.customer) && !blocked.has(one.address));
  const refused = claimed.filter((one) => !allowed.includes(one));
  for (const reason of ['no consent', 'suppressed'] as const) {
    const ids = refused.filter((one) => (consenting.has(one.customer) ? 'suppressed' : 'no consent') === reason).map((one) => one.id);
    if (ids.length > 0) await room.db.updateTable('delivery').set({ state: 'withheld', reason, settled_at: room.tools.clock.now() }).where('id', 'in', ids).execute();
  }
  return allowed;
}

async function readersOf(room: Room, claimed: Claimed[]): Promise<Map<number, Reader>> {
  if (claimed.length === 0) return new Map();
  const rows = await room.db.selectFrom('customer').select(['id', 'name', 'email', 'country', 'language', 'attributes']).where('id', 'in', claimed.map((one) => one.customer)).execute();
  return new Map(rows.map((row) => [row.id, {
    name: row.name, email: row.email, country: row.country, language: Language.catch(room.workspace.language).parse(row.language),
    attributes: (row.attributes ?? {}) as Record<string, unknown>,
  }]));
}

async function settle(room: Room, campaign: SendingCampaign, channel: Channel, claimed: Claimed[], outgoing: Outgoing[], results: SendResult[]): Promise<void> {
  const now = room.tools.clock.now();
  const happenings: Happening[] = [];
  for (const result of results) {
    const one = claimed.find((each) => each.id === result.delivery)!;
    const message = outgoing.find((each) => each.delivery === result.delivery)!;
    const about = { delivery: one.id, customer: one.customer, campaign: campaign.id, at: now };
    await room.db.updateTable('delivery').set(outcome(result, one, now, channel.card.costPerMessage, message.messageId)).where('id', '=', one.id).execute();
    if (result.state === 'accepted') happenings.push({ ...about, event: 'Email Sent' });
    if (result.state === 'refused' && result.code === 'address') {
      happenings.push({ ...about, event: 'Email Bounced', more: { reason: result.reason } });
      if (one.address) await suppress(room.tools.database, room.workspace.id, [{ channel: channel.card.id, address: one.address, reason: 'bounced', detail: result.reason, at: now }]);
    }
  }
  await recordHappenings(room, happenings);
}

function outcome(result: SendResult, one: Claimed, now: Date, cost: number, messageId: string) {
  switch (result.state) {
    case 'accepted': return { state: 'sent', reason: null, sent_at: now, cost, message_id: messageId };
    case 'refused': return { state: result.code === 'address' ? 'bounced' : 'refused', reason: `${result.code}: ${result.reason}`, settled_at: now, message_id: messageId };
    case 'unknown': return { state: 'unknown', reason: result.reason, settled_at: now, message_id: messageId };
    case 'retry': return one.attempts >= GIVE_UP_AFTER
      ? { state: 'failed', reason: result.reason, settled_at: now }
      : { state: 'queued', reason: result.reason, next_at: new Date(now.getTime() + result.afterSeconds * 1000 * 2 ** (one.attempts - 1)) };
  }
}
