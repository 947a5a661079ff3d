import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { Fault } from '../errors/fault.ts';
import { shortPath } from './short-path.ts';

interface Holder { pid: number; since: string; host: string }
export interface FolderLock { release: () => Promise<void> }

const NAME = 'lock.sock';
const ANSWER_WITHIN = 2_000;
/** A turn older than this belongs to a process that died in it, ms. */
const TURN_MOST = 10_000;

/**
 * Makes the data folder and takes it for this process. The lock is a Unix socket that its holder listens on: it
 * ends with the process however that ends, and it is seen across containers that share the folder, where process
 * ids mean nothing. Throws stores.folder-in-use, stores.folder-not-writable or stores.disk-full.
 */
export async function lockFolder(data: string, now: Date): Promise<FolderLock> {
  const folder = resolve(data);
  await makeWritable(folder);
  const holder: Holder = { pid: process.pid, since: now.toISOString(), host: hostname() };
  const short = await shortPath(folder);
  // Bound under a name of its own first; hard-linking it to the lock's name either succeeds or finds another there.
  const own = `lock-${process.pid}-${randomUUID().slice(0, 8)}.sock`;
  const server = await listen(join(short.path, own), holder);
  try {
    await take(short.path, own, folder);
    await rm(join(short.path, own));
  } catch (error) {
    server.close();
    await rm(join(short.path, own), { force: true });
    await short.close();
    throw error;
  }
  await dropDead(short.path);
  return {
    release: async () => {
      await rm(join(short.path, NAME), { force: true });
      await new Promise((done) => { server.close(done); });
      await short.close();
    },
  };
}

async function take(place: string, own: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const problem = await link(join(place, own), join(place, NAME)).then(() => null, (error: NodeJS.ErrnoException) => error);
    if (problem === null) return;
    if (problem.code !== 'EEXIST') throw folderFault(problem, folder);
    const holder = await whoHolds(join(place, NAME));
    if (holder !== null) throw inUse(folder, holder);
    await removeDead(place, folder);
  }
  throw new Fault('stores.folder-in-use', { folder, pid: '?', since: '?' });
}

/** One at a time: a second one that had seen the dead lock as well could remove the lock that the first has taken meanwhile. */
async function removeDead(place: string, folder: string): Promise<void> {
  const turn = join(place, 'lock-turn');
  const mine = await mkdir(turn).then(() => true, (error: NodeJS.ErrnoException) => { if (error.code === 'EEXIST') return false; throw folderFault(error, folder); });
  if (!mine) {
    await sleep(50);
    const since = await stat(turn).then(({ mtimeMs }) => mtimeMs, () => Date.now());
    if (Date.now() - since > TURN_MOST) await rm(turn, { recursive: true, force: true });
    return;
  }
  try {
    if ((await whoHolds(join(place, NAME))) === null) await rm(join(place, NAME), { force: true });
  } finally {
    await rm(turn, { recursive: true, force: true });
  }
}

async function dropDead(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (/^lock-.+\.sock$/.test(name) && (await whoHolds(join(place, name))) === null) await rm(join(place, name), { force: true });
  }
}

function listen(path: string, holder: Holder): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(holder));
  });
  server.unref();
  return new Promise((done, failed) => {
    server.once('error', (error) => failed(folderFault(error, path)));
    server.listen(path, () => done(server));
  });
}

/** What a socket says whose process is gone, or goes while it is asked. Anything else does not prove that nobody is there. */
const DEAD = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET'];
const SOMEBODY: Holder = { pid: 0, since: '?', host: '?' };

/** Who listens at the socket; null when nobody does. */
function whoHolds(path: string): Promise<Holder | null> {
  return new Promise((done) => {
    let text = '';
    const socket = connect(path);
    socket.setTimeout(ANSWER_WITHIN, () => { socket.destroy(); done(SOMEBODY); });
    socket.on('data', (chunk) => { text += chunk.toString('utf8'); });
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => done(DEAD.includes(code) ? null : SOMEBODY));
    socket.on('end', () => done(text === '' ? null : JSON.parse(text) as Holder));
  });
}

function inUse(folder: string, { pid, since, host }: Holder): Fault {
  return new Fault('stores.folder-in-use', { folder, pid: host === hostname() ? pid : `${pid} (${host})`, since });
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < 1_000_000) throw new Fault('stores.disk-full', { folder });
  } catch (error) {
    throw folderFault(error, folder);
  }
}

export function folderFault(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Fault('stores.disk-full', { folder }, { cause: error });
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EEXIST') return new Fault('stores.folder-not-writable', { folder }, { cause: error });
  return error;
}
