import type { EventStore } from '#platform/clickhouse/store.ts';
import totals from './totals.sql';

/** Makes the totals of these orders anew; for orders that come one by one. */
export async function totalOrders(events: EventStore, workspace: number, orders: readonly string[]): Promise<void> {
  if (orders.length > 0) await events.command(totals, { workspace, orders: [...new Set(orders)], months: [] });
}

/** How many lines a month (YYYYMM, UTC) holds, and the newest. */
interface MonthRow { month: number; held: string; version: string }

/**
 * Makes the totals of every month whose lines are newer than its totals, or other in number: an import's version is less
 * than that of lines that came as events. For imports; begun again after a crash it does what is still missing.
 */
export async function totalStaleMonths(events: EventStore, workspace: number): Promise<void> {
  const months = (held: string, table: string): Promise<MonthRow[]> => events.rows(
    `SELECT toYYYYMM(time) AS month, ${held} AS held, max(version) AS version FROM ${table} FINAL WHERE workspace = {workspace:UInt32} GROUP BY month
     SETTINGS do_not_merge_across_partitions_select_final = 1`, { workspace });
  const [lines, totalled] = await Promise.all([months('count()', 'order_lines'), months('sum(lines)', 'order_totals')]);
  const made = new Map(totalled.map((row) => [row.month, row]));
  const stale = lines.filter(({ month, held, version }) => held !== made.get(month)?.held || BigInt(version) > BigInt(made.get(month)?.version ?? -1));
  if (stale.length > 0) await events.command(totals, { workspace, orders: [], months: stale.map(({ month }) => month) });
}
