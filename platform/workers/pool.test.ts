import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ThreadPool } from './pool.ts';

type Order = { add: number[] } | { fail: string } | { exit: number } | { forever: true };

const folder = mkdtempSync(join(tmpdir(), 'tributary-pool-'));
const program = { built: 'nothing', source: pathToFileURL(join(folder, 'program.mts')) };

beforeAll(() => {
  writeFileSync(join(folder, 'program.mts'), `import { serveOrders } from ${JSON.stringify(new URL('./serve.ts', import.meta.url).href)};
serveOrders((order: { add?: number[]; fail?: string; exit?: number }, progress: (share: number, stage: string) => void) => {
  progress(0.5, 'begun');
  if (order.fail) throw new RangeError(order.fail);
  if (order.exit) process.exit(order.exit);
  if (order.add) return order.add.reduce((sum, x) => sum + x, 0);
  for (;;);
});`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('orders beyond the size of the pool wait their turn, and all are answered', async () => {
  const pool = new ThreadPool<Order, number>(program, 1);
  const stages: string[] = [];
  const answers = await Promise.all([1, 2, 3].map((x) => pool.run({ add: [x, 10] }, { progress: (_, stage) => stages.push(stage) })));
  expect(answers).toEqual([11, 12, 13]);
  expect(stages.length).toBeGreaterThan(0);
});

test('what a computation throws is its rejection, and the thread goes on with the next', async () => {
  const pool = new ThreadPool<Order, number>(program, 1);
  await expect(pool.run({ fail: 'no root' })).rejects.toThrow('no root');
  await expect(pool.run({ exit: 3 })).rejects.toThrow('The thread ended with code 3 before it answered.');
  expect(await pool.run({ add: [1, 2] })).toBe(3);
});

test('an endless computation is stopped, and one that waits behind it may give up its place', async () => {
  const pool = new ThreadPool<Order, number>(program, 1);
  const [first, second] = [new AbortController(), new AbortController()];
  const begun = new Promise<void>((go) => {
    pool.run({ forever: true }, { signal: first.signal, progress: () => go() }).catch((error: unknown) => ended.push(error));
  });
  const ended: unknown[] = [];
  const waiting = pool.run({ forever: true }, { signal: second.signal });
  await begun;
  second.abort('given up');
  await expect(waiting).rejects.toBe('given up');
  first.abort('stopped');
  expect(await pool.run({ add: [4] })).toBe(4);
  expect(ended).toEqual(['stopped']);
});
