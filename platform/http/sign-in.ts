import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from '../auth/auth.ts';
import { refuseOtherSites } from './caller.ts';

/** What a browser needs of the sign-in library; all else of it stays closed, the API has its own routes. */
const OPEN = new Set(['/sign-in/email', '/sign-out', '/get-session', '/change-password', '/update-user', '/list-sessions', '/revoke-session', '/revoke-other-sessions', '/ok']);

/** Mounts the sign-in library below `/api/auth`. */
export function registerSignIn(app: FastifyInstance, { auth }: Auth): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = new URL(request.url, 'http://localhost').pathname.slice('/api/auth'.length);
      if (!OPEN.has(path)) return reply.callNotFound();
      refuseOtherSites(request);
      return answer(reply, await auth.handler(asWebRequest(request)));
    },
  });
}

function asWebRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
  headers.delete('content-length');
  const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : undefined;
  if (body) headers.set('content-type', 'application/json');
  return new Request(new URL(request.url, `${request.protocol}://${request.host}`), { method: request.method, headers, ...(body ? { body } : {}) });
}

async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.status(response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  return reply.send(response.body ? await response.text() : null);
}
