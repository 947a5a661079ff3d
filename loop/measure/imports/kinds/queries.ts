import type { EventStore, WorkspaceEvents } from '#platform/clickhouse/store.ts';

/** Lines that are asked for: how many, between which times (epoch seconds), and their numbers where those are needed. */
export interface Asked { count: number; firstTime: number; lastTime: number; ids: () => string[] }

interface FoundRow { id: string; version: string }

/** Above so many times the asked lines, the range is not fetched but asked for by number. */
const WIDEST = 4;

/**
 * Which of these lines are kept already, and since which import. A file is mostly in order of time, so the range between
 * its first and last is the fastest question; where the range holds much more, the numbers are asked for.
 */
export async function existingLines(events: WorkspaceEvents, { count, firstTime, lastTime, ids }: Asked): Promise<Map<string, string>> {
  if (count === 0) return new Map();
  const range = { firstTime, lastTime, limit: count * WIDEST + 1 };
  const within = 'time >= fromUnixTimestamp({firstTime:Int64}) AND time <= fromUnixTimestamp({lastTime:Int64})';
  const rows = await events.rows<FoundRow>(`SELECT line_id AS id, version FROM order_lines WHERE ${within} LIMIT {limit:UInt32}`, range);
  if (rows.length <= count * WIDEST) return new Map(rows.map(({ id, version }) => [id, version]));
  const numbers = ids().filter((id) => /^\d+$/.test(id)).join(',');
  const found = await events.rows<FoundRow>(`SELECT line_id AS id, version FROM order_lines WHERE ${within} AND line_id IN (${numbers})`, range, { settings: { max_query_size: 16_000_000 } });
  return new Map(found.map(({ id, version }) => [id, version]));
}

/**
 * Merges each month of the workspace that now lies in several parts, so that reading the newest version of a row stays
 * as fast as reading it. Only ever called after an import: a month of everyday changes settles by itself.
 */
export async function settlePartitions(events: EventStore, table: 'order_lines' | 'order_totals', workspace: number): Promise<void> {
  const partitions = await events.rows<{ partition: string }>(
    `SELECT partition FROM system.parts WHERE database = currentDatabase() AND table = {table:String} AND active AND startsWith(partition, {prefix:String})
     GROUP BY partition HAVING count() > 1 ORDER BY partition`, { table, prefix: `(${workspace},` });
  for (const { partition } of partitions) if (/^\(\d+,\d{6}\)$/.test(partition)) await events.command(`OPTIMIZE TABLE ${table} PARTITION ${partition} FINAL`);
}

/** Which events of these numbers are kept already, and where they came from; between two times, in epoch milliseconds. */
export async function existingEvents(events: WorkspaceEvents, ids: readonly string[], times: { first: number; last: number }): Promise<Map<string, string>> {
  const numbers = ids.filter((id) => /^\d+$/.test(id)).join(',');
  const rows = await events.rows<{ id: string; origin: string }>(
    `SELECT event_id AS id, origin FROM events WHERE time >= fromUnixTimestamp64Milli({first:Int64}) AND time <= fromUnixTimestamp64Milli({last:Int64}) AND event_id IN (${numbers})`,
    times, { settings: { max_query_size: 16_000_000 } });
  return new Map(rows.map(({ id, origin }) => [id, origin]));
}
