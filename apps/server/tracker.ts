import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

/** The browser script at `/t.js`; an hour in caches, then asked again by its digest. */
export function registerTracker(app: FastifyInstance, file: string): void {
  if (!existsSync(file)) throw new Error(`The browser script is not built: ${file} is missing. Run "npm run build".`);
  const script = readFileSync(file);
  const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`;
  app.get('/t.js', { schema: { hide: true } }, (request, reply) => {
    void reply.header('cache-control', 'public, max-age=3600').header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    return reply.type('text/javascript; charset=utf-8').send(script);
  });
}
