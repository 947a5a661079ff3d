import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { keep, type Launched } from './keeper.ts';

class Process implements Launched {
  finish = (): void => undefined;
  readonly ended = new Promise<void>((resolve) => { this.finish = resolve; });
}
const end = async (one: Process): Promise<void> => one.finish();

it('launches again what ended unbidden, and tells both', async () => {
  const launched: Process[] = [];
  const told: string[] = [];
  const keeper = await keep({ launch: async () => { const one = new Process(); launched.push(one); return one; }, end, notice: (what) => told.push(what) });
  launched[0]!.finish();
  await expect.poll(() => launched.length === 2 && keeper.current() === launched[1]).toBe(true);
  expect(told).toEqual(['ended', 'back']);
  await keeper.stop();
  await sleep(20);
  expect([launched.length, keeper.current()]).toEqual([2, null]);
});

it('tries again when a launch fails, and gives up when it is stopped meanwhile', async () => {
  let launches = 0;
  const first = new Process();
  const keeper = await keep({ launch: async () => { launches += 1; if (launches > 1) throw new Error(`launch ${launches}`); return first; }, end, notice: () => undefined });
  first.finish();
  await expect.poll(() => launches).toBeGreaterThan(2);
  await keeper.stop();
  const then = launches;
  await sleep(150);
  expect(launches).toBe(then);
});

it('rejects when the first launch fails', async () => {
  await expect(keep({ launch: () => Promise.reject(new Error('no')), end, notice: () => undefined })).rejects.toThrow('no');
});

it('ends one that came up while it was being stopped', async () => {
  const first = new Process();
  const second = new Process();
  let arrive: (one: Process) => void = () => undefined;
  const later = new Promise<Process>((resolve) => { arrive = resolve; });
  let launches = 0;
  const keeper = await keep({ launch: () => ((launches += 1) === 1 ? Promise.resolve(first) : later), end, notice: () => undefined });
  first.finish();
  await expect.poll(() => launches).toBe(2);
  const stopped = keeper.stop();
  arrive(second);
  await stopped;
  await second.ended;
  expect(keeper.current()).toBeNull();
});
