import type { EventStore } from '#platform/clickhouse/store.ts';
import totals from './totals.sql';

/** Makes the totals of these orders anew; for orders that come one by one. */
export async function totalOrders(events: EventStore, workspace: number, orders: readonly string[]): Promise<void> {
  if (orders.length > 0) await events.command(totals, { workspace, orders: [...new Set(orders)], months: [] });
}

/**
 * Makes the totals of every month whose lines are newer than its totals; for imports. Begun again after a crash it does
 * what is still missing.
 */
export async function totalStaleMonths(events: EventStore, workspace: number): Promise<void> {
  const newest = (table: 'order_lines' | 'order_totals'): Promise<{ month: number; version: string }[]> =>
    events.rows(`SELECT toYYYYMM(time) AS month, max(version) AS version FROM ${table} WHERE workspace = {workspace:UInt32} GROUP BY month`, { workspace });
  const [lines, made] = await Promise.all([newest('order_lines'), newest('order_totals')]);
  const versions = new Map(made.map(({ month, version }) => [month, BigInt(version)]));
  const months = lines.filter(({ month, version }) => BigInt(version) > (versions.get(month) ?? -1n)).map(({ month }) => month);
  if (months.length > 0) await events.command(totals, { workspace, orders: [], months });
}
