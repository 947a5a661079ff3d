import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import type { Room } from '#platform/tools/tools.ts';
import { audit } from '#platform/workspace/audit.ts';
import { LeftOut } from '#vocabulary/currency.ts';
import { Listed, listed } from '../profile/listed.ts';
import { listedById } from '../profile/queries.ts';
import { countSegment, membersOf } from './queries.ts';
import { RuleGroup, tooDeep } from './rules.ts';

const Segment = z.object({
  id: z.number().int(), name: z.string(), description: z.string(), rules: RuleGroup, actor: z.string(), createdAt: z.string(), updatedAt: z.string(),
}).meta({ id: 'Segment' });
const Count = z.object({ customers: z.number(), everybody: z.number(), withEmail: z.number(), emailConsent: z.number(), leftOut: z.array(LeftOut) }).meta({ id: 'SegmentCount' });
const Draft = z.object({ name: z.string().trim().min(1).max(200), description: z.string().max(2000).default(''), rules: RuleGroup });
const Id = z.object({ id: z.coerce.number().int().positive() });

const COLUMNS = ['id', 'name', 'description', 'rules', 'actor', 'created_at', 'updated_at'] as const;
type Row = { id: number; name: string; description: string; rules: unknown; actor: string; created_at: Date; updated_at: Date };
const shown = (row: Row): z.infer<typeof Segment> => ({
  id: row.id, name: row.name, description: row.description, rules: RuleGroup.parse(row.rules), actor: row.actor,
  createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(),
});

/** One segment; throws access.not-found. */
export async function findSegment(room: Pick<Room, 'db'>, id: number): Promise<z.infer<typeof Segment>> {
  const row = await room.db.selectFrom('segment').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Fault('access.not-found', { what: 'segment', id });
  return shown(row);
}

const check = (rules: RuleGroup): RuleGroup => {
  if (tooDeep(rules)) throw new Fault('segments.too-deep');
  return rules;
};

export const routes: AnyRoute[] = [
  route({
    method: 'GET', path: '/segments', operation: 'listSegments', area: 'customers', access: 'viewer', summary: 'Saved segments, newest first.',
    shapes: { response: z.object({ segments: z.array(Segment) }) },
    handle: async ({ db }) => ({ segments: (await db.selectFrom('segment').select(COLUMNS).orderBy('id', 'desc').limit(500).execute()).map(shown) }),
  }),
  route({
    method: 'POST', path: '/segments/count', operation: 'countSegment', area: 'customers', access: 'viewer',
    summary: 'How many customers rules choose right now, before they are saved.',
    shapes: { body: z.object({ rules: RuleGroup }), response: Count },
    handle: (call) => countSegment(call, check(call.body.rules)),
  }),
  route({
    method: 'GET', path: '/segments/:id', operation: 'getSegment', area: 'customers', access: 'viewer', summary: 'A segment with its live count.',
    shapes: { params: Id, response: Segment.extend({ count: Count }) },
    handle: async (call) => {
      const segment = await findSegment(call, call.params.id);
      return { ...segment, count: await countSegment(call, segment.rules) };
    },
  }),
  route({
    method: 'GET', path: '/segments/:id/members', operation: 'listSegmentMembers', area: 'customers', access: 'viewer',
    summary: 'Customers in the segment right now, by number, a page at a time.',
    shapes: {
      params: Id, query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(100) }),
      response: z.object({ customers: z.array(Listed), next: z.number().nullable() }),
    },
    handle: async (call) => {
      const segment = await findSegment(call, call.params.id);
      const ids = await membersOf(call, segment.rules, call.query.after, call.query.limit);
      return { customers: await listed(call, await listedById(call, ids)), next: ids.length === call.query.limit ? ids.at(-1)! : null };
    },
  }),
  route({
    method: 'POST', path: '/segments', operation: 'createSegment', area: 'customers', access: 'marketer', summary: 'Saves rules under a name.',
    shapes: { body: Draft, response: Segment },
    handle: async (call) => {
      await countSegment(call, check(call.body.rules)); // refuses what cannot be counted before it is kept
      const row = await call.db.insertInto('segment').values({
        workspace: call.workspace.id, name: call.body.name, description: call.body.description, rules: JSON.stringify(call.body.rules), actor: call.actor.name,
      }).returning(COLUMNS).executeTakeFirstOrThrow();
      await audit(call, call.actor, 'segment.created', String(row.id), { name: row.name });
      return shown(row);
    },
  }),
  route({
    method: 'PUT', path: '/segments/:id', operation: 'changeSegment', area: 'customers', access: 'marketer', summary: 'Changes a segment; campaigns that have been launched keep whom they reached.',
    shapes: { params: Id, body: Draft, response: Segment },
    handle: async (call) => {
      await findSegment(call, call.params.id);
      await refuseCircle(call, call.params.id, check(call.body.rules));
      const row = await call.db.updateTable('segment').set({
        name: call.body.name, description: call.body.description, rules: JSON.stringify(call.body.rules), updated_at: call.tools.clock.now(),
      }).where('id', '=', call.params.id).returning(COLUMNS).executeTakeFirstOrThrow();
      await audit(call, call.actor, 'segment.changed', String(row.id), { name: row.name });
      return shown(row);
    },
  }),
  route({
    method: 'DELETE', path: '/segments/:id', operation: 'deleteSegment', area: 'customers', access: 'marketer', summary: 'Deletes a segment that nothing uses.',
    shapes: { params: Id, response: z.object({ done: z.literal(true) }) },
    handle: async (call) => {
      await findSegment(call, call.params.id);
      await refuseInUse(call, call.params.id);
      await call.db.deleteFrom('segment').where('id', '=', call.params.id).execute();
      await audit(call, call.actor, 'segment.deleted', String(call.params.id));
      return { done: true as const };
    },
  }),
];

const names = (group: RuleGroup): number[] => group.rules.flatMap((rule) => ('match' in rule ? names(rule) : rule.fact === 'segment' ? [rule.segment] : []));

async function refuseCircle(room: Pick<Room, 'db' | 'events' | 'workspace'>, id: number, rules: RuleGroup): Promise<void> {
  const open = names(rules);
  const seen = new Set<number>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) throw new Fault('segments.circle', { id });
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...names((await findSegment(room, next)).rules));
  }
}

async function refuseInUse(room: Pick<Room, 'db'>, id: number): Promise<void> {
  const campaign = await room.db.selectFrom('campaign').select('name').where('segment', '=', id).executeTakeFirst();
  if (campaign) throw new Fault('segments.in-use', { by: campaign.name });
  const others = await room.db.selectFrom('segment').select(['id', 'name', 'rules']).where('id', '!=', id).execute();
  const user = others.find((other) => names(RuleGroup.parse(other.rules)).includes(id));
  if (user) throw new Fault('segments.in-use', { by: user.name });
}
