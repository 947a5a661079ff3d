import { fork, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Fault } from '../../errors/fault.ts';
import { openLogFile } from '../log-file.ts';
import { childScript } from './script.ts';
import type { FromChild, StartOrder, ToChild } from './protocol.ts';

/** The engine reads and writes on libuv's threads; each query under way holds one. See the lanes in engine.ts. */
const THREADS = 64;
const START_WITHIN = 60_000;
const STOP_WITHIN = 10_000;

export interface LiveChild { child: ChildProcess; port: number; ended: Promise<void> }

/** Starts the process and waits until it answers; throws stores.did-not-start and what else may be in the way. */
export async function launchChild(order: StartOrder, log: string): Promise<LiveChild> {
  const { path, execArgv } = childScript();
  const output = await openLogFile(log);
  // The folder as an argument tells whoever looks at the list of processes which store this is.
  const child = fork(path, [order.folder], {
    // NODE_OPTIONS of the application (a debugger, a memory limit) are not meant for this process.
    execArgv, stdio: ['ignore', 'ignore', output, 'ipc'], env: { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: String(THREADS), TZ: 'UTC' },
  });
  closeSync(output);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const answer = await firstAnswer(child, order);
  if (answer.kind === 'ready') return { child, port: answer.port, ended };
  child.kill('SIGKILL');
  await ended;
  throw await startFault(answer, order, log);
}

function firstAnswer(child: ChildProcess, order: StartOrder): Promise<FromChild> {
  return new Promise((resolve) => {
    const failed = (message: string): void => resolve({ kind: 'failed', code: null, message });
    const timer = setTimeout(() => failed('it did not answer in time'), START_WITHIN);
    child.once('message', (message: FromChild) => resolve(message));
    child.once('error', (error) => failed(error.message));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      failed(`it ended with ${signal ?? code}`);
    });
    timer.unref();
    child.send(order, (error) => { if (error !== null) failed(error.message); });
  });
}

async function startFault(answer: Extract<FromChild, { kind: 'failed' }>, order: StartOrder, log: string): Promise<Fault> {
  // The engine tells the cause on standard error only.
  const complaint = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n');
  const cause = new Error(`${answer.message}\n${complaint}`);
  const all = cause.message;
  if (answer.code === 'ENOSPC' || /No space left on device|NOT_ENOUGH_SPACE/.test(all)) return new Fault('stores.disk-full', { folder: order.folder }, { cause });
  if (answer.code === 'EACCES' || answer.code === 'EROFS' || /Permission denied|Read-only file system/.test(all)) return new Fault('stores.folder-not-writable', { folder: order.folder }, { cause });
  if (/no native binding|Expected optional dependency|Cannot find module 'chdb'/.test(all)) {
    return new Fault('stores.platform', { store: 'ClickHouse', platform: `${process.platform}-${process.arch}`, setting: 'CLICKHOUSE_URL' }, { cause });
  }
  return new Fault('stores.did-not-start', { store: 'ClickHouse', reason: /DB::Exception: ([^\n]+)/.exec(complaint)?.[1] ?? answer.message, log }, { cause });
}

/** Lets it finish what runs and close its store. */
export async function endChild({ child, ended }: LiveChild): Promise<void> {
  const stop: ToChild = { kind: 'stop' };
  // A channel that breaks in this moment means that the process is ending already.
  if (child.connected) child.send(stop, () => undefined);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN);
  await ended;
  clearTimeout(timer);
}
