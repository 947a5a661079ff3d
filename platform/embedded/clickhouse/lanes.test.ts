import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Lane } from './lanes.ts';

const never = new AbortController().signal;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** Whether it was let in, without any time going by. */
async function entered(promise: Promise<unknown>): Promise<boolean> {
  let inside = false;
  void promise.then(() => { inside = true; });
  await vi.advanceTimersByTimeAsync(0);
  return inside;
}

it('lets in as many young ones as allowed and keeps the next waiting until one leaves', async () => {
  const lane = new Lane({ most: 10, young: 2, youngFor: 60_000 });
  const first = await lane.enter(never);
  await lane.enter(never);
  const third = lane.enter(never);
  expect(await entered(third)).toBe(false);
  first();
  expect(await entered(third)).toBe(true);
});

it('lets a new one in once the others have grown old, so that long queries do not hold up short ones', async () => {
  const lane = new Lane({ most: 10, young: 2, youngFor: 20 });
  await Promise.all([lane.enter(never), lane.enter(never)]);
  const third = lane.enter(never);
  await vi.advanceTimersByTimeAsync(19);
  expect(await entered(third)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await entered(third)).toBe(true);
});

it('never lets in more than most, old or young', async () => {
  const lane = new Lane({ most: 3, young: 2, youngFor: 1 });
  const leave = await lane.enter(never);
  await lane.enter(never);
  const third = lane.enter(never);
  const fourth = lane.enter(never);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await entered(third)).toBe(true);
  expect(await entered(fourth)).toBe(false);
  leave();
  expect(await entered(fourth)).toBe(true);
});

it('admits in the order of asking, and none twice', async () => {
  const lane = new Lane({ most: 1, young: 1, youngFor: 60_000 });
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4].map(async (number) => {
    const leave = await lane.enter(never);
    order.push(number);
    await vi.advanceTimersByTimeAsync(1);
    leave();
  }));
  expect(order).toEqual([1, 2, 3, 4]);
});

it('forgets one that gave up waiting', async () => {
  const lane = new Lane({ most: 1, young: 1, youngFor: 60_000 });
  const leave = await lane.enter(never);
  const gone = new AbortController();
  const waiting = lane.enter(gone.signal);
  const behind = lane.enter(never);
  gone.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  leave();
  expect(await entered(behind)).toBe(true);
});
