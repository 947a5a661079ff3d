import { z } from 'zod';
import { findMetric, readMetric, readValues, type Period } from '#metrics/read.ts';
import { readLeftOut } from '#customers/index.ts';
import { judgeAll } from '#loop/adjust/index.ts';
import { addDays, metricOf, readObjectives, type Objective } from '#loop/plan/index.ts';
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
  measure: z.object({
    revenue: Change, orders: Change, averageOrder: Change,
    /** Net revenue by month, YYYY-MM, the oldest first; this month and the twelve before, as far as there is trade. */
    months: z.array(z.object({ month: z.string(), revenue: z.number().nullable() })),
  }),
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
  const [people, revenue, orders, averageOrder, repeated, months, objectives, engage, judged, leftOut] = await Promise.all([
    room.events.rows<{ customers: number; new_now: number; new_before: number; active: number; buyers: number }>(base, { today, zone }),
    valuesOf(room, 'net-revenue', [last30, before30, lastYear]), valuesOf(room, 'orders', [last30, before30]), valuesOf(room, 'average-order-value', [last30, before30]),
    valuesOf(room, 'repeat-revenue', [lastYear]), readMetric(room, metricOf('net-revenue'), { from: firstOfMonth(today, 12), to: today }, 'month'),
    readObjectives(room), readEngage(room), judgeAll(room), readLeftOut(room, lastYear),
  ]);
  const [yearly, repeatedYearly] = [revenue[2] ?? null, repeated[0] ?? null];
  const found = people[0] ?? { customers: 0, new_now: 0, new_before: 0, active: 0, buyers: 0 };
  const open = judged.proposals.filter((proposal) => proposal.state === 'open').sort((a, b) => b.content.gain.value - a.content.gain.value);
  return {
    today, leftOut,
    understand: {
      customers: found.customers, newCustomers: found.buyers === 0 ? { now: null, before: null } : { now: found.new_now, before: found.new_before }, active: found.active,
      repeatShare: yearly !== null && repeatedYearly !== null && yearly > 0 ? repeatedYearly / yearly : null,
    },
    plan: planOf(objectives, today),
    engage,
    measure: {
      revenue: changeOf(revenue), orders: changeOf(orders), averageOrder: changeOf(averageOrder),
      months: months.map(({ period, value }) => ({ month: period, revenue: value.known ? value.value : null })),
    },
    adjust: {
      waiting: open.length,
      first: open.slice(0, 3).map(({ id, content }) => ({
        id: String(id), says: content.title[language], to: '/adjust',
        gain: content.gain.unit === 'money' ? { expected: content.gain.value, low: content.gain.low, high: content.gain.high } : null,
      })),
    },
  };
}

const valuesOf = async (room: Room, id: string, periods: readonly Period[]): Promise<(number | null)[]> =>
  (await readValues(room, metricOf(id), periods)).map((value) => (value.known ? value.value : null));

const changeOf = ([now = null, before = null]: readonly (number | null)[]): Change => ({ now, before });

/** The first day of the month that lies so many months before this day's. */
function firstOfMonth(day: string, before: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 - before, 1)).toISOString().slice(0, 10);
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
