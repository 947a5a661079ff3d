import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import { Language } from '#vocabulary/words.ts';
import { Content } from '../content/blocks.ts';

export const CAMPAIGN_STATES = ['draft', 'sending', 'paused', 'stopped', 'done'] as const;

export const Campaign = z.object({
  id: z.number().int(), objective: z.number().int().nullable(), name: z.string(), channel: z.string(), segment: z.number().int().nullable(), purpose: z.string(),
  state: z.enum(CAMPAIGN_STATES), holdoutShare: z.number(), budget: z.number(), expectedOrders: z.number().nullable(), expectedRevenue: z.number().nullable(),
  windowDays: z.number().int(), createdAt: z.string(), launchedAt: z.string().nullable(), finishedAt: z.string().nullable(), actor: z.string(),
  contents: z.record(Language, Content.nullable()),
}).meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;

/** What a marketer sets before the launch; all but the name may come later. Money in minor units of the workspace's currency. */
export const CampaignDraft = z.object({
  name: z.string().trim().min(1).max(200), objective: z.number().int().positive().nullable().default(null), channel: z.enum(['email']).default('email'),
  segment: z.number().int().positive().nullable().default(null), holdoutShare: z.number().min(0).max(0.5).default(0.1), budget: z.number().int().min(0).max(2 ** 50).default(0),
  expectedOrders: z.number().min(0).max(1e9).nullable().default(null), expectedRevenue: z.number().int().min(0).max(2 ** 50).nullable().default(null),
  windowDays: z.number().int().min(1).max(90).default(7),
});

const COLUMNS = ['id', 'objective', 'name', 'channel', 'segment', 'purpose', 'state', 'holdout_share', 'budget', 'expected_orders', 'expected_revenue', 'window_days', 'created_at', 'launched_at', 'finished_at', 'actor'] as const;

/** Campaigns with their messages, newest first; or the one with this number. */
export async function readCampaigns(room: Pick<Room, 'db'>, id?: number): Promise<Campaign[]> {
  let query = room.db.selectFrom('campaign').select(COLUMNS).orderBy('id', 'desc').limit(500);
  if (id !== undefined) query = query.where('id', '=', id);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const contents = await room.db.selectFrom('campaign_content').select(['campaign', 'language', 'subject', 'preheader', 'blocks']).where('campaign', 'in', rows.map((row) => row.id)).execute();
  const contentOf = (campaign: number, language: Language): Content | null => {
    const row = contents.find((each) => each.campaign === campaign && each.language === language);
    return row ? Content.parse(row) : null;
  };
  return rows.map((row) => ({
    id: row.id, objective: row.objective, name: row.name, channel: row.channel, segment: row.segment, purpose: row.purpose, state: z.enum(CAMPAIGN_STATES).parse(row.state),
    holdoutShare: Number(row.holdout_share), budget: row.budget, expectedOrders: row.expected_orders === null ? null : Number(row.expected_orders),
    expectedRevenue: row.expected_revenue, windowDays: row.window_days, actor: row.actor,
    createdAt: row.created_at.toISOString(), launchedAt: row.launched_at?.toISOString() ?? null, finishedAt: row.finished_at?.toISOString() ?? null,
    contents: { en: contentOf(row.id, 'en'), 'zh-Hans': contentOf(row.id, 'zh-Hans'), 'zh-Hant': contentOf(row.id, 'zh-Hant') },
  }));
}

export async function findCampaign(room: Pick<Room, 'db'>, id: number): Promise<Campaign> {
  const [campaign] = await readCampaigns(room, id);
  if (!campaign) throw new Fault('access.not-found', { what: 'campaign', id });
  return campaign;
}
