import { readConverted, readLeftOut } from '#customers/index.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { LeftOut } from '#vocabulary/currency.ts';
import type { Metric, Source } from './contract.ts';
import { metrics } from './index.gen.ts';
import customerOrders from './sources/customer-orders.sql';
import messages from './sources/messages.sql';
import orders from './sources/orders.sql';
import visits from './sources/visits.sql';

const SQL: Record<Source, string> = { orders, 'customer-orders': customerOrders, visits, messages };

/** Days, both included, in the workspace's time zone. */
export interface Period { from: string; to: string }
export type Grain = 'whole' | 'day' | 'month';

/** `known: false` where the metric says that an empty period is unknown: an average of nothing is not zero. */
export type MetricValue = { known: true; value: number } | { known: false };
export interface MetricPoint { period: string; value: MetricValue }

export const metricIds = metrics.map((metric) => metric.id);
export const findMetric = (id: string): Metric | undefined => metrics.find((metric) => metric.id === id);

const BUCKET: Record<Grain, string> = { whole: "''", day: 'toString(day)', month: "formatDateTime(month, '%Y-%m')" };

/** The metric over the period, as one point or one a day or month (only those with rows). */
export async function readMetric(room: Pick<Room, 'events' | 'workspace'>, metric: Metric, period: Period, grain: Grain = 'whole'): Promise<MetricPoint[]> {
  const sql = `WITH rows_of_source AS (${SQL[metric.source]})
SELECT ${BUCKET[grain]} AS period, toFloat64(${metric.value}) AS value, count() AS lines
FROM rows_of_source
WHERE day BETWEEN {from:Date} AND {to:Date}${metric.where ? ` AND (${metric.where})` : ''}
GROUP BY period ORDER BY period`;
  const rows = await readConverted<{ period: string; value: number | null; lines: string }>(room, sql, { from: period.from, to: period.to });
  const points = rows.filter((row) => Number(row.lines) > 0).map((row) => ({ period: row.period, value: valueOf(row.value) }));
  if (grain === 'whole' && points.length === 0) return [{ period: '', value: emptyOf(metric) }];
  return points;
}

const emptyOf = (metric: Metric): MetricValue => (metric.empty === 'zero' ? { known: true, value: 0 } : { known: false });

/** ClickHouse gives null for a division by nothing: that is unknown, whatever the metric says of empty periods. */
const valueOf = (value: number | null): MetricValue => (value === null || !Number.isFinite(value) ? { known: false } : { known: true, value });

/** The one value of a whole period. */
export async function readValue(room: Pick<Room, 'events' | 'workspace'>, metric: Metric, period: Period): Promise<MetricValue> {
  const [point] = await readMetric(room, metric, period);
  return point?.value ?? { known: false };
}

/** The values of several periods, which may overlap, in their order: one pass over the source, unless the metric itself asks when its period begins. */
export async function readValues(room: Pick<Room, 'events' | 'workspace'>, metric: Metric, periods: readonly Period[]): Promise<MetricValue[]> {
  if (metric.value.includes('{from:Date}') || periods.length < 2) return Promise.all(periods.map((period) => readValue(room, metric, period)));
  const [starts, ends] = [periods.map(({ from }) => from), periods.map(({ to }) => to)];
  const sql = `WITH rows_of_source AS (${SQL[metric.source]})
SELECT period, toFloat64(${metric.value}) AS value
FROM rows_of_source
ARRAY JOIN arrayFilter(i -> day BETWEEN {starts:Array(Date)}[i] AND {ends:Array(Date)}[i], arrayEnumerate({starts:Array(Date)})) AS period
${metric.where ? `WHERE ${metric.where}\n` : ''}GROUP BY period`;
  const rows = await readConverted<{ period: number; value: number | null }>(room, sql, { from: earliest(starts), to: latest(ends), starts, ends });
  const found = new Map(rows.map((row) => [row.period, valueOf(row.value)]));
  return periods.map((_, i) => found.get(i + 1) ?? emptyOf(metric));
}

/** Orders of the period that the metric does not have, for want of a rate; none where it sums no money. */
export const leftOutOf = async (room: Pick<Room, 'events' | 'workspace'>, metric: Metric, period: Period): Promise<LeftOut[]> =>
  (/\bamount\b/.test(metric.value) ? readLeftOut(room, period) : []);

const earliest = (days: readonly string[]): string => days.reduce((a, b) => (a < b ? a : b));
const latest = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b));
