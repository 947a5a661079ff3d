import type { FastifyRequest } from 'fastify';
import { reaches, type Role } from '#vocabulary/roles.ts';
import type { Auth } from '../auth/auth.ts';
import type { Keys } from '../auth/keys.ts';
import { membershipsOf } from '../auth/people.ts';
import { Fault } from '../errors/fault.ts';
import type { Actor } from './route.ts';

export interface SignedIn { id: string; name: string; email: string }
export interface Caller { actor: Actor; workspace: number; organization: string | null }

/** Finds out who calls, from a session cookie or an API key, and in which workspace. */
export function openCallers(auth: Auth, keys: Keys, workspaceOf: (organization: string) => Promise<number | null>) {
  async function signedIn(request: FastifyRequest): Promise<SignedIn> {
    refuseOtherSites(request);
    const session = await auth.auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie ?? '', host: request.headers.host ?? '' }) });
    if (!session) throw new Fault('access.sign-in');
    return { id: session.user.id, name: session.user.name, email: session.user.email };
  }

  async function byKey(token: string): Promise<Caller> {
    const holder = await keys.holderOf(token);
    const workspace = holder && (await workspaceOf(holder.organization));
    if (!holder || workspace === null) throw new Fault('access.sign-in');
    return { actor: { id: `key:${holder.id}`, name: holder.name, role: holder.role, by: 'key' }, workspace, organization: holder.organization };
  }

  async function bySession(request: FastifyRequest): Promise<Caller> {
    const user = await signedIn(request);
    const memberships = await membershipsOf(auth, user.id);
    const wanted = request.headers['x-workspace'];
    const membership = wanted === undefined ? memberships[0] : memberships.find((one) => String(one.workspace) === wanted);
    // Another company's workspace looks the same as one that does not exist.
    if (!membership) throw new Fault('access.not-found', { what: 'workspace', id: String(wanted ?? '') });
    return { actor: { id: user.id, name: user.name, role: membership.role, by: 'session' }, workspace: membership.workspace, organization: null };
  }

  return {
    signedIn,
    async member(request: FastifyRequest, needed: Role): Promise<Caller> {
      const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
      const caller = await (token ? byKey(token) : bySession(request));
      if (!reaches(caller.actor.role, needed)) throw new Fault('access.role', { needed, role: caller.actor.role });
      return caller;
    },
  };
}

export type Callers = ReturnType<typeof openCallers>;

/** A browser says where a request comes from (Fetch Metadata, Origin); a session must not be used by another site. */
export function refuseOtherSites(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign = site ? site !== 'same-origin' && site !== 'none' : Boolean(origin && new URL(origin).host !== request.headers.host);
  if (foreign) throw new Fault('access.origin');
}
