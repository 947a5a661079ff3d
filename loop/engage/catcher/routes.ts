import PostalMime from 'postal-mime';
import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';

const Line = z.object({ id: z.number(), subject: z.string(), to: z.array(z.string()), from: z.string(), at: z.string() });

export const routes: AnyRoute[] = [
  route({
    method: 'GET', path: '/caught', operation: 'listCaught', area: 'engage', access: 'viewer',
    summary: 'Messages that the embedded catcher keeps, newest first, a page at a time.',
    shapes: {
      query: z.object({ before: z.coerce.number().int().positive().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
      response: z.object({ active: z.boolean(), total: z.number(), messages: z.array(Line), next: z.number().nullable() }),
    },
    handle: async ({ db, query, tools }) => {
      let rows = db.selectFrom('caught_message').select(['id', 'subject', 'envelope', 'at']).orderBy('id', 'desc').limit(query.limit);
      if (query.before) rows = rows.where('id', '<', query.before);
      const found = await rows.execute();
      const { total } = await db.selectFrom('caught_message').select((each) => each.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      return {
        active: tools.config.smtpUrl === null, total: Number(total), next: found.length === query.limit ? found.at(-1)!.id : null,
        messages: found.map((row) => ({ id: row.id, subject: row.subject, ...z.object({ from: z.string(), to: z.array(z.string()) }).parse(row.envelope), at: row.at.toISOString() })),
      };
    },
  }),
  route({
    method: 'GET', path: '/caught/:id', operation: 'getCaught', area: 'engage', access: 'viewer', summary: 'One caught message: headers, text and HTML.',
    shapes: {
      params: z.object({ id: z.coerce.number().int().positive() }),
      response: z.object({ id: z.number(), subject: z.string(), headers: z.array(z.object({ name: z.string(), value: z.string() })), html: z.string(), text: z.string(), at: z.string() }),
    },
    handle: async ({ db, params }) => {
      const row = await db.selectFrom('caught_message').select(['id', 'subject', 'source', 'at']).where('id', '=', params.id).executeTakeFirst();
      if (!row) throw new Fault('access.not-found', { what: 'message', id: params.id });
      const mail = await PostalMime.parse(row.source);
      return { id: row.id, subject: row.subject, headers: mail.headers.map(({ key, value }) => ({ name: key, value })), html: mail.html ?? '', text: mail.text ?? '', at: row.at.toISOString() };
    },
  }),
];
