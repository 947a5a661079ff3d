import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tryStores, TARGETS } from './stores-trial.ts';

/** The long form is tests/faults/stores.ts, on a machine with nothing else to do; here `within` only ends what hangs. */
it('loses nothing that was acknowledged when the stores and the application are killed, and leaves no process behind', async () => {
  const data = await mkdtemp(join(tmpdir(), 'tributary-faults-'));
  // One of each, after a short and after a longer while.
  const moments = [0.1, 0, 0.2, 0.34, 0.1, 0.67, 0.1, 0];
  let next = 0;
  const { faults, acknowledged } = await tryStores({ data, times: TARGETS.length + 1, random: () => moments[next++ % moments.length]!, within: 60_000 });
  expect(faults).toEqual([]);
  expect(acknowledged.clickhouse).toBeGreaterThan(0);
  expect(acknowledged.postgres).toBeGreaterThan(0);
  await rm(data, { recursive: true, force: true });
}, 600_000);
