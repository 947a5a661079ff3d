import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { seeded } from '#science/math/random.ts';
import { model as bgNbd } from '#science/models/bg-nbd/model.ts';
import { model as mediaMix } from '#science/models/media-mix/model.ts';
import { fitInThread, predictInThread } from './fit-in-thread.ts';

const history = bgNbd.simulate({ customers: 400 }, { random: seeded(1) });
/** Two years of weeks and four channels take many seconds. */
const weeks = mediaMix.simulate({ periods: 104, channels: 4 }, { random: seeded(1) });

test('a fit and its prediction in a thread are those of the main thread, with the same seed', async () => {
  const outcome = await fitInThread('bg-nbd', history, {}, { seed: 5 });
  expect(outcome).toEqual(bgNbd.fit(history, {}, { random: seeded(5) }));
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  const next = await predictInThread('bg-nbd', outcome.value, history, { horizon: 10 }, { seed: 5 });
  expect(next.status === 'fitted' && Object.keys(next.value.columns)).toContain('purchases');
});

test('a refusal comes back as the model says it', async () => {
  const outcome = await fitInThread('bg-nbd', { rows: 0, columns: {} }, {}, { seed: 1 });
  expect(outcome.status === 'declined' && outcome.why.column).toBe('frequency');
});

test('progress arrives, the main thread is left idle, and a stop takes effect at once', async () => {
  const stopping = new AbortController();
  const shares: number[] = [];
  let outcome: unknown = 'under way';
  const begun = performance.eventLoopUtilization();
  const fit = fitInThread('media-mix', weeks, {}, { seed: 1, signal: stopping.signal, progress: (share) => shares.push(share) });
  fit.then(() => { outcome = 'answered'; }, (error: unknown) => { outcome = error; });
  await expect.poll(() => shares.length).toBeGreaterThan(2);
  expect(performance.eventLoopUtilization(begun).utilization).toBeLessThan(0.5);
  expect(outcome).toBe('under way');
  stopping.abort(new Error('enough'));
  await turn();
  expect(outcome).toEqual(new Error('enough'));
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect((await fitInThread('bg-nbd', history, {}, { seed: 1 })).status).toBe('fitted');
});

test('what is stopped before it began never begins', async () => {
  const reason = new Error('too late');
  await expect(fitInThread('bg-nbd', history, {}, { seed: 1, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
