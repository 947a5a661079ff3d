import { z } from 'zod';
import { Currency, CurrencyCode } from '#vocabulary/currency.ts';
import { Role, reaches } from '#vocabulary/roles.ts';
import { Language } from '#vocabulary/words.ts';
import type { Auth } from '../auth/auth.ts';
import { newWriteKey, type Keys } from '../auth/keys.ts';
import { addUser, membersOf, removeMember, setMember } from '../auth/people.ts';
import { Fault } from '../errors/fault.ts';
import { route, type AnyRoute } from '../http/route.ts';
import type { Room } from '../tools/tools.ts';
import { audit } from './audit.ts';
import { TimeZone } from './start.ts';

const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const Company = z.object({
  id: z.number().int(), name: z.string().trim().min(1).max(100), currency: CurrencyCode, timeZone: TimeZone, language: Language,
  today: z.iso.date().nullable(), sample: z.string().nullable(),
  senderName: z.string().max(100), senderEmail: z.union([z.literal(''), z.email()]), postalAddress: z.string().max(500),
});
const Member = z.object({ user: z.string(), name: z.string(), email: z.string(), role: Role, since: z.string() });
const Key = z.object({ id: z.string(), name: z.string(), start: z.string(), role: Role, createdAt: z.string(), lastUsedAt: z.string().nullable() });
const WriteKey = z.object({ key: z.string(), name: z.string(), createdAt: z.string(), revokedAt: z.string().nullable() });

export interface SettingsParts { auth: Auth; keys: Keys }

const organizationOf = async (room: Pick<Room, 'tools' | 'workspace'>): Promise<string> => {
  const row = await room.tools.database.selectFrom('workspace').select('organization').where('id', '=', room.workspace.id).executeTakeFirstOrThrow();
  if (!row.organization) throw new Fault('access.not-found', { what: 'workspace', id: room.workspace.id });
  return row.organization;
};

const companyRoutes: AnyRoute[] = [
  route({
    method: 'GET', path: '/workspace', operation: 'getWorkspace', area: 'workspace', access: 'viewer',
    summary: 'The company: name, currency, time zone, sender, and the day that relative dates count from.',
    shapes: { response: Company.extend({ effectiveToday: z.iso.date() }) },
    handle: async ({ tools, workspace }) => {
      const row = await tools.database.selectFrom('workspace').selectAll().where('id', '=', workspace.id).executeTakeFirstOrThrow();
      return {
        id: row.id, name: row.name, currency: row.currency, timeZone: row.time_zone, language: workspace.language, today: row.today, sample: row.sample,
        senderName: row.sender_name, senderEmail: row.sender_email, postalAddress: row.postal_address, effectiveToday: workspace.today,
      };
    },
  }),
  route({
    method: 'PATCH', path: '/workspace', operation: 'changeWorkspace', area: 'workspace', access: 'owner',
    summary: 'Changes what the company is called, counts in and sends as.',
    shapes: { body: Company.omit({ id: true, sample: true }).extend({ currency: Currency }).partial(), response: Done },
    handle: async ({ tools, workspace, body, db, actor }) => {
      const set = {
        ...(body.name !== undefined && { name: body.name }), ...(body.currency !== undefined && { currency: body.currency }),
        ...(body.timeZone !== undefined && { time_zone: body.timeZone }), ...(body.language !== undefined && { language: body.language }),
        ...(body.today !== undefined && { today: body.today }), ...(body.senderName !== undefined && { sender_name: body.senderName }),
        ...(body.senderEmail !== undefined && { sender_email: body.senderEmail }), ...(body.postalAddress !== undefined && { postal_address: body.postalAddress }),
      };
      if (Object.keys(set).length > 0) await tools.database.updateTable('workspace').set(set).where('id', '=', workspace.id).execute();
      await audit({ db, workspace }, actor, 'workspace.changed', String(workspace.id), body);
      return done;
    },
  }),
  route({
    method: 'GET', path: '/audit', operation: 'listAudit', area: 'workspace', access: 'owner',
    summary: 'Who changed what, newest first.',
    shapes: {
      query: z.object({ before: z.coerce.number().int().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
      response: z.object({ entries: z.array(z.object({ id: z.number(), at: z.string(), actor: z.string(), action: z.string(), subject: z.string(), detail: z.unknown() })) }),
    },
    handle: async ({ db, query }) => {
      let rows = db.selectFrom('audit_entry').select(['id', 'at', 'actor', 'action', 'subject', 'detail']).orderBy('id', 'desc').limit(query.limit);
      if (query.before !== undefined) rows = rows.where('id', '<', query.before);
      return { entries: (await rows.execute()).map((row) => ({ ...row, at: row.at.toISOString() })) };
    },
  }),
];

const memberRoutes = ({ auth }: SettingsParts): AnyRoute[] => [
  route({
    method: 'GET', path: '/members', operation: 'listMembers', area: 'workspace', access: 'viewer', summary: 'Who works here, and as what.',
    shapes: { response: z.object({ members: z.array(Member) }) },
    handle: async (call) => ({ members: await membersOf(auth, await organizationOf(call)) }),
  }),
  route({
    method: 'POST', path: '/members', operation: 'addMember', area: 'workspace', access: 'owner',
    summary: 'Adds a person with a role. Somebody new gets the given first password; one who can sign in already keeps theirs.',
    shapes: { body: z.object({ name: z.string().trim().min(1).max(100), email: z.email(), role: Role, password: z.string().min(8).max(256) }), response: z.object({ user: z.string() }) },
    handle: async (call) => {
      const user = await addUser(auth, call.body);
      await setMember(auth, await organizationOf(call), user, call.body.role);
      await audit(call, call.actor, 'member.added', call.body.email, { role: call.body.role });
      return { user };
    },
  }),
  route({
    method: 'PATCH', path: '/members/:user', operation: 'changeMember', area: 'workspace', access: 'owner', summary: 'Gives a member another role.',
    shapes: { params: z.object({ user: z.string() }), body: z.object({ role: Role }), response: Done },
    handle: async (call) => {
      const organization = await organizationOf(call);
      const known = (await membersOf(auth, organization)).some((member) => member.user === call.params.user);
      if (!known) throw new Fault('access.not-found', { what: 'member', id: call.params.user });
      await setMember(auth, organization, call.params.user, call.body.role);
      await audit(call, call.actor, 'member.changed', call.params.user, call.body);
      return done;
    },
  }),
  route({
    method: 'DELETE', path: '/members/:user', operation: 'removeMember', area: 'workspace', access: 'owner', summary: 'Takes a member out of the workspace.',
    shapes: { params: z.object({ user: z.string() }), response: Done },
    handle: async (call) => {
      await removeMember(auth, await organizationOf(call), call.params.user);
      await audit(call, call.actor, 'member.removed', call.params.user);
      return done;
    },
  }),
];

const keyRoutes = ({ auth, keys }: SettingsParts): AnyRoute[] => [
  route({
    method: 'GET', path: '/keys', operation: 'listKeys', area: 'workspace', access: 'owner', summary: 'API keys; their texts are never shown again.',
    shapes: { response: z.object({ keys: z.array(Key) }) },
    handle: async (call) => ({ keys: await keys.list(await organizationOf(call)) }),
  }),
  route({
    method: 'POST', path: '/keys', operation: 'createKey', area: 'workspace', access: 'owner', summary: 'Makes an API key; its text is in this answer only.',
    shapes: { body: z.object({ name: z.string().trim().min(1).max(100), role: Role }), response: z.object({ id: z.string(), key: z.string() }) },
    handle: async (call) => {
      if (!reaches(call.actor.role, call.body.role)) throw new Fault('access.role', { needed: call.body.role, role: call.actor.role });
      const organization = await organizationOf(call);
      const made = await keys.create(organization, await ownerOf(auth, organization), call.body.name, call.body.role);
      await audit(call, call.actor, 'key.created', call.body.name, { role: call.body.role });
      return made;
    },
  }),
  route({
    method: 'DELETE', path: '/keys/:id', operation: 'revokeKey', area: 'workspace', access: 'owner', summary: 'Revokes an API key at once.',
    shapes: { params: z.object({ id: z.string() }), response: Done },
    handle: async (call) => {
      await keys.revoke(await organizationOf(call), call.params.id);
      await audit(call, call.actor, 'key.revoked', call.params.id);
      return done;
    },
  }),
  route({
    method: 'GET', path: '/write-keys', operation: 'listWriteKeys', area: 'workspace', access: 'analyst', summary: 'Keys that websites and apps send events with.',
    shapes: { response: z.object({ keys: z.array(WriteKey) }) },
    handle: async ({ db }) => {
      const rows = await db.selectFrom('write_key').select(['key', 'name', 'created_at', 'revoked_at']).orderBy('created_at').execute();
      return { keys: rows.map((row) => ({ key: row.key, name: row.name, createdAt: row.created_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null })) };
    },
  }),
  route({
    method: 'POST', path: '/write-keys', operation: 'createWriteKey', area: 'workspace', access: 'marketer', summary: 'Makes a key for a website or an app.',
    shapes: { body: z.object({ name: z.string().trim().min(1).max(100) }), response: z.object({ key: z.string() }) },
    handle: async (call) => {
      const key = newWriteKey();
      await call.db.insertInto('write_key').values({ workspace: call.workspace.id, key, name: call.body.name }).execute();
      await audit(call, call.actor, 'write-key.created', call.body.name);
      return { key };
    },
  }),
  route({
    method: 'DELETE', path: '/write-keys/:key', operation: 'revokeWriteKey', area: 'workspace', access: 'marketer', summary: 'Revokes a write key; what it sent stays.',
    shapes: { params: z.object({ key: z.string() }), response: Done },
    handle: async (call) => {
      const gone = await call.db.updateTable('write_key').set({ revoked_at: call.tools.clock.now() }).where('key', '=', call.params.key).executeTakeFirst();
      if (gone.numUpdatedRows === 0n) throw new Fault('access.not-found', { what: 'write key', id: call.params.key });
      await audit(call, call.actor, 'write-key.revoked', call.params.key);
      return done;
    },
  }),
];

/** The API key library asks for a member who may make keys; a key made through another key is made in an owner's name. */
async function ownerOf(auth: Auth, organization: string): Promise<string> {
  const owner = (await membersOf(auth, organization)).find((member) => member.role === 'owner');
  if (!owner) throw new Fault('access.last-owner');
  return owner.user;
}

export const settingsRoutes = (parts: SettingsParts): AnyRoute[] => [...companyRoutes, ...memberRoutes(parts), ...keyRoutes(parts)];
