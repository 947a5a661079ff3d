import { z } from 'zod';
import { Currency } from '#vocabulary/currency.ts';
import { Language } from '#vocabulary/words.ts';
import { Role } from '#vocabulary/roles.ts';
import { addOrganization, addUser, anybody, membershipsOf } from '../auth/people.ts';
import { newWriteKey } from '../auth/keys.ts';
import type { Auth } from '../auth/auth.ts';
import { Fault } from '../errors/fault.ts';
import { route, type AnyRoute } from '../http/route.ts';
import type { Tools } from '../tools/tools.ts';

export const TimeZone = z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', { params: { says: {
  en: 'it is not a time zone, such as Europe/London', 'zh-Hans': '不是时区（如 Asia/Shanghai）', 'zh-Hant': '不是時區（如 Asia/Taipei）',
} } });
const NewOwner = z.object({ name: z.string().trim().min(1).max(100), email: z.email().max(200), password: z.string().min(8).max(256) });
const NewWorkspace = z.object({ name: z.string().trim().min(1).max(100), currency: Currency, timeZone: TimeZone, language: Language });
const SampleState = z.object({ state: z.enum(['absent', 'loading', 'ready', 'failed']), share: z.number().min(0).max(1), workspace: z.number().int().nullable(), message: z.string().nullable() });
export type SampleState = z.infer<typeof SampleState>;

/** How the sample company is loaded; given by the application, since the house itself knows no company. */
export interface SampleLoader { start(owner: string): Promise<void>; state(): Promise<SampleState> }

export interface StartParts { auth: Auth; sample: SampleLoader }

/** First start: make the owner, look at the sample or open a workspace of one's own; and who am I. */
export function startRoutes({ auth, sample }: StartParts): AnyRoute[] {
  return [
    route({
      method: 'GET', path: '/start', operation: 'getStart', area: 'workspace', access: 'public',
      summary: 'Whether this installation has an owner, and how far the sample company is loaded.',
      shapes: { response: z.object({ hasOwner: z.boolean(), sample: SampleState }) },
      handle: async () => ({ hasOwner: await anybody(auth), sample: await sample.state() }),
    }),
    route({
      method: 'POST', path: '/start/owner', operation: 'createOwner', area: 'workspace', access: 'public',
      summary: 'Makes the first user. Refused once there is one.',
      shapes: { body: NewOwner, response: z.object({ user: z.string() }) },
      handle: async ({ body }) => ({ user: await createOwner(auth, body) }),
    }),
    route({
      method: 'GET', path: '/me', operation: 'getMe', area: 'workspace', access: 'signed-in',
      summary: 'Who is signed in, and the workspaces they belong to.',
      shapes: { response: z.object({
        id: z.string(), name: z.string(), email: z.string(),
        workspaces: z.array(z.object({ workspace: z.number().int(), name: z.string(), role: Role })),
      }) },
      handle: async ({ user }) => ({ ...user, workspaces: await membershipsOf(auth, user.id) }),
    }),
    route({
      method: 'POST', path: '/workspaces', operation: 'createWorkspace', area: 'workspace', access: 'signed-in',
      summary: 'Opens a workspace of one\'s own; whoever opens it owns it.',
      shapes: { body: NewWorkspace, response: z.object({ workspace: z.number().int() }) },
      handle: async ({ body, user, tools }) => ({ workspace: await createWorkspace(tools, auth, user.id, body) }),
    }),
    route({
      method: 'POST', path: '/workspaces/sample', operation: 'loadSample', area: 'workspace', access: 'signed-in',
      summary: 'Loads the sample company in the background; a second call changes nothing.',
      shapes: { response: SampleState },
      handle: async ({ user }) => { await sample.start(user.id); return sample.state(); },
    }),
  ];
}

export async function createOwner(auth: Auth, owner: z.infer<typeof NewOwner>): Promise<string> {
  // One at a time: of two first visitors, one becomes the owner and the other is told so.
  const client = await auth.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock(7261)');
    if (await anybody(auth)) throw new Fault('access.set-up-already');
    return await addUser(auth, owner);
  } finally {
    await client.query('SELECT pg_advisory_unlock(7261)');
    client.release();
  }
}

export interface WorkspaceSeed extends z.infer<typeof NewWorkspace> { today?: string; sample?: string }

export async function createWorkspace(tools: Tools, auth: Auth, owner: string, seed: WorkspaceSeed): Promise<number> {
  const organization = await addOrganization(auth, seed.name, owner);
  const { id } = await tools.database.insertInto('workspace').values({
    organization, name: seed.name, currency: seed.currency, time_zone: seed.timeZone, language: seed.language,
    sender_name: seed.name, today: seed.today ?? null, sample: seed.sample ?? null,
  }).returning('id').executeTakeFirstOrThrow();
  await tools.database.insertInto('write_key').values({ workspace: id, key: newWriteKey(), name: 'Website' }).execute();
  return id;
}
