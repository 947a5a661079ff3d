import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Role } from '#vocabulary/roles.ts';
import { Fault } from '../errors/fault.ts';
import type { Auth } from './auth.ts';

export interface KeyLine { id: string; name: string; start: string; role: Role; createdAt: string; lastUsedAt: string | null }
export interface KeyHolder { id: string; name: string; role: Role; organization: string }

const Metadata = z.object({ role: Role });
/** A key that was right stays right for this long without asking again; a revoked one is refused at once by the process that revoked it. */
const REMEMBER_MS = 5000;

/** API keys of a workspace: each has a role of its own, never above that of whoever made it. */
export function openKeys(auth: Auth) {
  const remembered = new Map<string, { holder: KeyHolder; until: number }>();
  const { api } = auth.auth;
  return {
    /** The key's text is in the answer and nowhere else. */
    async create(organization: string, user: string, name: string, role: Role): Promise<{ id: string; key: string }> {
      const made = await api.createApiKey({ body: { name, organizationId: organization, userId: user, metadata: { role } } });
      return { id: made.id, key: made.key };
    },
    async list(organization: string): Promise<KeyLine[]> {
      const { rows } = await auth.pool.query<{ id: string; name: string | null; start: string | null; metadata: string | null; createdAt: Date; lastRequest: Date | null }>(
        'SELECT id, name, start, metadata, "createdAt", "lastRequest" FROM apikey WHERE "referenceId" = $1 AND enabled ORDER BY "createdAt" DESC', [organization]);
      return rows.map((row) => ({
        id: row.id, name: row.name ?? '', start: row.start ?? '', role: roleIn(JSON.parse(row.metadata ?? '{}')),
        createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastRequest?.toISOString() ?? null,
      }));
    },
    async revoke(organization: string, id: string): Promise<void> {
      const gone = await auth.pool.query('DELETE FROM apikey WHERE id = $1 AND "referenceId" = $2', [id, organization]);
      if (gone.rowCount === 0) throw new Fault('access.not-found', { what: 'API key', id });
      remembered.clear();
    },
    /** Whose key this is; null when it is unknown, revoked or out of date. */
    async holderOf(key: string): Promise<KeyHolder | null> {
      const digest = createHash('sha256').update(key).digest('base64');
      const known = remembered.get(digest);
      if (known && known.until > Date.now()) return known.holder;
      const answer = await api.verifyApiKey({ body: { key } });
      if (!answer.valid || !answer.key) return null;
      const holder = { id: answer.key.id, name: answer.key.name ?? '', role: roleIn(answer.key.metadata), organization: answer.key.referenceId };
      if (remembered.size > 10_000) remembered.clear();
      remembered.set(digest, { holder, until: Date.now() + REMEMBER_MS });
      return holder;
    },
  };
}

export type Keys = ReturnType<typeof openKeys>;

/** Metadata that cannot be read gives the least role. */
function roleIn(metadata: unknown): Role {
  const read = Metadata.safeParse(typeof metadata === 'string' ? JSON.parse(metadata) : metadata);
  return read.success ? read.data.role : 'viewer';
}

/** Public by design: it may only send events. */
export const newWriteKey = (): string => `wk_${randomBytes(18).toString('base64url')}`;
