import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../errors/fault.ts';
import { childScript } from './script.ts';
import type { FromChild, ToChild } from './protocol.ts';

export interface ClickHouseOptions {
  /** Folder of the event store; made when it is not there. */
  folder: string;
  /** Memory that the engine may use, in MB (10^6 bytes). */
  memoryMb: number;
  /** Told when the process ended unbidden and when it is back. */
  notice?: (what: 'ended' | 'back', detail: string) => void;
}

export interface EmbeddedClickHouse {
  /** http://user:secret@127.0.0.1:port, the same through every restart of the process. */
  url: string;
  pid: () => number | null;
  stop: () => Promise<void>;
}

/** The engine reads and writes on libuv's threads; each query under way holds one. See the lanes in engine.ts. */
const THREADS = 64;
const BACK_OFF = [0, 100, 500, 2_000, 5_000];
const START_WITHIN = 60_000;
const STOP_WITHIN = 10_000;

interface Live { child: ChildProcess; port: number; ended: Promise<void> }

/** Starts the event store in a process of its own, and starts it again whenever it ends unbidden. */
export async function startClickHouse(options: ClickHouseOptions): Promise<EmbeddedClickHouse> {
  await mkdir(options.folder, { recursive: true });
  const user = 'tributary';
  const password = randomBytes(24).toString('base64url');
  const order = (port: number): ToChild => ({ kind: 'start', folder: options.folder, port, user, password, memoryMb: options.memoryMb, defaults: defaults(options) });
  const first = await launch(order(0));
  const { port } = first;
  let live: Live | null = first;
  let stopping = false;

  const watch = async (current: Live): Promise<void> => {
    await current.ended;
    live = null;
    for (let attempt = 0; !stopping; attempt += 1) {
      if (attempt === 0) options.notice?.('ended', `process ${current.child.pid}`);
      await sleep(BACK_OFF[Math.min(attempt, BACK_OFF.length - 1)]!);
      if (stopping) return;
      const next = await launch(order(port)).catch((error: unknown) => { options.notice?.('ended', String(error)); return null; });
      if (next === null) continue;
      live = next;
      options.notice?.('back', `process ${next.child.pid}`);
      if (stopping) await end(next);
      void watch(next);
      return;
    }
  };
  void watch(first);

  return {
    url: `http://${user}:${password}@127.0.0.1:${port}`,
    pid: () => live?.child.pid ?? null,
    stop: async () => {
      stopping = true;
      if (live !== null) await end(live);
    },
  };
}

/** Settings that every query of the embedded engine begins with. */
function defaults(options: ClickHouseOptions): Record<string, string> {
  return {
    max_memory_usage: String(Math.round(options.memoryMb * 1_000_000 * 0.8)),
    max_execution_time: '300',
  };
}

async function launch(order: ToChild): Promise<Live> {
  const { path, execArgv } = childScript();
  const child = fork(path, [], { execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: String(THREADS), TZ: 'UTC' } });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => { complaint = (complaint + chunk.toString('utf8')).slice(-4_000); });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const answer = await new Promise<FromChild>((resolve) => {
    child.on('message', resolve);
    child.once('error', (error) => resolve({ kind: 'failed', code: null, message: error.message }));
    child.once('exit', (code, signal) => resolve({ kind: 'failed', code: null, message: `it ended with ${signal ?? code}` }));
    child.send(order);
    setTimeout(() => resolve({ kind: 'failed', code: null, message: 'it did not answer in time' }), START_WITHIN).unref();
  });
  if (answer.kind === 'ready') return { child, port: answer.port, ended };
  child.kill('SIGKILL');
  throw new Fault('stores.did-not-start', { store: 'ClickHouse', reason: answer.message, log: complaint.trim() }, { cause: new Error(complaint) });
}

async function end(live: Live): Promise<void> {
  const stop: ToChild = { kind: 'stop' };
  if (live.child.connected) live.child.send(stop);
  const timer = setTimeout(() => live.child.kill('SIGKILL'), STOP_WITHIN);
  await live.ended;
  clearTimeout(timer);
}
