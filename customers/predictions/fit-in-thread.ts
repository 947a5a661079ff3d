import { availableParallelism } from 'node:os';
import { ThreadPool, type RunOptions } from '#platform/workers/pool.ts';
import type { ModelId } from '#science/models/cards.gen.ts';
import type { Options, Outcome, Table } from '#science/models/contract.ts';
import type { ScienceOrder } from './order.ts';

export interface ThreadOptions extends RunOptions { seed: number | string }

/** One processor stays free for those who ask for pages meanwhile. */
const pool = new ThreadPool<ScienceOrder, Outcome<unknown>>(
  { built: 'science', source: new URL('./worker.ts', import.meta.url) },
  Math.max(1, availableParallelism() - 1),
);

/** Fits a model in a thread. Rejects with the signal's reason when stopped, which takes effect at once. */
export function fitInThread(model: ModelId, table: Table, options: Options, { seed, ...run }: ThreadOptions): Promise<Outcome<unknown>> {
  return pool.run({ step: 'fit', model, table, options, seed }, run);
}

/** Predicts in a thread from a fit, which may have been stored as JSON. */
export async function predictInThread(model: ModelId, fit: unknown, table: Table, options: Options, { seed, ...run }: ThreadOptions): Promise<Outcome<Table>> {
  const outcome = await pool.run({ step: 'predict', model, fit, table, options, seed }, run);
  return outcome as Outcome<Table>;
}
