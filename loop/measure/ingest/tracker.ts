import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/**
 * Serves the tracker's script as `/t.js`: `app.register(trackerRoute, { script })`. Browsers ask again after an hour, so that
 * a new version reaches every visitor on the day it is installed; unchanged, it costs them an empty answer (RFC 9110, section 13.1.2).
 */
export async function trackerRoute(app: FastifyInstance, { script }: { script: string }): Promise<void> {
  const tag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 16)}"`;
  app.get('/t.js', { logLevel: 'warn', schema: { hide: true } }, async (request, reply) => {
    reply.header('etag', tag).header('cache-control', 'public, max-age=3600').header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.type('text/javascript; charset=utf-8').send(script);
  });
}
