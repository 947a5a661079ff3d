import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { readBuilds } from '#customers/index.ts';
import type { MonthChange } from '#platform/clickhouse/changes.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import type { Tools } from '#platform/tools/tools.ts';
import products from './products.sql';

/** Lines added up in one statement: what bounds its memory. A month that has more is a statement by itself. */
const LINES_AT_ONCE = 2_000_000;
/** What was superseded longer ago nobody reads any more: a question is over within a minute. */
const READ_FOR_MS = 3_600_000;
/** The number of a build says when it began (ms) and, in its last bits, tells builds of the same moment apart. */
const BUILD_BITS = 20n;

/**
 * Makes the sums by product anew of every month that is over and whose lines have changed since; of one workspace or of
 * all. Ended at any point it leaves nothing false: a build counts once its last row is there. Two at once do the work
 * twice and harm nothing.
 */
export async function buildProducts({ events, clock }: Pick<Tools, 'events' | 'clock'>, only: number | null = null): Promise<void> {
  const now = clock.now();
  const thisMonth = now.getUTCFullYear() * 100 + now.getUTCMonth() + 1;
  const [changes, builds] = await Promise.all([(only === null ? events : events.inWorkspace(only)).changes('order_lines'), readBuilds(events)]);
  const made = new Map(builds.map(({ workspace, month, mark }) => [keyOf({ workspace, month }), mark]));
  const stale = changes.filter((change) => change.month < thisMonth && made.get(keyOf(change)) !== change.mark);
  for (const part of batches(stale)) await build(events, part, now);
  const again = stale.filter((change) => made.has(keyOf(change)));
  for (const workspace of new Set(again.map((change) => change.workspace))) await forgetSuperseded(events, workspace, now);
}

const keyOf = ({ workspace, month }: { workspace: number; month: number }): string => `${workspace} ${month}`;

/** Each of one workspace. */
function batches(changes: readonly MonthChange[]): MonthChange[][] {
  const found: { lines: number; months: MonthChange[] }[] = [];
  for (const change of changes.toSorted((a, b) => a.workspace - b.workspace || a.month - b.month)) {
    const last = found.at(-1);
    if (last?.months[0]?.workspace === change.workspace && last.lines + change.rows <= LINES_AT_ONCE) {
      last.lines += change.rows;
      last.months.push(change);
    } else found.push({ lines: change.rows, months: [change] });
  }
  return found.map(({ months }) => months);
}

async function build(events: Tools['events'], changes: readonly MonthChange[], now: Date): Promise<void> {
  const first = (BigInt(now.getTime()) << BUILD_BITS) + BigInt(randomInt(2 ** Number(BUILD_BITS)));
  await events.command(products, { workspace: changes[0]!.workspace, months: changes.map(({ month }) => month), build: first });
  await events.insert('product_builds', changes.map(({ workspace, month, mark }, index) => ({ workspace, month, mark, build: String(first + BigInt(index + 1)) })));
}

async function forgetSuperseded(events: Tools['events'], workspace: number, now: Date): Promise<void> {
  const kept = (await readBuilds(events.inWorkspace(workspace))).map((each) => BigInt(each.build));
  const before = BigInt(now.getTime() - READ_FOR_MS) << BUILD_BITS;
  await events.command('ALTER TABLE product_months DELETE WHERE workspace = {workspace:UInt32} AND build < {before:UInt64} AND build NOT IN {kept:Array(UInt64)}', { workspace, before, kept });
}

/** For lines that come one by one, of months that are over: a late order, a return of long ago. */
const productsJob: JobKind<Record<string, never>> = { name: 'measure.products', data: z.object({}).strict(), every: '*/10 * * * *' };

export const handleProducts = (tools: Tools): void => tools.jobs.handle(productsJob, () => buildProducts(tools));
