/**
 * A server to be measured, as a process of its own: `bare` only checks the JSON of a track call and answers; `tributary` is
 * the application's own way of taking events in. Started with fork; says its port, then its processor time when asked.
 */
import Fastify from 'fastify';
import { Ingest } from '#loop/measure/ingest/ingest.ts';
import { segmentRoutes } from '#loop/measure/ingest/segment/routes.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { openLog } from '#platform/log/log.ts';

export interface ServerOrder { mode: 'bare' | 'tributary'; folder: string; eventsUrl: string }
export interface ServerFigures { port?: number; cpuMs: number; rssMb: number; accepted: number; drained: number; dropped: number; behindMb: number }

const order: ServerOrder = JSON.parse(process.argv[2] ?? '{}');
const app = Fastify({ logger: false });
let ingest: Ingest | null = null;

const TRACK = {
  type: 'object', required: ['event', 'messageId', 'anonymousId'],
  properties: { event: { type: 'string' }, messageId: { type: 'string' }, anonymousId: { type: 'string' }, properties: { type: 'object' }, context: { type: 'object' } },
};

if (order.mode === 'bare') {
  app.post('/v1/track', { schema: { body: TRACK } }, async () => ({ success: true }));
} else {
  ingest = new Ingest({ folder: order.folder, events: { url: order.eventsUrl }, log: openLog('warn'), clock: systemClock, identify: async () => undefined });
  const key = { key: 'wk', workspace: 1, currency: 'GBP' };
  await app.register(segmentRoutes, { append: ingest.append, writeKeys: { find: async (name) => (name === 'wk' ? key : null) }, clock: systemClock });
}
await app.listen({ port: 0, host: '127.0.0.1' });

function figures(): ServerFigures {
  const { user, system } = process.cpuUsage();
  const health = ingest?.health(1);
  const dropped = Object.values(health?.dropped ?? {}).reduce((all, one) => all + one, 0);
  return {
    cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1e6, accepted: health?.accepted ?? 0, drained: health?.drained ?? 0, dropped,
    behindMb: (health?.behindBytes ?? 0) / 1e6,
  };
}

const address = app.server.address();
process.send?.({ ...figures(), port: typeof address === 'object' && address ? address.port : 0 });
process.on('message', (message) => {
  if (message === 'figures') process.send?.(figures());
  else void app.close().then(() => ingest?.stop(20_000)).then(() => process.exit(0));
});
