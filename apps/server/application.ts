import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { CUSTOMERS_TOPIC, copyCustomers, identify } from '#customers/index.ts';
import { channels, handleSending, hearReturns, openCatcher, registerMessageAddresses, sendCampaign, type Catcher } from '#loop/engage/index.ts';
import { Ingest, WriteKeys, readWriteKeys, registerIngestMetrics, segmentRoutes, handleImports, handleProducts, trackerRoute } from '#loop/measure/index.ts';
import { openAuth } from '#platform/auth/auth.ts';
import { openKeys } from '#platform/auth/keys.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Config } from '#platform/config/config.ts';
import { holdToSecret } from '#platform/crypto/same-secret.ts';
import { openSecrets } from '#platform/crypto/secrets.ts';
import { openStores } from '#platform/embedded/stores.ts';
import { registerApi } from '#platform/http/api.ts';
import { openCallers } from '#platform/http/caller.ts';
import { registerMetrics } from '#platform/http/metrics.ts';
import { openServer } from '#platform/http/server.ts';
import { registerSignIn } from '#platform/http/sign-in.ts';
import { registerWeb } from '#platform/http/web.ts';
import { openJobs } from '#platform/jobs/boss.ts';
import { openLog } from '#platform/log/log.ts';
import { openOutbox } from '#platform/outbox/outbox.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';
import { registerHealth } from './health.ts';
import { collectRoutes } from './routes.ts';
import { openSample } from './sample.ts';
import { makeFirstOwner } from './unattended.ts';

export interface Application { url: string; stop(): Promise<void> }

/** Where the built pages, the tracker's script and the samples stand. */
export interface Built { web: string; tracker: string; samples: string; version: string }

const OPERATOR = 'operator.json';

/** Opens everything in order; what was opened is closed again in the opposite order, also when a later step fails. */
export async function startApplication(config: Config, built: Built): Promise<Application> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    return await open(config, built, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(config: Config, built: Built, undo: (() => Promise<unknown>)[], stop: () => Promise<void>): Promise<Application> {
  const log = openLog(config.logLevel);
  const clock = systemClock;
  const stores = await openStores(config, { notice: (store, what, detail) => log.warn({ store, detail }, `the embedded ${store} is ${what}`) });
  undo.push(stores.stop);
  const secrets = openSecrets(config.data, config.secret);
  await holdToSecret(stores.database, secrets);
  const auth = openAuth(stores.connection, secrets, log, config.publicUrl);
  undo.push(auth.close);
  const keys = openKeys(auth);
  const eventsUrl = config.clickhouseUrl ?? stores.embedded.clickhouse!.url();
  const jobs = openJobs(stores.connection, log, { alone: stores.embedded.postgres !== null });
  let url = config.publicUrl ?? `http://localhost:${config.port}`;

  const tools: Tools = {
    config, log, clock, database: stores.database, events: stores.events, jobs, secrets, publicUrl: () => url,
    record: (events) => ingest.record(events),
  };
  const ingest: Ingest = new Ingest({ folder: join(config.data, 'journal'), events: { url: eventsUrl }, log, clock, identify: (items) => identify(tools, items) });
  undo.push(() => ingest.stop(10_000));
  const outbox = openOutbox(tools, { [CUSTOMERS_TOPIC]: copyCustomers });

  const sample = openSample(tools, auth, built.samples);
  const routes = collectRoutes({ auth, keys, ingest, sample });
  await openSending(tools, undo);
  handleImports(tools);
  handleProducts(tools);

  const app = await openServer(log, built.version);
  const registry = registerMetrics(app);
  registerIngestMetrics(registry, ingest);
  registerHealth(app, tools);
  registerSignIn(app, auth);
  const writeKeys = new WriteKeys({ load: () => readWriteKeys(tools.database), clock, log });
  await app.register(segmentRoutes, { append: ingest.append, writeKeys, clock });
  registerMessageAddresses(app, tools);
  await app.register(trackerRoute, { script: readTracker(built.tracker) });
  const callers = openCallers({ auth, keys, operator: operatorToken(secrets), workspaceOf: (organization) => workspaceOf(tools, organization) });
  await registerApi(app, { tools, callers, room: (workspace) => roomOf(tools, workspace), routes });
  await registerWeb(app, built.web);

  await jobs.start();
  undo.push(() => jobs.stop(20));
  outbox.start();
  undo.push(() => outbox.stop());
  const returns = await hearReturns(tools);
  undo.push(returns.close);
  const owner = await makeFirstOwner(auth, config);
  url = config.publicUrl ?? (await listen(app, config));
  if (config.publicUrl) await listen(app, config);
  undo.push(() => app.close());
  writeOperatorFile(config, secrets, app, undo);
  if (config.sample && owner) await sample.start(owner);
  return { url, stop };
}

/** Messages go out by the relay that is named, else to the catcher. */
async function openSending(tools: Tools, undo: (() => Promise<unknown>)[]): Promise<void> {
  const catcher: Catcher | null = tools.config.smtpUrl ? null : await openCatcher(tools);
  if (catcher) undo.push(catcher.close);
  // Undone before the catcher, which waits for whoever is connected.
  undo.push(() => Promise.all(channels.map((channel) => channel.close?.())));
  tools.jobs.handle(sendCampaign, handleSending(tools, {
    channel: (id) => channels.find((channel) => channel.card.id === id)!,
    settings: () => ({ url: tools.config.smtpUrl ?? catcher!.url }),
  }));
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  await app.listen({ port: config.port, host: config.host });
  return `http://localhost:${(app.server.address() as AddressInfo).port}`;
}

function readTracker(file: string): string {
  if (!existsSync(file)) throw new Error(`The browser script is not built: ${file} is missing. Run "npm run build".`);
  return readFileSync(file, 'utf8');
}

const operatorToken = (secrets: Tools['secrets']): string => `op_${secrets.derive('operator')}`;

/** Where the command line finds the running application and the token to speak to it; only the owner of the folder may read it. */
function writeOperatorFile(config: Config, secrets: Tools['secrets'], app: FastifyInstance, undo: (() => Promise<unknown>)[]): void {
  const file = join(config.data, OPERATOR);
  const { port } = app.server.address() as AddressInfo;
  writeFileSync(file, JSON.stringify({ url: `http://127.0.0.1:${port}`, token: operatorToken(secrets), pid: process.pid }), { mode: 0o600 });
  undo.push(async () => { rmSync(file, { force: true }); });
}

async function workspaceOf(tools: Tools, organization: string): Promise<number | null> {
  const row = await tools.database.selectFrom('workspace').select('id').where('organization', '=', organization).executeTakeFirst();
  return row?.id ?? null;
}
