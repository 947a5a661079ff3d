import { randomUUID } from 'node:crypto';
import type { Role } from '#vocabulary/roles.ts';
import { Fault } from '../errors/fault.ts';
import type { Auth } from './auth.ts';

export interface Member { user: string; name: string; email: string; role: Role; since: string }
export interface Membership { workspace: number; name: string; role: Role }

const isRole = (role: string): role is Role => ['owner', 'marketer', 'analyst', 'viewer'].includes(role);

/** Whether anybody can sign in yet. */
export async function anybody({ pool }: Auth): Promise<boolean> {
  const { rows } = await pool.query('SELECT 1 FROM "user" LIMIT 1');
  return rows.length > 0;
}

/** Makes a user who signs in with this password; one who exists is left as they are. Returns the user's id. */
export async function addUser({ auth }: Auth, person: { name: string; email: string; password: string }): Promise<string> {
  const context = await auth.$context;
  const email = person.email.trim().toLowerCase();
  const known = await context.internalAdapter.findUserByEmail(email);
  if (known) return known.user.id;
  const user = await context.internalAdapter.createUser({ name: person.name, email, emailVerified: true }, { method: 'email-password' });
  await context.internalAdapter.linkAccount({
    userId: user.id, providerId: 'credential', accountId: user.id, password: await context.password.hash(person.password),
  });
  return user.id;
}

/** Makes the organisation that a workspace's members and keys belong to; returns its id. */
export async function addOrganization({ pool }: Auth, name: string, owner: string): Promise<string> {
  const id = randomUUID();
  await pool.query('INSERT INTO organization (id, name, slug, "createdAt") VALUES ($1, $2, $1, now())', [id, name]);
  await pool.query('INSERT INTO member (id, "organizationId", "userId", role, "createdAt") VALUES ($1, $2, $3, $4, now())', [randomUUID(), id, owner, 'owner']);
  return id;
}

/** The workspaces a user belongs to, oldest first. */
export async function membershipsOf({ pool }: Auth, user: string): Promise<Membership[]> {
  const { rows } = await pool.query<Membership>(
    `SELECT w.id AS workspace, w.name, m.role FROM member m JOIN public.workspace w ON w.organization = m."organizationId"
     WHERE m."userId" = $1 ORDER BY w.id`, [user]);
  return rows.filter((row) => isRole(row.role));
}

export async function membersOf({ pool }: Auth, organization: string): Promise<Member[]> {
  const { rows } = await pool.query<Omit<Member, 'since'> & { since: Date }>(
    `SELECT u.id AS user, u.name, u.email, m.role, m."createdAt" AS since FROM member m JOIN "user" u ON u.id = m."userId"
     WHERE m."organizationId" = $1 ORDER BY m."createdAt", u.id`, [organization]);
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

/** Adds a user to the organisation, or changes the role of one who is in it. The last owner stays an owner. */
export async function setMember(auth: Auth, organization: string, user: string, role: Role): Promise<void> {
  if (role !== 'owner') await keepAnOwner(auth, organization, user);
  const changed = await auth.pool.query('UPDATE member SET role = $3 WHERE "organizationId" = $1 AND "userId" = $2', [organization, user, role]);
  if (changed.rowCount === 0) {
    await auth.pool.query('INSERT INTO member (id, "organizationId", "userId", role, "createdAt") VALUES ($1, $2, $3, $4, now())', [randomUUID(), organization, user, role]);
  }
}

export async function removeMember(auth: Auth, organization: string, user: string): Promise<void> {
  await keepAnOwner(auth, organization, user);
  const gone = await auth.pool.query('DELETE FROM member WHERE "organizationId" = $1 AND "userId" = $2', [organization, user]);
  if (gone.rowCount === 0) throw new Fault('access.not-found', { what: 'member', id: user });
}

async function keepAnOwner({ pool }: Auth, organization: string, user: string): Promise<void> {
  const { rows } = await pool.query<{ userId: string }>(`SELECT "userId" FROM member WHERE "organizationId" = $1 AND role = 'owner'`, [organization]);
  if (rows.length === 1 && rows[0]!.userId === user) throw new Fault('access.last-owner');
}
