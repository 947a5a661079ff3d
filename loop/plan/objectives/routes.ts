import { z } from 'zod';
import { metrics } from '#metrics/index.gen.ts';
import { Fault } from '#platform/errors/fault.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { audit } from '#platform/workspace/audit.ts';
import { Baseline, Objective, baselineOf, metricOf, readObjectives } from './objective.ts';

const BEFORE = { en: 'the end lies before the beginning', 'zh-Hans': '结束日期早于开始日期', 'zh-Hant': '結束日期早於開始日期' };
const Draft = z.object({
  name: z.string().trim().min(1).max(200), metric: z.string(), target: z.number().finite(),
  baselineFrom: z.iso.date(), baselineTo: z.iso.date(), startsOn: z.iso.date(), dueOn: z.iso.date(), owner: z.string().trim().max(100).default(''),
}).refine((draft) => draft.startsOn <= draft.dueOn, { path: ['dueOn'], params: { says: BEFORE } })
  .refine((draft) => draft.baselineFrom <= draft.baselineTo, { path: ['baselineTo'], params: { says: BEFORE } });
const Id = z.object({ id: z.coerce.number().int().positive() });

export const routes: AnyRoute[] = [
  route({
    method: 'GET', path: '/metrics', operation: 'listMetrics', area: 'plan', access: 'viewer', summary: 'What can be counted, and how.',
    shapes: { response: z.object({ metrics: z.array(z.object({ id: z.string(), unit: z.string(), better: z.enum(['up', 'down']), name: z.string(), means: z.string() })) }) },
    handle: async ({ language }) => ({ metrics: metrics.map((metric) => ({ id: metric.id, unit: metric.unit, better: metric.better, name: metric.names[language], means: metric.means[language] })) }),
  }),
  route({
    method: 'GET', path: '/objectives', operation: 'listObjectives', area: 'plan', access: 'viewer', summary: 'Objectives with their progress today, the next due first.',
    shapes: { response: z.object({ objectives: z.array(Objective) }) },
    handle: async (call) => ({ objectives: await readObjectives(call) }),
  }),
  route({
    method: 'GET', path: '/objectives/baseline', operation: 'getBaseline', area: 'plan', access: 'viewer',
    summary: 'What a metric was over a period, and whether a target lies within what such periods have done before.',
    shapes: { query: z.object({ metric: z.string(), from: z.iso.date(), to: z.iso.date(), target: z.coerce.number().optional() }), response: Baseline },
    handle: (call) => baselineOf(call, call.query.metric, { from: call.query.from, to: call.query.to }, call.query.target ?? null),
  }),
  route({
    method: 'POST', path: '/objectives', operation: 'createObjective', area: 'plan', access: 'marketer', summary: 'Sets an objective; its baseline is read from the data.',
    shapes: { body: Draft, response: Objective },
    handle: async (call) => {
      const { body } = call;
      metricOf(body.metric);
      const baseline = await baselineOf(call, body.metric, { from: body.baselineFrom, to: body.baselineTo }, body.target);
      if (baseline.value === null) throw new Fault('objectives.no-baseline', { from: body.baselineFrom, to: body.baselineTo });
      const { id } = await call.db.insertInto('objective').values({
        workspace: call.workspace.id, name: body.name, metric: body.metric, baseline: String(baseline.value), baseline_from: body.baselineFrom, baseline_to: body.baselineTo,
        target: String(body.target), starts_on: body.startsOn, due_on: body.dueOn, owner: body.owner || call.actor.name,
      }).returning('id').executeTakeFirstOrThrow();
      await audit(call, call.actor, 'objective.created', String(id), { name: body.name, target: body.target });
      const [made] = await readObjectives(call, id);
      return made!;
    },
  }),
  route({
    method: 'DELETE', path: '/objectives/:id', operation: 'archiveObjective', area: 'plan', access: 'marketer', summary: 'Puts an objective away; its campaigns keep pointing to it.',
    shapes: { params: Id, response: z.object({ done: z.literal(true) }) },
    handle: async (call) => {
      const gone = await call.db.updateTable('objective').set({ archived_at: call.tools.clock.now() }).where('id', '=', call.params.id).where('archived_at', 'is', null).executeTakeFirst();
      if (gone.numUpdatedRows === 0n) throw new Fault('access.not-found', { what: 'objective', id: call.params.id });
      await audit(call, call.actor, 'objective.archived', String(call.params.id));
      return { done: true as const };
    },
  }),
];
