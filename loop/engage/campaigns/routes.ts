import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findSegment } from '#customers/index.ts';
import { Fault } from '#platform/errors/fault.ts';
import { route, type AnyRoute, type RoomCall } from '#platform/http/route.ts';
import { audit } from '#platform/workspace/audit.ts';
import { LANGUAGES, Language } from '#vocabulary/words.ts';
import { card as email } from '../channels/email/card.ts';
import { Content } from '../content/blocks.ts';
import { senderOf, startSending } from '../delivery/jobs.ts';
import { audienceOf, WITHHELD } from '../delivery/launch.ts';
import { Campaign, CampaignDraft, findCampaign, readCampaigns } from './campaign.ts';
import { preview, Preview, readable } from './preview.ts';

const Id = z.object({ id: z.coerce.number().int().positive() });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

const AudienceCount = z.object({
  customers: z.number(), treatment: z.number(), holdout: z.number(), withheld: z.record(z.enum(WITHHELD), z.number()), languages: z.record(z.string(), z.number()),
}).meta({ id: 'AudienceCount' });

type Here = Pick<RoomCall, 'db' | 'workspace' | 'tools' | 'events'>;

const draftRoutes: AnyRoute[] = [
  route({
    method: 'GET', path: '/campaigns', operation: 'listCampaigns', area: 'engage', access: 'viewer', summary: 'Campaigns, newest first.',
    shapes: { response: z.object({ campaigns: z.array(Campaign) }) },
    handle: async (call) => ({ campaigns: await readCampaigns(call) }),
  }),
  route({
    method: 'GET', path: '/campaigns/:id', operation: 'getCampaign', area: 'engage', access: 'viewer', summary: 'One campaign with its messages.',
    shapes: { params: Id, response: Campaign },
    handle: (call) => findCampaign(call, call.params.id),
  }),
  route({
    method: 'POST', path: '/campaigns', operation: 'createCampaign', area: 'engage', access: 'marketer', summary: 'Begins a campaign as a draft.',
    shapes: { body: CampaignDraft, response: Campaign },
    handle: async (call) => {
      await refer(call, call.body);
      const { id } = await call.db.insertInto('campaign').values({ workspace: call.workspace.id, ...columns(call.body), seed: randomUUID(), actor: call.actor.name }).returning('id').executeTakeFirstOrThrow();
      await audit(call, call.actor, 'campaign.created', String(id), { name: call.body.name });
      return findCampaign(call, id);
    },
  }),
  route({
    method: 'PUT', path: '/campaigns/:id', operation: 'changeCampaign', area: 'engage', access: 'marketer', summary: 'Changes a draft.',
    shapes: { params: Id, body: CampaignDraft, response: Campaign },
    handle: async (call) => {
      await refer(call, call.body);
      await inDraft(call, call.params.id, (db) => db.updateTable('campaign').set(columns(call.body)).where('id', '=', call.params.id).execute());
      return findCampaign(call, call.params.id);
    },
  }),
  route({
    method: 'DELETE', path: '/campaigns/:id', operation: 'deleteCampaign', area: 'engage', access: 'marketer', summary: 'Deletes a draft; what was launched stays on record.',
    shapes: { params: Id, response: Done },
    handle: async (call) => {
      await inDraft(call, call.params.id, (db) => db.deleteFrom('campaign').where('id', '=', call.params.id).execute());
      await audit(call, call.actor, 'campaign.deleted', String(call.params.id));
      return done;
    },
  }),
  route({
    method: 'PUT', path: '/campaigns/:id/contents/:language', operation: 'setCampaignContent', area: 'engage', access: 'marketer', summary: 'Writes the message in one language.',
    shapes: { params: Id.extend({ language: Language }), body: Content, response: Campaign },
    handle: async (call) => {
      const { id, language } = call.params;
      await draftOnly(call, id);
      await readable(call.body, language, await senderOf(call));
      const content = { subject: call.body.subject, preheader: call.body.preheader, blocks: JSON.stringify(call.body.blocks), updated_at: call.tools.clock.now() };
      await inDraft(call, id, (db) => db.insertInto('campaign_content').values({ workspace: call.workspace.id, campaign: id, language, ...content })
        .onConflict((conflict) => conflict.columns(['workspace', 'campaign', 'language']).doUpdateSet(content)).execute());
      return findCampaign(call, id);
    },
  }),
  route({
    method: 'DELETE', path: '/campaigns/:id/contents/:language', operation: 'removeCampaignContent', area: 'engage', access: 'marketer', summary: 'Takes one language out of a draft.',
    shapes: { params: Id.extend({ language: Language }), response: Campaign },
    handle: async (call) => {
      await inDraft(call, call.params.id, (db) => db.deleteFrom('campaign_content').where('campaign', '=', call.params.id).where('language', '=', call.params.language).execute());
      return findCampaign(call, call.params.id);
    },
  }),
  route({
    method: 'POST', path: '/messages/preview', operation: 'previewMessage', area: 'engage', access: 'viewer',
    summary: 'The message as a customer would get it, with names that no customer has pointed out.',
    shapes: { body: z.object({ content: Content, language: Language, customer: z.number().int().positive().nullable().default(null) }), response: Preview },
    handle: (call) => preview(call, call.body),
  }),
];

const launchRoutes: AnyRoute[] = [
  route({
    method: 'GET', path: '/campaigns/:id/audience', operation: 'countCampaignAudience', area: 'engage', access: 'viewer',
    summary: 'Whom a launch would reach now: written to, held out, and withheld with the reason.',
    shapes: { params: Id, response: AudienceCount },
    handle: (call) => countAudience(call, call.params.id),
  }),
  route({
    method: 'POST', path: '/campaigns/:id/launch', operation: 'launchCampaign', area: 'engage', access: 'marketer', summary: 'Launches a draft: from here the audience and the message stay as they are.',
    shapes: { params: Id, response: Campaign },
    handle: async (call) => {
      const campaign = await draftOnly(call, call.params.id);
      const missing = await missingFor(call, campaign);
      if (missing) throw new Fault('campaigns.not-ready', { missing });
      await move(call, campaign.id, ['draft'], 'sending', { launched_at: call.tools.clock.now() });
      return findCampaign(call, campaign.id);
    },
  }),
  route({
    method: 'POST', path: '/campaigns/:id/pause', operation: 'pauseCampaign', area: 'engage', access: 'marketer', summary: 'Holds what has not been sent yet.',
    shapes: { params: Id, response: Campaign },
    handle: async (call) => { await move(call, call.params.id, ['sending'], 'paused'); return findCampaign(call, call.params.id); },
  }),
  route({
    method: 'POST', path: '/campaigns/:id/resume', operation: 'resumeCampaign', area: 'engage', access: 'marketer', summary: 'Goes on with a paused campaign.',
    shapes: { params: Id, response: Campaign },
    handle: async (call) => { await move(call, call.params.id, ['paused'], 'sending'); return findCampaign(call, call.params.id); },
  }),
  route({
    method: 'POST', path: '/campaigns/:id/stop', operation: 'stopCampaign', area: 'engage', access: 'marketer', summary: 'Ends a campaign; what has not been sent is not sent.',
    shapes: { params: Id, response: Campaign },
    handle: async (call) => { await move(call, call.params.id, ['sending', 'paused'], 'stopped', { finished_at: call.tools.clock.now() }); return findCampaign(call, call.params.id); },
  }),
];

export const routes: AnyRoute[] = [...draftRoutes, ...launchRoutes];

const columns = (draft: z.infer<typeof CampaignDraft>) => ({
  name: draft.name, objective: draft.objective, channel: draft.channel, segment: draft.segment, holdout_share: draft.holdoutShare, budget: draft.budget,
  expected_orders: draft.expectedOrders, expected_revenue: draft.expectedRevenue, window_days: draft.windowDays,
});

/** What a draft points to must be there. */
async function refer(room: Here, draft: z.infer<typeof CampaignDraft>): Promise<void> {
  if (draft.segment !== null) await findSegment(room, draft.segment);
  if (draft.objective !== null && !(await room.db.selectFrom('objective').select('id').where('id', '=', draft.objective).executeTakeFirst())) {
    throw new Fault('access.not-found', { what: 'objective', id: draft.objective });
  }
}

async function draftOnly(room: Here, id: number): Promise<Campaign> {
  const campaign = await findCampaign(room, id);
  if (campaign.state !== 'draft') throw new Fault('campaigns.launched');
  return campaign;
}

/** Writes to a draft that stays one until it is written: of somebody who edits and somebody who launches, one comes first. */
async function inDraft(call: RoomCall, id: number, write: (db: RoomCall['db']) => Promise<unknown>): Promise<void> {
  await call.db.transaction().execute(async (transaction) => {
    await transaction.selectFrom('campaign').select('id').where('id', '=', id).forUpdate().execute();
    await draftOnly({ ...call, db: transaction }, id);
    await write(transaction);
  });
}

/** What keeps it from being launched, as a term of the fault `campaigns.not-ready`. */
async function missingFor(room: Here, campaign: Campaign): Promise<string | null> {
  if (campaign.segment === null) return 'audience';
  const written = LANGUAGES.filter((language) => campaign.contents[language]);
  if (written.length === 0) return 'text';
  const sender = await senderOf(room);
  if (room.tools.config.smtpUrl && !sender.own) return 'sender'; // a made-up one fails SPF, DKIM and DMARC alike
  if (room.tools.config.smtpUrl && !sender.postal) return 'postal';
  const { treatment } = await countAudience(room, campaign.id);
  return treatment === 0 ? 'readers' : null;
}

/** Moves a campaign from one of the states to another, or says why not; of two who try, one does it. */
async function move(call: RoomCall, id: number, from: readonly Campaign['state'][], to: Campaign['state'], more: Record<string, Date> = {}): Promise<void> {
  const changed = await call.db.updateTable('campaign').set({ state: to, ...more }).where('id', '=', id).where('state', 'in', from).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new Fault('campaigns.state', { state: (await findCampaign(call, id)).state });
  if (to === 'sending') await startSending(call.tools, { workspace: call.workspace.id, campaign: id });
  await audit(call, call.actor, `campaign.${to}`, String(id));
}

async function countAudience(room: Here, id: number): Promise<z.infer<typeof AudienceCount>> {
  const campaign = await findCampaign(room, id);
  const { seed } = await room.db.selectFrom('campaign').select('seed').where('id', '=', id).executeTakeFirstOrThrow();
  const count = { customers: 0, treatment: 0, holdout: 0, withheld: Object.fromEntries(WITHHELD.map((why) => [why, 0])) as Record<(typeof WITHHELD)[number], number>, languages: {} as Record<string, number> };
  if (campaign.segment === null) return count;
  const { rules } = await findSegment(room, campaign.segment);
  for await (const page of audienceOf(room, { rules, seed, holdoutShare: campaign.holdoutShare, purpose: campaign.purpose, card: email })) {
    for (const member of page) {
      count.customers++;
      if (member.withheld) count.withheld[member.withheld]++;
      else if (member.arm === 'holdout') count.holdout++;
      else { count.treatment++; const language = member.language ?? room.workspace.language; count.languages[language] = (count.languages[language] ?? 0) + 1; }
    }
  }
  return count;
}
