import { z } from 'zod';
import { readConverted, readLeftOut } from '#customers/index.ts';
import type { Campaign } from '#loop/engage/index.ts';
import type { Room } from '#platform/tools/tools.ts';
import { dayIn } from '#platform/workspace/rooms.ts';
import { seeded } from '#science/math/random.ts';
import { LeftOut } from '#vocabulary/currency.ts';
import { model as holdout } from '#science/models/holdout/model.ts';
import afterClick from './after-click.sql';
import arms from './arms.sql';
import links from './links.sql';
import { Messages, readMessages } from './messages.ts';

const Interval = z.object({ value: z.number(), low: z.number(), high: z.number(), level: z.number() });
const Arm = z.object({ arm: z.enum(['treatment', 'holdout']), people: z.number(), buyers: z.number(), orders: z.number(), revenue: z.number(), revenue_squares: z.number() });
export type ArmResult = z.infer<typeof Arm>;

/** What came of a campaign. Money in minor units; `added` compares with the hold-out, or says why it cannot. */
export const Results = z.object({
  messages: Messages,
  links: z.array(z.object({ url: z.string(), messages: z.number(), clicks: z.number() })),
  afterClick: z.object({ orders: z.number(), customers: z.number(), revenue: z.number(), windowDays: z.number() }),
  arms: z.array(Arm.omit({ revenue_squares: true })),
  added: z.union([z.object({ buyers: Interval, revenue: Interval.nullable() }), z.object({ unknown: z.string() })]),
  cost: z.object({ budget: z.number(), messages: z.number() }),
  expected: z.object({ orders: z.number().nullable(), revenue: z.number().nullable() }),
  /** Orders since the launch that the sums of money do not have, for want of a rate. */
  leftOut: z.array(LeftOut),
}).meta({ id: 'CampaignResults' });
export type Results = z.infer<typeof Results>;

type Here = Pick<Room, 'db' | 'events' | 'workspace' | 'tools'>;

export async function readResults(room: Here, campaign: Campaign): Promise<Results> {
  const parameters = { campaign: String(campaign.id), since: (campaign.launchedAt ?? campaign.createdAt).slice(0, 19).replace('T', ' '), window: campaign.windowDays };
  const [{ messages, cost }, byLink, credited, byArm, leftOut] = await Promise.all([
    readMessages(room, campaign.id),
    room.events.rows<{ url: string; messages: number; clicks: number }>(links, parameters),
    readConverted<{ orders: number; customers: number; revenue: number }>(room, afterClick, parameters),
    readArms(room, campaign),
    readLeftOut(room, { from: dayIn(new Date(campaign.launchedAt ?? campaign.createdAt), room.workspace.timeZone) }),
  ]);
  return {
    messages,
    links: byLink,
    afterClick: { ...(credited[0] ?? { orders: 0, customers: 0, revenue: 0 }), windowDays: campaign.windowDays },
    arms: byArm.map(({ revenue_squares: _squares, ...arm }) => arm),
    added: addedBy(byArm),
    cost: { budget: campaign.budget, messages: Math.round(cost / 1000) },
    expected: { orders: campaign.expectedOrders, revenue: campaign.expectedRevenue },
    leftOut,
  };
}

/** People of each arm and what they bought within the window, from the moment they were drawn. */
export async function readArms(room: Here, campaign: Campaign): Promise<ArmResult[]> {
  const since = (campaign.launchedAt ?? campaign.createdAt).slice(0, 19).replace('T', ' ');
  return z.array(Arm).parse(await readConverted<unknown>(room, arms, { campaign: String(campaign.id), since, window: campaign.windowDays }));
}

const LEVEL = 0.9;

/** Treated against held out: buyers as a share, revenue as an amount; the reason where the data do not allow it. */
export function addedBy(arms: readonly ArmResult[]): Results['added'] {
  const order = ['holdout', 'treatment'].map((name) => arms.find((each) => each.arm === name));
  const [held, treated] = order;
  if (!held || !treated) return { unknown: !held ? 'no hold-out was kept' : 'nobody has been written to yet' };
  const tools = { random: seeded('campaign results') };
  const table = (value: (arm: ArmResult) => number, squares?: (arm: ArmResult) => number) => ({
    rows: 2,
    columns: {
      arm: ['hold-out', 'treatment'], people: Float64Array.of(held.people, treated.people), value: Float64Array.of(value(held), value(treated)),
      ...(squares ? { value_value: Float64Array.of(squares(held), squares(treated)) } : {}),
    },
  });
  const buyers = holdout.fit(table((arm) => arm.buyers), { metric: 'proportion', level: LEVEL }, tools);
  if (buyers.status !== 'fitted') return { unknown: buyers.why.sentence };
  const revenue = holdout.fit(table((arm) => arm.revenue, (arm) => arm.revenue_squares), { metric: 'mean', level: LEVEL }, tools);
  return { buyers: { ...buyers.value.incremental, level: LEVEL }, revenue: revenue.status === 'fitted' ? { ...revenue.value.incremental, level: LEVEL } : null };
}
