import type { Auth } from '#platform/auth/auth.ts';
import { anybody } from '#platform/auth/people.ts';
import type { Config } from '#platform/config/config.ts';
import { createOwner } from '#platform/workspace/start.ts';

/** Makes the owner that the environment names, at the first start; answers the first owner, null when there is nobody yet. */
export async function makeFirstOwner(auth: Auth, config: Config): Promise<string | null> {
  if (!(await anybody(auth))) {
    if (!config.owner) return null;
    return createOwner(auth, { name: config.owner.email.split('@')[0]!, ...config.owner });
  }
  const { rows } = await auth.pool.query<{ id: string }>('SELECT id FROM "user" ORDER BY "createdAt", id LIMIT 1');
  return rows[0]?.id ?? null;
}
