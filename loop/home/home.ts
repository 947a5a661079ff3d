import { z } from 'zod';
import { findMetric, readValue, type Period } from '#metrics/read.ts';
import { readLeftOut } from '#customers/index.ts';
import { judgeAll } from '#loop/adjust/index.ts';
import { addDays, readObjectives, type Objective } from '#loop/plan/index.ts';
import type { Room } from '#platform/tools/tools.ts';
import { LeftOut } from '#vocabulary/currency.ts';
import type { Language } from '#vocabulary/words.ts';
import base from './home.sql';

const Change = z.object({ now: z.number().nullable(), before: z.number().nullable() });
type Change = z.infer<typeof Change>;

/** The loop with today's numbers on it: facts only, the page writes the sentences. Money in minor units; null where not known. */
export const Home = z.object({
  today: z.iso.date(),
  /** Orders of the last 365 days that no sum of money has, for want of a rate. */
  leftOut: z.array(LeftOut),
  understand: z.object({ customers: z.number(), newCustomers: Change, active: z.number(), repeatShare: z.number().nullable() }),
  plan: z.object({
    objective: z.string(), to: z.string(), unit: z.enum(['money', 'count', 'people', 'share', 'days']), better: z.enum(['up', 'down']), day: z.iso.date(),
    planned: z.number().nullable(), actual: z.number().nullable(), target: z.number(),
  }).nullable(),
  engage: z.object({ running: z.number(), scheduled: z.number(), sent: z.number(), reached: z.number() }),
  measure: z.object({ revenue: Change, orders: Change, averageOrder: Change }),
  adjust: z.object({
    waiting: z.number(),
    first: z.array(z.object({ id: z.string(), says: z.string(), to: z.string(), gain: z.object({ expected: z.number(), low: z.number(), high: z.number() }).nullable() })),
  }),
}).meta({ id: 'Home' });
export type Home = z.infer<typeof Home>;

export async function readHome(room: Room, language: Language): Promise<Home> {
  const { today, timeZone: zone } = room.workspace;
  const last30 = { from: addDays(today, -29), to: today };
  const before30 = { from: addDays(today, -59), to: addDays(today, -30) };
  const lastYear = { from: addDays(today, -364), to: today };
  const [people, revenue, orders, averageOrder, yearly, repeated, objectives, engage, judged, leftOut] = await Promise.all([
    room.events.rows<{ customers: number; new_now: number; new_before: number; active: number; buyers: number }>(base, { today, zone }),
    change(room, 'net-revenue', last30, before30), change(room, 'orders', last30, before30), change(room, 'average-order-value', last30, before30),
    valueOf(room, 'net-revenue', lastYear), valueOf(room, 'repeat-revenue', lastYear),
    readObjectives(room), readEngage(room), judgeAll(room), readLeftOut(room, lastYear),
  ]);
  const found = people[0] ?? { customers: 0, new_now: 0, new_before: 0, active: 0, buyers: 0 };
  const open = judged.proposals.filter((proposal) => proposal.state === 'open').sort((a, b) => b.content.gain.value - a.content.gain.value);
  return {
    today, leftOut,
    understand: {
      customers: found.customers, newCustomers: found.buyers === 0 ? { now: null, before: null } : { now: found.new_now, before: found.new_before }, active: found.active,
      repeatShare: yearly !== null && repeated !== null && yearly > 0 ? repeated / yearly : null,
    },
    plan: planOf(objectives, today),
    engage,
    measure: { revenue, orders, averageOrder },
    adjust: {
      waiting: open.length,
      first: open.slice(0, 3).map(({ id, content }) => ({
        id: String(id), says: content.title[language], to: '/adjust',
        gain: content.gain.unit === 'money' ? { expected: content.gain.value, low: content.gain.low, high: content.gain.high } : null,
      })),
    },
  };
}

async function valueOf(room: Room, id: string, period: Period): Promise<number | null> {
  const metric = findMetric(id);
  if (!metric) throw new Error(`there is no metric ${id}`);
  const value = await readValue(room, metric, period);
  return value.known ? value.value : null;
}

async function change(room: Room, id: string, now: Period, before: Period): Promise<Change> {
  const [a, b] = await Promise.all([valueOf(room, id, now), valueOf(room, id, before)]);
  return { now: a, before: b };
}

/** The objective whose days hold today and that is due first. */
function planOf(objectives: readonly Objective[], today: string): Home['plan'] {
  const current = objectives.find((each) => each.startsOn <= today && today <= each.dueOn);
  const metric = current && findMetric(current.metric);
  if (!current || !metric) return null;
  return {
    objective: current.name, to: '/plan', unit: metric.unit, better: metric.better, day: today,
    planned: current.progress.expectedByNow, actual: current.progress.actual, target: current.target,
  };
}

async function readEngage(room: Room): Promise<Home['engage']> {
  const since = new Date(room.tools.clock.now().getTime() - 30 * 86_400_000);
  const [running, sent] = await Promise.all([
    room.db.selectFrom('campaign').select((each) => each.fn.countAll<number>().as('count')).where('state', 'in', ['sending', 'paused']).executeTakeFirstOrThrow(),
    room.db.selectFrom('delivery').select((each) => [each.fn.countAll<number>().as('messages'), each.fn.count<number>('customer').distinct().as('people')]).where('sent_at', '>', since).executeTakeFirstOrThrow(),
  ]);
  return { running: Number(running.count), scheduled: 0, sent: Number(sent.messages), reached: Number(sent.people) };
}
