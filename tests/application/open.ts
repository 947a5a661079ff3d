import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApplication, type Application } from '../../apps/server/application.ts';
import { readConfig } from '#platform/config/config.ts';
import { openTestStores, type TestStores } from '../stores/open.ts';

export interface TestApplication extends Application {
  stores: TestStores;
  data: string;
  /** Where it listens on this machine, whatever its public address is. */
  local: string;
  /** Asks as this caller; answers status and body, never throws for a refusal. */
  ask(method: string, path: string, options?: { body?: unknown; as?: Caller; headers?: Record<string, string> }): Promise<{ status: number; body: Json }>;
  /** Signs in, for a session of that person. */
  signIn(email: string, password: string): Promise<Caller>;
}
/** A JSON answer as the tests read it: what is not there makes the test fail, not the compiler. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Caller { cookie?: string; authorization?: string; workspace?: number }

export const OWNER = { email: 'owner@shop.example', password: 'correct horse 1' };

/** The whole application on stores of this test file's own, on a free port of this machine. */
export async function openTestApplication(environment: Record<string, string> = {}, built?: { web: string; tracker: string }): Promise<TestApplication> {
  const stores = await openTestStores();
  const node = await openNode(stores, environment, built);
  return { ...node, async stop() { await node.stop(); await stores.stop(); } };
}

/** One application on these stores, with a data folder of its own; stopping it leaves the stores to the others. */
export async function openNode(stores: TestStores, environment: Record<string, string> = {}, built?: { web: string; tracker: string }): Promise<TestApplication> {
  const data = mkdtempSync(join(tmpdir(), 'tributary-app-'));
  const config = readConfig({
    PORT: '0', HOST: '127.0.0.1', TRIBUTARY_DATA: data, LOG_LEVEL: 'error', DATABASE_URL: stores.urls.databaseUrl, CLICKHOUSE_URL: stores.urls.clickhouseUrl,
    TRIBUTARY_OWNER_EMAIL: OWNER.email, TRIBUTARY_OWNER_PASSWORD: OWNER.password, ...environment,
  });
  const application = await startApplication(config, { version: 'test', samples: fileURLToPath(new URL('../../samples', import.meta.url)), ...(built ?? placeholders(data)) });
  const local = (JSON.parse(readFileSync(join(data, 'operator.json'), 'utf8')) as { url: string }).url;
  const ask: TestApplication['ask'] = async (method, path, { body, as, headers = {} } = {}) => {
    const response = await fetch(`${local}${path}`, {
      method, redirect: 'manual', ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(as?.cookie ? { cookie: as.cookie } : {}),
        ...(as?.authorization ? { authorization: as.authorization } : {}), ...(as?.workspace ? { 'x-workspace': String(as.workspace) } : {}), ...headers,
      },
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
  };
  return {
    ...application, stores, data, local, ask,
    async signIn(email, password) {
      const response = await fetch(`${local}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
      if (!response.ok) throw new Error(`sign-in of ${email} was answered ${response.status}`);
      return { cookie: response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ') };
    },
    async stop() {
      await application.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Tests of the API need no pages. */
function placeholders(data: string): { web: string; tracker: string } {
  const web = join(data, 'web');
  mkdirSync(web, { recursive: true });
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Tributary</title>');
  writeFileSync(join(data, 't.js'), '/* tracker */');
  return { web, tracker: join(data, 't.js') };
}

/** Within a test's time, and long after what becomes true within seconds, as a drained event, has become so on the slowest machine. */
const PATIENCE = 60;

/** Waits until the condition gives something. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = performance.now() + PATIENCE * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`not within ${PATIENCE} s: ${look.toString().slice(0, 200)}`);
    await new Promise((go) => { setTimeout(go, 100); });
  }
}
