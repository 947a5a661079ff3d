import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { LeftOut } from '#vocabulary/currency.ts';
import { readConverted } from '../currencies/converted.ts';
import { readLeftOut } from '../currencies/left-out.ts';
import { compile, type Compiled } from './compile.ts';
import { RuleGroup } from './rules.ts';

type SegmentRoom = Pick<Room, 'db' | 'events' | 'workspace'>;

const BASE = 'FROM customers FINAL WHERE deleted = 0';

/**
 * How many customers the rules choose, and how many of them can be written to. Counts of people, not of rows. `leftOut`:
 * orders that a rule on money could not count, for want of a rate.
 */
export interface SegmentCount { customers: number; everybody: number; withEmail: number; emailConsent: number; leftOut: LeftOut[] }

export async function countSegment(room: SegmentRoom, rules: RuleGroup): Promise<SegmentCount> {
  const { where, parameters, money } = await compileIn(room, rules);
  const counting = readConverted<Omit<SegmentCount, 'leftOut'>>(room,
    `SELECT toUInt32(countIf(${where})) AS customers, toUInt32(count()) AS everybody,
       toUInt32(countIf(has_email = 1 AND ${where})) AS withEmail,
       toUInt32(countIf(has_email = 1 AND has(consent, 'email:marketing') AND ${where})) AS emailConsent ${BASE}`, parameters);
  const [[row], leftOut] = await Promise.all([counting, money ? readLeftOut(room) : []]);
  return { ...(row ?? { customers: 0, everybody: 0, withEmail: 0, emailConsent: 0 }), leftOut };
}

/** Customers in the segment, by number, after the given one; a page at a time. */
export async function membersOf(room: SegmentRoom, rules: RuleGroup, after: number, limit: number): Promise<number[]> {
  const { where, parameters } = await compileIn(room, rules);
  const rows = await readConverted<{ customer: string }>(room,
    `SELECT customer ${BASE} AND customer > {after:UInt64} AND ${where} ORDER BY customer LIMIT {limit:UInt32}`, { ...parameters, after, limit });
  return rows.map((row) => Number(row.customer));
}

/** Compiles the rules, reading the segments that they name; a circle of segments is refused. */
async function compileIn(room: SegmentRoom, rules: RuleGroup): Promise<Compiled> {
  const known = new Map<number, RuleGroup>();
  await collect(room, rules, known, []);
  return compile(rules, { today: room.workspace.today, segment: (id) => known.get(id)! });
}

async function collect(room: SegmentRoom, group: RuleGroup, known: Map<number, RuleGroup>, path: number[]): Promise<void> {
  for (const rule of group.rules) {
    if ('match' in rule) await collect(room, rule, known, path);
    else if (rule.fact === 'segment') {
      if (path.includes(rule.segment)) throw new Fault('segments.circle', { id: rule.segment });
      const row = await room.db.selectFrom('segment').select('rules').where('id', '=', rule.segment).executeTakeFirst();
      if (!row) throw new Fault('access.not-found', { what: 'segment', id: rule.segment });
      const inner = RuleGroup.parse(row.rules);
      known.set(rule.segment, inner);
      await collect(room, inner, known, [...path, rule.segment]);
    }
  }
}
