import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { defaultStatements } from 'better-auth/plugins/organization/access';
import { Pool, type PoolConfig } from 'pg';
import type { Secrets } from '../crypto/secrets.ts';
import type { Log } from '../log/log.ts';

const control = createAccessControl({ ...defaultStatements, apiKey: ['create', 'read', 'update', 'delete'] });
const none = control.newRole({});
const all = control.newRole({
  organization: ['update', 'delete'], member: ['create', 'update', 'delete'], invitation: ['create', 'cancel'],
  apiKey: ['create', 'read', 'update', 'delete'],
});

/**
 * Users, sessions, organisations and API keys: better-auth on the schema `auth`.
 * People are added by an owner, so signing up by oneself is closed. `origins` says which pages may use a session
 * cookie: the public address, and whatever address the page itself was loaded from.
 */
export function openAuth(connection: PoolConfig, secrets: Secrets, log: Log, publicUrl: string | null) {
  const pool = new Pool({ ...connection, max: 4, options: '-c search_path=auth', application_name: 'tributary sign-in' });
  const auth = betterAuth({
    database: pool,
    secret: secrets.derive('sessions'),
    ...(publicUrl ? { baseURL: publicUrl } : {}),
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message, ...rest) => log[levelOf(level, message)]({ rest }, message) },
    trustedOrigins: (request) => sameOrigin(request, publicUrl),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 256 },
    session: { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600, cookieCache: { enabled: true, maxAge: 30 } },
    advanced: { cookiePrefix: 'tributary', useSecureCookies: publicUrl?.startsWith('https:') ?? false },
    rateLimit: { enabled: true, window: 60, max: 600, customRules: { '/sign-in/email': { window: 60, max: 30 } } },
    plugins: [
      organization({ allowUserToCreateOrganization: false, ac: control, roles: { owner: all, marketer: none, analyst: none, viewer: none } }),
      apiKey({ references: 'organization', defaultPrefix: 'tk_', enableMetadata: true, rateLimit: { enabled: false }, maximumNameLength: 100 }),
    ],
  });
  return { auth, pool, close: () => pool.end() };
}

export type Auth = ReturnType<typeof openAuth>;

/** A wrong key is the caller's affair and answered with 401; the library calls it an error. */
const levelOf = (level: string, message: string): 'error' | 'info' | 'debug' => (message.startsWith('Failed to validate API key') ? 'debug' : level === 'error' ? 'error' : 'info');

function sameOrigin(request: Request | undefined, publicUrl: string | null): string[] {
  const host = request?.headers.get('host');
  return [...(publicUrl ? [new URL(publicUrl).origin] : []), ...(host ? [`http://${host}`, `https://${host}`] : [])];
}
