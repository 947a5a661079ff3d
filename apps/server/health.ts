import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Tools } from '#platform/tools/tools.ts';

/** `/health`: 200 when both stores answer, 503 with what does not; for load balancers and people on call. */
export function registerHealth(app: FastifyInstance, tools: Tools): void {
  app.get('/health', { schema: { hide: true } }, async (_request, reply) => {
    const [control, events] = await Promise.all([answers(() => sql`SELECT 1`.execute(tools.database)), answers(() => tools.events.ping())]);
    const ok = control === null && events === null;
    return reply.status(ok ? 200 : 503).header('cache-control', 'no-store').send({ status: ok ? 'ok' : 'degraded', control: control ?? 'ok', events: events ?? 'ok' });
  });
}

const answers = async (ask: () => Promise<unknown>): Promise<string | null> => {
  try {
    await ask();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
