import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Fault } from '../../errors/fault.ts';
import { chooseAccount } from './account.ts';
import { makeLinks, nativeFolder } from './binaries.ts';
import { ensureCluster, ROLE } from './cluster.ts';
import { endPostmaster, launchPostmaster, runningPostmaster, type Postmaster, type PostmasterOptions } from './postmaster.ts';
import { socketFolder } from './socket.ts';

export interface PostgresOptions {
  /** Folder of the control store; made when it is not there. */
  folder: string;
  /** False only in tests: does not wait for the disk. */
  durable?: boolean;
  notice?: (what: 'ended' | 'back', detail: string) => void;
}

export interface EmbeddedPostgres {
  /** postgres://…?host=<socket folder>, the same through every restart of the process. */
  url: (database?: string) => string;
  pid: () => Promise<number | null>;
  stop: () => Promise<void>;
}

const DATABASE = 'tributary';
const BACK_OFF = [0, 100, 500, 2_000, 5_000];
const START_WITHIN = 60_000;

const SETTINGS = {
  shared_buffers: '64MB', max_connections: '100', max_wal_size: '1GB', random_page_cost: '1.1', jit: 'off',
  timezone: 'UTC', log_timezone: 'UTC', log_min_messages: 'warning', dynamic_shared_memory_type: 'posix',
};
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Starts PostgreSQL on a Unix socket and starts it again whenever it ends unbidden. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, durable = true } = options;
  await mkdir(folder, { recursive: true });
  const native = nativeFolder();
  await makeLinks(native);
  const account = await chooseAccount(folder, dirname(folder));
  const cluster = join(folder, 'cluster');
  const bin = join(native, 'bin');
  await ensureCluster({ cluster, bin, account, durable });
  const socket = await socketFolder(cluster, account);
  const launch: PostmasterOptions = { bin, cluster, account, socket: socket.path, log: join(folder, 'postgres.log'), settings: durable ? SETTINGS : { ...SETTINGS, ...CARELESS } };
  const url = (database = DATABASE): string => `postgresql://${ROLE}@localhost/${database}?host=${encodeURIComponent(socket.path)}`;
  let live: Postmaster | null = await begin(launch, url('postgres'));
  let stopping = false;

  const watch = async (current: Postmaster): Promise<void> => {
    await current.ended;
    live = null;
    for (let attempt = 0; !stopping; attempt += 1) {
      if (attempt === 0) options.notice?.('ended', 'PostgreSQL ended');
      await sleep(BACK_OFF[Math.min(attempt, BACK_OFF.length - 1)]!);
      if (stopping) return;
      const next = await begin(launch, url('postgres')).catch((error: unknown) => { options.notice?.('ended', String(error)); return null; });
      if (next === null) continue;
      live = next;
      options.notice?.('back', 'PostgreSQL runs again');
      if (stopping) await end(next, cluster);
      else void watch(next);
      return;
    }
  };
  void watch(live);
  await ensureDatabase(url('postgres'));

  return {
    url,
    pid: () => runningPostmaster(cluster),
    stop: async () => {
      stopping = true;
      if (live !== null) await end(live, cluster);
      await socket.remove();
    },
  };
}

async function begin(launch: PostmasterOptions, url: string): Promise<Postmaster> {
  // Whatever still runs here belonged to a process that is gone: only one at a time holds the data folder.
  await endPostmaster(launch.cluster);
  let postmaster = launchPostmaster(launch);
  for (const until = Date.now() + START_WITHIN; ; await sleep(20)) {
    const problem = await answers(url);
    if (problem === null) return postmaster;
    if (Date.now() > until) {
      await end(postmaster, launch.cluster);
      throw new Fault('stores.did-not-start', { store: 'PostgreSQL', reason: problem.message, log: launch.log }, { cause: problem });
    }
    if (postmaster.child.exitCode !== null || postmaster.child.signalCode !== null) postmaster = await again(launch);
  }
}

/** It ended at once; right after a kill -9 its shared memory may still be held by the last of its processes. */
async function again(launch: PostmasterOptions): Promise<Postmaster> {
  const log = await readFile(launch.log, 'utf8');
  const reason = log.split('\n').filter((line) => line.includes('FATAL')).at(-1) ?? 'see the log';
  if (!/shared memory block|lock file|already in use/.test(reason)) throw new Fault('stores.did-not-start', { store: 'PostgreSQL', reason: reason.trim(), log: launch.log });
  await sleep(100);
  return launchPostmaster(launch);
}

async function answers(url: string): Promise<Error | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function end({ child, ended }: Postmaster, cluster: string): Promise<void> {
  child.stdin?.end();
  await ended;
  await endPostmaster(cluster);
}
