/** Experiments: reading people and sums, intervals that may be looked at any time, hold-outs, uplift, geo tests. */
import { seeded } from '../science/math/random.ts';
import type { Model, Options, Table } from '../science/models/contract.ts';
import { model as fixed } from '../science/models/fixed-horizon/model.ts';
import { model as synthetic } from '../science/models/geo-synthetic-control/model.ts';
import { model as holdout } from '../science/models/holdout/model.ts';
import { model as sequential } from '../science/models/sequential/model.ts';
import { model as uplift } from '../science/models/uplift/model.ts';

const results: Record<string, number> = {};
function measure<Fit>(name: string, model: Model<Fit>, table: Table, options: Options, times = 1): void {
  const before = process.cpuUsage();
  const start = performance.now();
  let status = '';
  for (let i = 0; i < times; i++) status = model.fit(table, options, { random: seeded(1) }).status;
  const wall = (performance.now() - start) / 1000 / times;
  const used = process.cpuUsage(before);
  const cpu = (used.user + used.system) / 1e6 / times;
  process.stdout.write(`${name}: ${status}, ${wall.toFixed(6)} s wall, ${cpu.toFixed(6)} s CPU\n`);
  results[`${name} wall`] = Number(wall.toFixed(7));
  results[`${name} cpu`] = Number(cpu.toFixed(7));
}

const people = fixed.simulate({ people: 500_000 }, { random: seeded('people') });
measure('read once, 1,000,000 people row by row, with the period before', fixed, people, { adjust: true });
const sums: Table = { rows: 2, columns: { arm: ['control', 'treatment'], people: Float64Array.of(4e6, 4e6), value: Float64Array.of(4e5, 4.1e5) } };
measure('read once, 8,000,000 people as sums', fixed, sums, { metric: 'proportion' }, 2000);
measure('read at any time, 8,000,000 people as sums', sequential, sums, { metric: 'proportion' }, 2000);
measure('hold-out, 8,000,000 people as sums, exact by test inversion', holdout, { rows: 2, columns: { arm: ['hold-out', 'sent'], people: Float64Array.of(8e5, 7.2e6), value: Float64Array.of(4e4, 3.7e5) } }, {}, 200);
const campaign = uplift.simulate({ people: 64_000 }, { random: seeded('campaign') });
for (const learner of ['t', 'x', 'class']) measure(`uplift, ${learner}-learner, 64,000 people, 5 parts left out`, uplift, campaign, { learner });
const regions = synthetic.simulate({ regions: 38, before: 90, during: 15 }, { random: seeded('regions') });
measure('synthetic control, 39 regions, 105 days, with interval', synthetic, regions, { test_start: 90 });
process.stdout.write('  no peer’s time is known for these; peers’ results are reproduced in the tests\n');
process.stdout.write(`${JSON.stringify(results)}\n`);
