import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hash63 } from '#customers/identity/person.ts';
import { seeded } from '#science/math/random.ts';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';
import { freePort } from '../free-port.ts';
import type { NodeOptions } from './ingest-node.ts';

/** `KILLS=50 npx vitest run tests/faults/ingest.test.ts` is the long form; `SEED=n` repeats one. */
const KILLS = Number(process.env.KILLS ?? 4);
const SEED = Number(process.env.SEED ?? 1);
const SENDERS = 6;

let stores: TestStores;
let data: string;
let workspace: number;

beforeAll(async () => {
  [stores] = await Promise.all([openTestStores(), buildProgram()]);
  data = mkdtempSync(join(tmpdir(), 'tributary-kill-'));
  workspace = (await stores.database.insertInto('workspace').values({ name: 'Killed' }).returning('id').executeTakeFirstOrThrow()).id;
  await stores.database.insertInto('write_key').values({ workspace, key: 'wk', name: 'k' }).execute();
});
afterAll(async () => {
  await stores?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** Built as the application is, so that a start costs what it costs there. */
const program = fileURLToPath(new URL('../../.cache/ingest-process/process.js', import.meta.url));
const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const buildProgram = (): Promise<unknown> => build({
  entryPoints: [{ in: source('./ingest-process.ts'), out: 'process' }, { in: source('../../loop/measure/ingest/drain/worker.ts'), out: 'ingest-drain' }],
  outdir: dirname(program), bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external', loader: { '.sql': 'text' }, logLevel: 'warning',
});

async function start(port: number): Promise<ChildProcess> {
  const options: NodeOptions = { ...stores.urls, data, port, logLevel: 'fatal' };
  const child = spawn(process.execPath, [program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout!, 'data'), once(child, 'exit').then(() => { throw new Error('the process ended while starting'); })]);
  return child;
}

/** Sends until stopped; what got no answer is sent again under the same id, as client libraries do. */
async function sender(number: number, port: number, running: AbortSignal, acknowledged: Set<string>): Promise<void> {
  for (let turn = 0; !running.aborted; turn += 1) {
    const batch = Array.from({ length: number % 2 === 0 ? 1 : 25 }, (_, i) => ({ type: 'track', event: 'E', anonymousId: `v${(turn + i) % 50}`, messageId: `${number}-${turn}-${i}`, timestamp: new Date().toISOString() }));
    while (!running.aborted) {
      const ok = await post(port, { batch, writeKey: 'wk', sentAt: new Date().toISOString() });
      if (ok) {
        for (const { messageId } of batch) acknowledged.add(messageId);
        break;
      }
      await sleep(20);
    }
  }
}

async function post(port: number, body: object): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/batch`, { method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false; // killed, or not up again: the sender tries again
  }
}

const accepts = (port: number): Promise<boolean> => post(port, { batch: [], writeKey: 'wk', sentAt: new Date().toISOString() });

it(`loses nothing that was acknowledged and doubles nothing, through ${KILLS} kills`, async () => {
  const random = seeded(SEED);
  const acknowledged = new Set<string>();
  const stop = new AbortController();
  const port = await freePort();
  let child = await start(port);
  const senders = Array.from({ length: SENDERS }, (_, i) => sender(i, port, stop.signal, acknowledged));
  const restarts: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(150 + random.next() * 1500);
    const dead = once(child, 'exit');
    child.kill('SIGKILL');
    await dead;
    const began = performance.now();
    child = await start(port);
    await expect.poll(() => accepts(port)).toBe(true);
    restarts.push(performance.now() - began);
  }
  await sleep(500);
  stop.abort();
  await Promise.all(senders);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);

  const rows = await stores.events.rows<{ id: string; times: number }>('SELECT toString(event_id) AS id, toUInt32(count()) AS times FROM events GROUP BY event_id');
  const stored = new Set(rows.map((row) => row.id));
  const lost = [...acknowledged].filter((messageId) => !stored.has(hash63(`${workspace}:${messageId}`)));
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  expect(lost).toEqual([]);
  expect(rows.filter((row) => row.times > 1)).toEqual([]);
  restarts.sort((a, b) => a - b);
  expect(readdirSync(join(data, 'journal')).filter((name) => name.endsWith('.journal'))).toHaveLength(1);
  process.stdout.write(`${acknowledged.size} events acknowledged, ${rows.length} stored, restarts ${restarts.map((ms) => Math.round(ms)).join(', ')} ms\n`);
}, 300_000 + KILLS * 20_000);
