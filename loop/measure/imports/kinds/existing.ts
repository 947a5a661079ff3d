import type { WorkspaceEvents } from '#platform/clickhouse/store.ts';

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
