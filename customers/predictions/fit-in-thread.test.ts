import { setTimeout as wait } from 'node:timers/promises';
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

test('progress arrives, the main thread stays responsive, and a stop takes effect within a second', async () => {
  const stopping = new AbortController();
  const shares: number[] = [];
  let slowest = 0;
  const fit = fitInThread('media-mix', weeks, {}, { seed: 1, signal: stopping.signal, progress: (share) => shares.push(share) });
  const ended = fit.then(() => 'answered', (error: unknown) => error);
  while (shares.length < 3) {
    const before = performance.now();
    await wait(10);
    slowest = Math.max(slowest, performance.now() - before);
  }
  const asked = performance.now();
  stopping.abort(new Error('enough'));
  expect(await ended).toEqual(new Error('enough'));
  expect(performance.now() - asked).toBeLessThan(1000);
  expect(slowest).toBeLessThan(1000);
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect((await fitInThread('bg-nbd', history, {}, { seed: 1 })).status).toBe('fitted');
});

test('what is stopped before it began never begins', async () => {
  const reason = new Error('too late');
  await expect(fitInThread('bg-nbd', history, {}, { seed: 1, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
