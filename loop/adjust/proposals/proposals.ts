import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findCampaign } from '#loop/engage/index.ts';
import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Words } from '#vocabulary/words.ts';
import type { Proposal } from '../advice/contract.ts';
import { allAdvice as advice } from '../advice/index.gen.ts';
import { gather } from '../evidence.ts';

const Said = z.object({ en: z.string(), 'zh-Hans': z.string(), 'zh-Hant': z.string() });
const Stored = z.object({
  subject: z.string(), title: Said, because: Said,
  gain: z.object({ value: z.number(), low: z.number(), high: z.number(), level: z.number(), unit: z.enum(['money', 'orders', 'people']) }),
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('new campaign'), copyOf: z.number(), audience: z.literal('held out'), people: z.number() }),
    z.object({ kind: z.literal('stop campaign'), campaign: z.number() }),
  ]),
});
export const STATES = ['open', 'accepted', 'dismissed'] as const;
export interface ProposalRow { id: number; advice: string; names: Words; state: (typeof STATES)[number]; content: z.infer<typeof Stored>; madeAt: string; decidedAt: string | null; decidedBy: string | null }
export interface Judged { proposals: ProposalRow[]; nothing: { advice: string; names: Words; says: Words }[] }

/** Judges the evidence anew, keeps what is proposed, and answers it with the reasons of the advice that has nothing to say. */
export async function judgeAll(room: Room): Promise<Judged> {
  const evidence = await gather(room);
  const nothing: Judged['nothing'] = [];
  for (const member of advice) {
    const judgement = member.judge(evidence);
    if ('nothing' in judgement) nothing.push({ advice: member.id, names: member.names, says: judgement.nothing });
    else for (const proposal of judgement.proposals) await keep(room, member.id, proposal);
  }
  return { proposals: await readProposals(room), nothing };
}

/** A proposal that was decided on is not made again; an open one is brought up to date. */
async function keep(room: Room, id: string, proposal: Proposal): Promise<void> {
  const known = await room.db.selectFrom('proposal').select(['id', 'state']).where('advice', '=', id).where('subject', '=', proposal.subject).orderBy('id', 'desc').limit(1).executeTakeFirst();
  const content = JSON.stringify(proposal);
  if (!known) {
    await room.db.insertInto('proposal').values({ workspace: room.workspace.id, advice: id, subject: proposal.subject, content })
      .onConflict((conflict) => conflict.columns(['workspace', 'advice', 'subject']).where('state', '=', 'open').doNothing()).execute();
  } else if (known.state === 'open') {
    await room.db.updateTable('proposal').set({ content }).where('id', '=', known.id).execute();
  }
}

export async function readProposals(room: Pick<Room, 'db'>): Promise<ProposalRow[]> {
  const rows = await room.db.selectFrom('proposal').select(['id', 'advice', 'state', 'content', 'made_at', 'decided_at', 'decided_by']).orderBy('id', 'desc').limit(200).execute();
  return rows.flatMap((row) => {
    const member = advice.find((each) => each.id === row.advice);
    return member ? [{
      id: row.id, advice: row.advice, names: member.names, state: z.enum(STATES).parse(row.state), content: Stored.parse(row.content),
      madeAt: row.made_at.toISOString(), decidedAt: row.decided_at?.toISOString() ?? null, decidedBy: row.decided_by,
    }] : [];
  });
}

/** Decides once. Accepting carries the change out as data that the plan understands: a draft, never a launch. */
export async function decide(room: Room, id: number, state: 'accepted' | 'dismissed', actor: string): Promise<{ campaign: number | null }> {
  const proposal = (await readProposals(room)).find((each) => each.id === id);
  if (!proposal) throw new Fault('access.not-found', { what: 'proposal', id });
  const changed = await room.db.updateTable('proposal').set({ state, decided_at: room.tools.clock.now(), decided_by: actor })
    .where('id', '=', id).where('state', '=', 'open').executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new Fault('request.conflict', { what: `proposal ${id}`, reason: proposal.state });
  const { change } = proposal.content;
  return { campaign: state === 'accepted' && change.kind === 'new campaign' ? await copyForHeldOut(room, change.copyOf, actor) : null };
}

/** A draft with the same messages for the customers whom the campaign held out. */
async function copyForHeldOut(room: Room, from: number, actor: string): Promise<number> {
  const campaign = await findCampaign(room, from);
  const workspace = room.workspace.id;
  return room.db.transaction().execute(async (transaction) => {
    const rules = { match: 'all', rules: [{ fact: 'campaign', campaign: from, did: 'was held out', is: true }] };
    const segment = await transaction.insertInto('segment').values({ workspace, name: `${campaign.name} — held out`, rules: JSON.stringify(rules), actor }).returning('id').executeTakeFirstOrThrow();
    const copy = await transaction.insertInto('campaign').values({
      workspace, name: `${campaign.name} — held out`, channel: campaign.channel, objective: campaign.objective, segment: segment.id, holdout_share: 0,
      window_days: campaign.windowDays, seed: randomUUID(), actor,
    }).returning('id').executeTakeFirstOrThrow();
    for (const [language, content] of Object.entries(campaign.contents)) {
      if (content) await transaction.insertInto('campaign_content').values({ workspace, campaign: copy.id, language, subject: content.subject, preheader: content.preheader, blocks: JSON.stringify(content.blocks) }).execute();
    }
    return copy.id;
  });
}
