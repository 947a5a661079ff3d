import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { reaches, type Role } from '#vocabulary/roles.ts';
import type { Auth } from '../auth/auth.ts';
import type { Keys } from '../auth/keys.ts';
import { membershipsOf } from '../auth/people.ts';
import { Fault } from '../errors/fault.ts';
import type { Actor } from './route.ts';

export interface SignedIn { id: string; name: string; email: string }
export interface Caller { actor: Actor; workspace: number }

/** How callers and workspaces are found; `operator` is the token of whoever may read the data folder: the command line. */
export interface CallerParts {
  auth: Auth;
  keys: Keys;
  operator: string;
  workspaceOf: (organization: string) => Promise<number | null>;
}

/** Finds out who calls, from a session cookie, an API key or the operator's token, and in which workspace. */
export function openCallers({ auth, keys, operator, workspaceOf }: CallerParts) {
  async function signedIn(request: FastifyRequest): Promise<SignedIn> {
    const token = bearer(request);
    if (token !== null) return isOperator(token) ? firstUser(auth) : refuse();
    refuseOtherSites(request);
    const session = await auth.auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie ?? '', host: request.headers.host ?? '' }) });
    if (!session) throw new Fault('access.sign-in');
    return { id: session.user.id, name: session.user.name, email: session.user.email };
  }

  const isOperator = (token: string): boolean => {
    const [given, right] = [Buffer.from(token), Buffer.from(operator)];
    return given.length === right.length && timingSafeEqual(given, right);
  };

  async function byOperator(request: FastifyRequest): Promise<Caller> {
    const user = await firstUser(auth);
    const wanted = request.headers['x-workspace'];
    const memberships = await membershipsOf(auth, user.id);
    const workspace = wanted === undefined ? memberships[0]?.workspace : Number(wanted);
    if (workspace === undefined || !Number.isInteger(workspace)) throw new Fault('access.not-found', { what: 'workspace', id: String(wanted ?? '') });
    return { actor: { id: 'operator', name: 'command line', role: 'owner', by: 'key' }, workspace };
  }

  async function byKey(token: string): Promise<Caller> {
    const holder = await keys.holderOf(token);
    const workspace = holder && (await workspaceOf(holder.organization));
    if (!holder || workspace === null) throw new Fault('access.sign-in');
    return { actor: { id: `key:${holder.id}`, name: holder.name, role: holder.role, by: 'key' }, workspace };
  }

  async function bySession(request: FastifyRequest): Promise<Caller> {
    const user = await signedIn(request);
    const memberships = await membershipsOf(auth, user.id);
    const wanted = request.headers['x-workspace'];
    const membership = wanted === undefined ? memberships[0] : memberships.find((one) => String(one.workspace) === wanted);
    // Another company's workspace looks the same as one that does not exist.
    if (!membership) throw new Fault('access.not-found', { what: 'workspace', id: String(wanted ?? '') });
    return { actor: { id: user.id, name: user.name, role: membership.role, by: 'session' }, workspace: membership.workspace };
  }

  return {
    signedIn,
    async member(request: FastifyRequest, needed: Role): Promise<Caller> {
      const token = bearer(request);
      const caller = await (token === null ? bySession(request) : isOperator(token) ? byOperator(request) : byKey(token));
      if (!reaches(caller.actor.role, needed)) throw new Fault('access.role', { needed, role: caller.actor.role });
      return caller;
    },
  };
}

export type Callers = ReturnType<typeof openCallers>;

const bearer = (request: FastifyRequest): string | null => /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

const refuse = (): never => { throw new Fault('access.sign-in'); };

/** The command line acts in the name of the first owner. */
async function firstUser({ pool }: Auth): Promise<SignedIn> {
  const { rows } = await pool.query<SignedIn>('SELECT id, name, email FROM "user" ORDER BY "createdAt", id LIMIT 1');
  return rows[0] ?? refuse();
}

/** A browser says where a request comes from (Fetch Metadata, Origin); a session must not be used by another site. */
export function refuseOtherSites(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign = site ? site !== 'same-origin' && site !== 'none' : Boolean(origin && new URL(origin).host !== request.headers.host);
  if (foreign) throw new Fault('access.origin');
}
