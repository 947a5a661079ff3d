import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Fault } from '../../errors/fault.ts';
import { endPostmaster, launchPostmaster, type Postmaster, type PostmasterOptions } from './postmaster.ts';

const START_WITHIN = 60_000;
const ASK_EVERY = 20;

/** Starts PostgreSQL and waits until it answers. */
export async function beginPostmaster(how: PostmasterOptions, url: string): Promise<Postmaster> {
  // Whatever still runs here belonged to a process that is gone: only one at a time holds the data folder.
  await endPostmaster(how.cluster);
  let postmaster = await launchPostmaster(how);
  for (const until = performance.now() + START_WITHIN; ; await sleep(ASK_EVERY)) {
    const problem = await answers(url);
    if (problem === null) return postmaster;
    if (performance.now() > until) {
      await endWatched(postmaster, how.cluster);
      throw new Fault('stores.did-not-start', { store: 'PostgreSQL', reason: problem.message, log: how.log }, { cause: problem });
    }
    if (postmaster.child.exitCode !== null || postmaster.child.signalCode !== null) {
      await waitOrThrow(how);
      postmaster = await launchPostmaster(how);
    }
  }
}

/** It ended at once. Right after a kill -9 its shared memory may still be held by the last of its processes; else it is a fault. */
async function waitOrThrow(how: PostmasterOptions): Promise<void> {
  const lines = (await readFile(how.log, 'utf8')).trim().split('\n');
  const reason = lines.filter((line) => line.includes('FATAL')).at(-1)?.replace(/^.*FATAL:\s*/, '') ?? lines.at(-1) ?? '';
  if (/shared memory block|lock file|already in use/.test(reason)) {
    await sleep(100);
    return;
  }
  if (/No space left on device/.test(reason)) throw new Fault('stores.disk-full', { folder: how.cluster });
  if (/Permission denied|Read-only file system/.test(reason)) throw new Fault('stores.folder-not-writable', { folder: how.cluster });
  throw new Fault('stores.did-not-start', { store: 'PostgreSQL', reason, log: how.log });
}

async function answers(url: string): Promise<Error | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    // A client that never connected has nothing to end.
    await client.end().catch(() => undefined);
  }
}

export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
}

/** Closes the pipe, on which the shell tells PostgreSQL to stop. */
export async function endWatched({ child, ended }: Postmaster, cluster: string): Promise<void> {
  child.stdin?.end();
  await ended;
  await endPostmaster(cluster);
}
