import { z } from 'zod';
import type { Metric } from '#metrics/contract.ts';
import { findMetric, leftOutOf, readValue, readValues, type Period } from '#metrics/read.ts';
import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import { LeftOut } from '#vocabulary/currency.ts';
import { addDays, daysBetween, progressOf, reachOf } from './progress.ts';

const STATES = ['not started', 'ahead', 'on plan', 'behind', 'reached', 'missed', 'unknown'] as const;
export const Objective = z.object({
  id: z.number().int(), name: z.string(), metric: z.string(), baseline: z.number(), baselineFrom: z.iso.date(), baselineTo: z.iso.date(),
  target: z.number(), startsOn: z.iso.date(), dueOn: z.iso.date(), owner: z.string(), createdAt: z.string(),
  progress: z.object({ timeShare: z.number(), actual: z.number().nullable(), expectedByNow: z.number().nullable(), state: z.enum(STATES), leftOut: z.array(LeftOut) }),
}).meta({ id: 'Objective' });
export type Objective = z.infer<typeof Objective>;

export const Baseline = z.object({
  metric: z.string(), unit: z.string(), from: z.iso.date(), to: z.iso.date(), value: z.number().nullable(),
  reach: z.object({ largestChange: z.number(), wantedChange: z.number(), outOfReach: z.boolean() }).nullable(),
  /** Orders of the period that the value does not have, for want of a rate. */
  leftOut: z.array(LeftOut),
}).meta({ id: 'Baseline' });

type Here = Pick<Room, 'db' | 'events' | 'workspace'>;

export function metricOf(id: string): Metric {
  const metric = findMetric(id);
  if (!metric) throw new Fault('access.not-found', { what: 'metric', id });
  return metric;
}

const accumulates = (metric: Metric): boolean => metric.unit === 'money' && metric.id !== 'average-order-value' || metric.unit === 'count' || metric.unit === 'people';

async function known(room: Here, metric: Metric, period: Period): Promise<number | null> {
  const value = await readValue(room, metric, period);
  return value.known ? value.value : null;
}

/** The metric over a period, and whether a target lies within what comparable periods have done before. */
export async function baselineOf(room: Here, id: string, period: Period, target: number | null): Promise<z.infer<typeof Baseline>> {
  const metric = metricOf(id);
  const length = daysBetween(period.from, period.to);
  const before = Array.from({ length: 7 }, (_, i) => ({ from: addDays(period.from, -length * (i + 1)), to: addDays(period.to, -length * (i + 1)) })).reverse();
  const [read, leftOut] = await Promise.all([readValues(room, metric, [...before, period]), leftOutOf(room, metric, period)]);
  const values = read.map((each) => (each.known ? each.value : null));
  const value = values.at(-1) ?? null;
  const history = values.filter((each): each is number => each !== null && each !== 0);
  return { metric: id, unit: metric.unit, ...period, value, reach: target === null || value === null ? null : reachOf(history, value, target), leftOut };
}

const COLUMNS = ['id', 'name', 'metric', 'baseline', 'baseline_from', 'baseline_to', 'target', 'starts_on', 'due_on', 'owner', 'created_at'] as const;

/** Objectives that are not archived, the next due first, each with its progress today. */
export async function readObjectives(room: Here, id?: number): Promise<Objective[]> {
  let query = room.db.selectFrom('objective').select(COLUMNS).where('archived_at', 'is', null).orderBy('due_on').orderBy('id');
  if (id !== undefined) query = query.where('id', '=', id);
  const rows = await query.execute();
  return Promise.all(rows.map(async (row) => {
    const plan = { target: Number(row.target), startsOn: row.starts_on, dueOn: row.due_on };
    return {
      id: row.id, name: row.name, metric: row.metric, baseline: Number(row.baseline), baselineFrom: row.baseline_from, baselineTo: row.baseline_to,
      ...plan, owner: row.owner, createdAt: row.created_at.toISOString(), progress: await progressIn(room, row.metric, plan),
    };
  }));
}

async function progressIn(room: Here, id: string, plan: { target: number; startsOn: string; dueOn: string }): Promise<Objective['progress']> {
  const metric = metricOf(id);
  const { today } = room.workspace;
  const period = { from: plan.startsOn, to: today < plan.dueOn ? today : plan.dueOn };
  const [actual, leftOut] = today < plan.startsOn ? [null, []] : await Promise.all([known(room, metric, period), leftOutOf(room, metric, period)]);
  return { ...progressOf(plan, actual, today, { accumulates: accumulates(metric), better: metric.better }), leftOut };
}
