import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '#science/math/random.ts';
import { tryStores } from './stores-trial.ts';

/**
 * The long form of stores.test.ts: `node --import tsx tests/faults/stores.ts --times 50 --seed 1 --within 5000`.
 * Exit code 1 and one line a fault when something that was acknowledged is lost, partial or doubled, when a restart
 * takes longer than `within` ms, or when a process is left behind.
 */
const { values } = parseArgs({ options: { times: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, within: { type: 'string', default: '5000' } } });
const data = await mkdtemp(join(tmpdir(), 'tributary-faults-'));
const random = seeded(Number(values.seed)).next;
try {
  const { faults, acknowledged, slowest } = await tryStores({
    data, times: Number(values.times), within: Number(values.within), random, told: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify({ kills: Number(values.times), acknowledged, slowestMs: slowest, faults: faults.length })}\n`);
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await rm(data, { recursive: true, force: true });
}
