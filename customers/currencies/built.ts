import type { WorkspaceEvents } from '#platform/clickhouse/store.ts';
import { readBuilds } from './queries.ts';

/** Months (YYYYMM, UTC) whose sums by product are true now, and the builds that hold them. */
export interface Built { months: readonly number[]; builds: readonly bigint[] }

export const NOTHING_BUILT: Built = { months: [], builds: [] };

/**
 * What a question about these days (YYYY-MM-DD, both included) may take from `product_months`. What was built counts only
 * while the lines of its month are those that it was built from.
 */
export async function readBuilt(events: WorkspaceEvents, { from, to }: { from: string; to: string }): Promise<Built> {
  if (!holdsMonth(from, to)) return NOTHING_BUILT;
  const [changes, builds] = await Promise.all([events.changes('order_lines'), readBuilds(events)]);
  const marks = new Map(changes.map(({ month, mark }) => [month, mark]));
  const current = builds.filter(({ month, mark }) => marks.get(month) === mark);
  return { months: current.map(({ month }) => month), builds: current.map(({ build }) => BigInt(build)) };
}

/** Whether a whole month lies within the days; only whole months are ever taken. */
function holdsMonth(from: string, to: string): boolean {
  const [first, after] = [new Date(from), new Date(Date.parse(to) + 86_400_000)];
  const monthOf = (day: Date): number => day.getUTCFullYear() * 12 + day.getUTCMonth();
  return monthOf(first) + (first.getUTCDate() === 1 ? 0 : 1) < monthOf(after);
}
