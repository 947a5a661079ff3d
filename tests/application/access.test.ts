import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectRoutes } from '../../apps/server/routes.ts';
import { ROLES, reaches, type Role } from '#vocabulary/roles.ts';
import { OWNER, openTestApplication, type Caller, type Json, type TestApplication } from './open.ts';

const PASSWORD = 'correct horse 2';
/** Declarations only: the handlers are called through the running application. */
const routes = collectRoutes({} as never);
/** Any value that has the shape of a path's parameter; what it names need not exist. */
const path = (declared: string): string => `/api/v1${declared.replace(/:(\w+)/g, (_whole, name: string) => (name === 'language' ? 'en' : '999999'))}`;

let app: TestApplication;
let stranger: Caller;
let workspace: number;
const callers = new Map<Role, { session: Caller; key: Caller }>();

beforeAll(async () => {
  app = await openTestApplication();
  const owner = await app.signIn(OWNER.email, OWNER.password);
  const open = async (name: string): Promise<number> => (await app.ask('POST', '/api/v1/workspaces', { as: owner, body: { name, currency: 'EUR', timeZone: 'UTC', language: 'en' } })).body.workspace;
  workspace = await open('Ours');
  const theirs = await open('Theirs');
  for (const role of ROLES) {
    const email = `${role}@shop.example`;
    if (role !== 'owner') await app.ask('POST', '/api/v1/members', { as: { ...owner, workspace }, body: { name: role, email, role, password: PASSWORD } });
    const session = role === 'owner' ? owner : await app.signIn(email, PASSWORD);
    const { key } = (await app.ask('POST', '/api/v1/keys', { as: { ...owner, workspace }, body: { name: role, role } })).body;
    callers.set(role, { session: { ...session, workspace }, key: { authorization: `Bearer ${key}` } });
  }
  await app.ask('POST', '/api/v1/members', { as: { ...owner, workspace: theirs }, body: { name: 'Stranger', email: 'stranger@other.example', role: 'owner', password: PASSWORD } });
  stranger = { ...(await app.signIn('stranger@other.example', PASSWORD)), workspace };
});

afterAll(() => app.stop());

describe('Every route of the API', () => {
  it('is known to this test, so that none is left untried', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(new Set(routes.map((route) => route.operation)).size).toBe(routes.length);
  });

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s lets in whom it declares and nobody else', async (_name, route) => {
    const to = path(route.path);
    if (route.access === 'public') return expect((await app.ask(route.method, to, { body: route.method === 'GET' ? undefined : {} })).status).not.toBe(401);
    const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : {};
    expect((await app.ask(route.method, to, { ...(body && { body }) })).status, 'nobody signed in').toBe(401);
    expect((await app.ask(route.method, to, { ...(body && { body }), as: { authorization: 'Bearer tk_made-up' } })).status, 'a made-up key').toBe(401);
    if (route.access === 'signed-in') return;
    const foreign = await app.ask(route.method, to, { ...(body && { body }), as: stranger });
    expect([foreign.status, foreign.body.code], 'the owner of another workspace').toEqual([404, 'access.not-found']);
    for (const role of ROLES) {
      if (reaches(role, route.access)) continue;
      const { session, key } = callers.get(role)!;
      for (const as of [session, key]) {
        const refused = await app.ask(route.method, to, { ...(body && { body }), as });
        expect([refused.status, refused.body.code], `${role} by ${as.cookie ? 'session' : 'key'}`).toEqual([403, 'access.role']);
      }
    }
  });

  it.each(routes.filter((route) => route.access !== 'public' && route.access !== 'signed-in' && route.method === 'GET').map((route) => [route.path, route] as const))('%s lets the least role in that it declares', async (_name, route) => {
    for (const as of Object.values(callers.get(route.access as Role)!)) {
      const answer = await app.ask(route.method, path(route.path), { as });
      expect([401, 403], `${route.access} got ${answer.status}`).not.toContain(answer.status);
      expect(answer.status).toBeLessThan(500);
    }
  });

  it('carries nothing out for another site that uses a session', async () => {
    const as = callers.get('owner')!.session;
    const answer = await app.ask('POST', '/api/v1/keys', { as, body: { name: 'x', role: 'viewer' }, headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answer.body.code).toBe('access.origin');
  });

  it('tells what is wrong with a request in the reader\'s language, field by field', async () => {
    const as = callers.get('owner')!.session;
    const answer = await app.ask('POST', '/api/v1/keys', { as, body: { name: '', role: 'king' }, headers: { 'accept-language': 'zh-CN' } });
    expect(answer.status).toBe(400);
    expect(answer.body.issues.map((issue: Json) => issue.field)).toEqual(['name', 'role']);
    expect(answer.body.message).toMatch(/有误/);
  });

  it('refuses a revoked key at once', async () => {
    const { session } = callers.get('owner')!;
    const made = (await app.ask('POST', '/api/v1/keys', { as: session, body: { name: 'short-lived', role: 'viewer' } })).body;
    const as = { authorization: `Bearer ${made.key}` };
    expect((await app.ask('GET', '/api/v1/workspace', { as })).status).toBe(200);
    await app.ask('DELETE', `/api/v1/keys/${made.id}`, { as: session });
    expect((await app.ask('GET', '/api/v1/workspace', { as })).status).toBe(401);
  });

  it('keeps one owner at least', async () => {
    const { session } = callers.get('owner')!;
    const members = (await app.ask('GET', '/api/v1/members', { as: session })).body.members;
    const owner = members.find((member: Json) => member.role === 'owner')!;
    expect((await app.ask('PATCH', `/api/v1/members/${owner.user}`, { as: session, body: { role: 'viewer' } })).body.code).toBe('access.last-owner');
  });
});
