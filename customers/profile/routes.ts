import { z } from 'zod';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { audit } from '#platform/workspace/audit.ts';
import { IdentityKind } from '#vocabulary/identity.ts';
import { inForce, ledgerOf } from '../consent/ledger.ts';
import { suppressionsOf } from '../consent/suppression.ts';
import { TimelineEntry } from '../timeline/entry.ts';
import { readTimeline } from '../timeline/timeline.ts';
import { changeCustomer, mergeCustomers, partCustomers, unmergeCustomers } from './changes.ts';
import { Listed, Sums, listed, profile, sumsOf } from './listed.ts';
import { addressesOf, familyOf, findCustomer, identitiesOf, listCustomers, mergesOf, suspectedPairs, totalsOf, type SuspectedRow } from './queries.ts';

const Id = z.object({ id: z.coerce.number().int().positive() });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const Consent = z.object({ id: z.number(), customer: z.number(), channel: z.string(), purpose: z.string(), state: z.enum(['granted', 'withdrawn']), wording: z.string(), source: z.string(), proof: z.record(z.string(), z.unknown()), at: z.string(), demonstration: z.boolean() });
const Suspected = z.object({ first: z.number(), second: z.number(), firstName: z.string().nullable(), secondName: z.string().nullable(), firstEmail: z.string().nullable(), secondEmail: z.string().nullable(), kind: z.string(), value: z.string(), at: z.string() });
const Customer = z.object({
  id: z.number().int(), ...profile, attributes: z.record(z.string(), z.unknown()), mergedInto: z.number().nullable(), createdAt: z.string(), updatedAt: z.string(),
  totals: Sums, identities: z.array(z.object({ kind: IdentityKind, value: z.string(), source: z.string(), seenAt: z.string() })),
  inForce: z.array(z.object({ channel: z.string(), purpose: z.string() })), consents: z.array(Consent),
  suppressed: z.array(z.object({ channel: z.string(), address: z.string(), reason: z.enum(['bounced', 'complained', 'manual']), detail: z.string(), at: z.string() })),
  merges: z.array(z.object({ id: z.number(), kept: z.number(), absorbed: z.number(), reason: z.string(), actor: z.string(), at: z.string(), undoneAt: z.string().nullable() })),
  suspected: z.array(Suspected),
});

const suspectedOf = (row: SuspectedRow): z.infer<typeof Suspected> => ({
  first: row.first, second: row.second, firstName: row.first_name, secondName: row.second_name, firstEmail: row.first_email, secondEmail: row.second_email, kind: row.kind, value: row.value, at: row.at.toISOString(),
});

const readRoutes: AnyRoute[] = [
  route({
    method: 'GET', path: '/customers', operation: 'listCustomers', area: 'customers', access: 'viewer',
    summary: 'Customers, newest record first; `search` is the beginning of a name, e-mail address, telephone or customer number.',
    shapes: {
      query: z.object({ search: z.string().max(200).default(''), before: z.coerce.number().int().positive().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
      response: z.object({ customers: z.array(Listed), next: z.number().int().nullable() }),
    },
    handle: async (call) => {
      const { search, before = Number.MAX_SAFE_INTEGER, limit } = call.query;
      const rows = await listCustomers(call, search, before, limit + 1);
      const page = rows.slice(0, limit);
      return { customers: await listed(call, page), next: rows.length > limit ? page.at(-1)!.id : null };
    },
  }),
  route({
    method: 'GET', path: '/customers/:id', operation: 'getCustomer', area: 'customers', access: 'viewer',
    summary: 'One customer: profile, identities, what they bought, consents with their proof, merges, suspected duplicates.',
    shapes: { params: Id, response: Customer },
    handle: async (call) => {
      const { tools: { database }, workspace, params: { id } } = call;
      const row = await findCustomer(database, workspace.id, id);
      const family = await familyOf(database, workspace.id, id);
      const [identities, consents, merges, suspected] = await Promise.all([
        identitiesOf(call, [id]), ledgerOf(database, workspace.id, id), mergesOf(database, workspace.id, family), suspectedPairs(database, workspace.id, id, 50),
      ]);
      const totals = await totalsOf(call, identities);
      const asked = [...new Map(consents.map(({ channel, purpose }) => [`${channel}:${purpose}`, { channel, purpose }])).values()];
      const held = await Promise.all(asked.map(async ({ channel, purpose }) => (await inForce(database, workspace.id, [id], channel, purpose)).has(id)));
      const blocked = await suppressionsOf(database, workspace.id, addressesOf(identities));
      return {
        id: row.id, name: row.name, email: row.email, phone: row.phone, country: row.country, language: row.language, attributes: row.attributes, mergedInto: row.merged_into,
        createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(), totals: sumsOf(totals.get(id)),
        identities: identities.map(({ kind, value, source, seen_at: at }) => ({ kind, value, source, seenAt: at.toISOString() })),
        inForce: asked.filter((_, index) => held[index]),
        consents: consents.map((entry) => ({ ...entry, at: entry.at.toISOString(), proof: { ...entry.proof }, demonstration: entry.proof['demonstration'] === true })),
        suppressed: blocked.map((each) => ({ ...each, at: each.at.toISOString() })),
        merges: merges.map(({ undone_at: undone, at, ...merge }) => ({ ...merge, at: at.toISOString(), undoneAt: undone?.toISOString() ?? null })),
        suspected: suspected.map(suspectedOf),
      };
    },
  }),
  route({
    method: 'GET', path: '/customers/:id/timeline', operation: 'getTimeline', area: 'customers', access: 'viewer',
    summary: 'All that happened to and with a customer, newest first, page by page: visits, events, orders, returns, messages, consents, merges.',
    shapes: { params: Id, query: z.object({ before: z.string().max(2000).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }), response: z.object({ entries: z.array(TimelineEntry), next: z.string().nullable() }) },
    handle: async (call) => {
      const { tools: { database }, workspace, params: { id }, query } = call;
      await findCustomer(database, workspace.id, id);
      const [family, identities] = await Promise.all([familyOf(database, workspace.id, id), identitiesOf(call, [id])]);
      return readTimeline(call, { family, persons: identities.map(({ person }) => person) }, query.limit, query.before);
    },
  }),
  route({
    method: 'GET', path: '/suspected-duplicates', operation: 'listSuspectedDuplicates', area: 'customers', access: 'viewer', summary: 'Records that may be one person and were not joined by themselves.',
    shapes: { query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }), response: z.object({ pairs: z.array(Suspected) }) },
    handle: async ({ tools, workspace, query }) => ({ pairs: (await suspectedPairs(tools.database, workspace.id, null, query.limit)).map(suspectedOf) }),
  }),
];

const text = (most: number) => z.string().trim().min(1).max(most).nullable();
const changeRoutes: AnyRoute[] = [
  route({
    method: 'PATCH', path: '/customers/:id', operation: 'changeCustomer', area: 'customers', access: 'marketer', summary: 'Changes a profile; null empties a value or takes an attribute away.',
    shapes: {
      params: Id, response: Done,
      body: z.object({
        name: text(200), email: text(320), phone: text(40), country: text(60), language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]+)?$/).nullable(),
        attributes: z.record(z.string().min(1).max(100), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])),
      }).partial(),
    },
    handle: async (call) => {
      const given = Object.fromEntries(Object.entries(call.body).filter(([, value]) => value !== undefined));
      await changeCustomer(call, call.params.id, given);
      await audit(call, call.actor, 'customer.changed', String(call.params.id), { fields: Object.keys(given) });
      return done;
    },
  }),
  route({
    method: 'POST', path: '/customers/:id/merge', operation: 'mergeCustomers', area: 'customers', access: 'marketer', summary: 'Takes another record into this one; it can be taken back.',
    shapes: { params: Id, body: z.object({ other: z.number().int().positive(), confirmed: z.boolean().default(false) }), response: Done },
    handle: async (call) => {
      await mergeCustomers(call, call.params.id, call.body.other, call.actor.name, call.body.confirmed);
      await audit(call, call.actor, 'customer.merged', String(call.params.id), { absorbed: call.body.other });
      return done;
    },
  }),
  route({
    method: 'POST', path: '/merges/:id/undo', operation: 'undoMerge', area: 'customers', access: 'marketer', summary: 'Takes a merge back: identities return to the record they came from.',
    shapes: { params: Id, response: Done },
    handle: async (call) => {
      await unmergeCustomers(call, call.params.id);
      await audit(call, call.actor, 'customer.unmerged', String(call.params.id));
      return done;
    },
  }),
  route({
    method: 'POST', path: '/suspected-duplicates/part', operation: 'partCustomers', area: 'customers', access: 'marketer', summary: 'Notes that two records are different people.',
    shapes: { body: z.object({ first: z.number().int().positive(), second: z.number().int().positive() }), response: Done },
    handle: async (call) => {
      await partCustomers(call, call.body.first, call.body.second);
      await audit(call, call.actor, 'customer.parted', `${call.body.first}:${call.body.second}`);
      return done;
    },
  }),
];

export const routes: AnyRoute[] = [...readRoutes, ...changeRoutes];
