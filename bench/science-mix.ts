/** Media mix: three years of weeks, eight channels, with uncertainty; and an allocation of a budget over them. */
import { seeded } from '../science/math/random.ts';
import { model } from '../science/models/media-mix/model.ts';
import { model as allocation } from '../science/models/budget-allocation/model.ts';
import { curveTable, readings } from '../science/models/media-mix/readings.ts';

const results: Record<string, number> = {};
function measure<T>(name: string, run: () => T): T {
  const before = process.cpuUsage();
  const start = performance.now();
  const made = run();
  const wall = (performance.now() - start) / 1000;
  const used = process.cpuUsage(before);
  const cpu = (used.user + used.system) / 1e6;
  process.stdout.write(`${name}: ${wall.toFixed(2)} s wall, ${cpu.toFixed(2)} s CPU\n`);
  results[`${name} wall`] = Number(wall.toFixed(2));
  results[`${name} cpu`] = Number(cpu.toFixed(2));
  return made;
}

for (const channels of [3, 8, 16]) {
  const table = model.simulate({ channels, periods: 156 }, { random: seeded(1) });
  const fit = measure(`156 weeks, ${channels} channels`, () => model.fit(table, {}, { random: seeded(2) }));
  if (fit.status !== 'fitted') { process.stdout.write(`${fit.why.sentence}\n`); continue; }
  const inside = readings(fit.value).filter((r) => {
    const truth = Array.from(table.columns[`truth_${r.channel}`], Number).reduce((a, b) => a + b, 0);
    return truth >= r.contribution.low && truth <= r.contribution.high;
  }).length;
  process.stdout.write(`  ${inside} of ${channels} true contributions inside their 90 % intervals; R-hat ${fit.value.diagnostics.rhat.toFixed(3)}, least ESS ${fit.value.diagnostics.bulkEss.toFixed(0)}\n`);
}
process.stdout.write('  peers: Meridian, national model of 200 weeks and 16 channels, 5-10 min on 16 cores; Robyn 21 min for 2,000 iterations x 5 trials; PyMC-Marketing "hours" without numpyro\n');
const mix = model.simulate({ channels: 8, periods: 156 }, { random: seeded(1) });
const fitted = model.fit(mix, {}, { random: seeded(2) });
if (fitted.status === 'fitted') {
  const start = fitted.value.spend.map((s) => Math.round(s.reduce((a, b) => a + b, 0) / s.length));
  for (const periods of [1, 12]) {
    const made = measure(`allocation of 8 channels over ${periods} periods`, () => allocation.fit(curveTable(fitted.value), { start, demand: Array.from({ length: periods }, (_, p) => 1 + 0.02 * p) }, { random: seeded(3) }));
    if (made.status === 'fitted') process.stdout.write(`  ${made.value.plans.length} plans; gap to the bound ${(100 * made.value.proof.gap).toFixed(3)} %; gain ${(100 * made.value.plans[0].gain.value / made.value.start.outcome.value).toFixed(1)} % over the start\n`);
  }
  const s = allocation.fit(allocation.simulate({ channels: 12, slope: 3 }, { random: seeded(5) }), { total: 400_000 }, { random: seeded(3) });
  if (s.status === 'fitted') process.stdout.write(`  12 S-shaped channels: gap to the bound ${(100 * s.value.proof.gap).toFixed(3)} %\n`);
}
process.stdout.write(`${JSON.stringify(results)}\n`);
