import { z } from 'zod';
import { RuleGroup, findSegment } from '#customers/index.ts';
import { again } from '#platform/jobs/again.ts';
import type { JobKind, JobRun } from '#platform/jobs/jobs.ts';
import { alone } from '#platform/locks/advisory.ts';
import type { Room, Tools } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';
import type { Channel } from '../channels/contract.ts';
import { openComposer, type Sender } from './compose.ts';
import { materialise } from './launch.ts';
import { sendBatch, settleInterrupted } from './send.ts';

const Data = z.object({ workspace: z.number().int(), campaign: z.number().int() });
type Data = z.infer<typeof Data>;

/** Writes the audience into the ledger, then sends; one at a time a campaign. */
export const sendCampaign: JobKind<Data> = { name: 'campaign.send', data: Data, concurrency: 2 };

export interface Senders {
  channel: (id: string) => Channel;
  /** Settings of a channel, such as the relay's address: the configured one, or the embedded catcher's. */
  settings: (channel: string) => Readonly<Record<string, string>>;
}

export async function startSending(tools: Tools, data: Data): Promise<void> {
  await tools.jobs.send(sendCampaign, data, { once: `${data.workspace}:${data.campaign}` });
}

export const handleSending = (tools: Tools, senders: Senders) => async (data: Data, run: JobRun): Promise<void> => {
  const ran = await alone(tools.database, `campaign ${data.workspace}:${data.campaign}`, () => send(tools, senders, data, run));
  if (!ran) await carryOn(tools, data, 5); // another is still ending; look again rather than lose the call
};

async function send(tools: Tools, senders: Senders, data: Data, run: JobRun): Promise<void> {
  const room = await roomOf(tools, data.workspace);
  const campaign = await campaignOf(room, data.campaign);
  if (campaign.state !== 'sending') return;
  const channel = senders.channel(campaign.channel);
  await settleInterrupted(room, campaign.id);
  const rules = campaign.segment === null ? { match: 'all' as const, rules: [] } : RuleGroup.parse((await findSegment(room, campaign.segment)).rules);
  if (!campaign.audience_complete) {
    await materialise(room, campaign.id, { rules, seed: campaign.seed, holdoutShare: Number(campaign.holdout_share), purpose: campaign.purpose, card: channel.card }, run.signal);
    if (run.signal.aborted) return carryOn(tools, data, 1);
    await room.db.updateTable('campaign').set({ audience_complete: true }).where('id', '=', campaign.id).execute();
  }
  const composer = await openComposer(room, { campaign: campaign.id, purpose: campaign.purpose, sender: await senderOf(room) });
  const sending = { id: campaign.id, purpose: campaign.purpose, settings: senders.settings(campaign.channel) };
  const pause = 1000 / channel.card.limits.perSecond;
  for (;;) {
    if (run.signal.aborted) return carryOn(tools, data, 1);
    if ((await campaignOf(room, campaign.id)).state !== 'sending') return;
    const begun = Date.now();
    const { claimed, rest } = await sendBatch(room, sending, channel, composer, run.signal);
    if (claimed === 0) break;
    if (rest !== null) return carryOn(tools, data, rest);
    await new Promise((go) => { setTimeout(go, Math.max(0, claimed * pause - (Date.now() - begun))); });
  }
  await finishOrWait(room, data);
}

const campaignOf = (room: Room, id: number) =>
  room.db.selectFrom('campaign').select(['id', 'channel', 'state', 'segment', 'seed', 'holdout_share', 'purpose', 'audience_complete']).where('id', '=', id).executeTakeFirstOrThrow();

const carryOn = (tools: Tools, data: Data, seconds: number): Promise<void> => again(tools, sendCampaign, data, seconds);

async function finishOrWait(room: Room, data: Data): Promise<void> {
  const waiting = await room.db.selectFrom('delivery').select(['next_at']).where('campaign', '=', data.campaign).where('state', '=', 'queued').orderBy('next_at').limit(1).executeTakeFirst();
  if (waiting) {
    const seconds = waiting.next_at ? (waiting.next_at.getTime() - room.tools.clock.now().getTime()) / 1000 : 0;
    return carryOn(room.tools, data, Math.max(1, seconds));
  }
  await room.db.updateTable('campaign').set({ state: 'done', finished_at: room.tools.clock.now() }).where('id', '=', data.campaign).where('state', '=', 'sending').execute();
}

export async function senderOf(room: Pick<Room, 'tools' | 'workspace'>): Promise<Sender> {
  const row = await room.tools.database.selectFrom('workspace').select(['name', 'sender_name', 'sender_email', 'postal_address']).where('id', '=', room.workspace.id).executeTakeFirstOrThrow();
  const host = new URL(room.tools.publicUrl()).hostname;
  return { name: row.sender_name || row.name, address: row.sender_email || `hello@${host}`, own: Boolean(row.sender_email), postal: row.postal_address };
}
