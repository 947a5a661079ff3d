/** Forecast: choosing among the methods, fitting and predicting, on series of several lengths. */
import { seeded } from '../science/math/random.ts';
import { model } from '../science/models/forecast/model.ts';

const results: Record<string, number> = {};
const tools = { random: seeded(1) };
function measure<T>(name: string, run: () => T): T {
  const before = process.cpuUsage();
  const start = performance.now();
  const made = run();
  const wall = (performance.now() - start) / 1000;
  const used = process.cpuUsage(before);
  const cpu = (used.user + used.system) / 1e6;
  process.stdout.write(`${name}: ${wall.toFixed(3)} s wall, ${cpu.toFixed(3)} s CPU\n`);
  results[`${name} wall`] = Number(wall.toFixed(4));
  results[`${name} cpu`] = Number(cpu.toFixed(4));
  return made;
}

const random = seeded(2);
const daily = Array.from({ length: 2540 }, (_, t) => 8 + 0.5 * Math.sin((2 * Math.PI * t) / 365.25) + 0.2 * Math.sin((2 * Math.PI * t) / 7) + 0.3 * random.normal());
const tables = {
  '120 months': { table: model.simulate({ periods: 120 }, tools), horizon: 24 },
  '2,540 days': { table: { rows: daily.length, columns: { time: Float64Array.from(daily, (_, t) => 13857 + t), value: Float64Array.from(daily) } }, horizon: 365 },
};
for (const [name, { table, horizon }] of Object.entries(tables)) {
  const fit = measure(`choose and fit, ${name}`, () => model.fit(table, { horizon }, tools));
  if (fit.status !== 'fitted') { process.stdout.write(`${fit.why.sentence}\n`); continue; }
  measure(`predict ${horizon} periods, ${name}`, () => model.predict(fit.value, { rows: 0, columns: {} }, { horizon }, tools));
}
process.stdout.write('  peer: Prophet, fit 0.2 s and predict 5 s (1,000 samples) without choosing a method\n');
process.stdout.write(`${JSON.stringify(results)}\n`);
