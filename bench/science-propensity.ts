/** Propensity: fitting, ranking and honesty on people left out, explaining. On the bank's campaign where its data are there. */
import { seeded } from '../science/math/random.ts';
import type { Model, Options, Table } from '../science/models/contract.ts';
import { model as boosted } from '../science/models/boosted-propensity/model.ts';
import { model as logistic } from '../science/models/logistic-propensity/model.ts';
import { takeRows } from '../science/math/row-order.ts';
import { areaUnderCurve, calibrationOf, logLoss } from '../science/propensity/ranking.ts';
import { bankMarketing, evenRows } from '../tests/bank-marketing.ts';
import { present } from '../tests/reference-data.ts';

const results: Record<string, number> = {};
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

function judge<Fit>(name: string, model: Model<Fit>, train: Table, test: Table, options: Options = {}): void {
  const tools = { random: seeded('bench') };
  const fit = measure(`${name}, fit ${train.rows} people`, () => model.fit(train, options, tools));
  if (fit.status !== 'fitted') { process.stdout.write(`${fit.why.sentence}\n`); return; }
  const told = measure(`${name}, score ${test.rows} people`, () => model.predict(fit.value, test, { explain: false }, tools));
  const some = takeRows(test, Array.from({ length: 500 }, (_, i) => i));
  measure(`${name}, explain 500 people`, () => model.predict(fit.value, some, {}, tools));
  if (told.status !== 'fitted') return;
  const chance = told.value.columns['chance'] as Float64Array;
  const outcome = test.columns['outcome'] as Float64Array;
  const ranking = areaUnderCurve(chance, outcome);
  const error = calibrationOf(chance, outcome).error;
  const loss = logLoss(chance, outcome);
  process.stdout.write(`  people left out: area under the curve ${ranking?.auc.toFixed(4)} (90 % ${ranking?.low.toFixed(4)} to ${ranking?.high.toFixed(4)}), calibration error ${(100 * error).toFixed(2)} points, log loss ${loss.toFixed(4)}\n`);
  Object.assign(results, { [`${name} auc`]: Number(ranking?.auc.toFixed(5)), [`${name} calibration error`]: Number(error.toFixed(5)), [`${name} log loss`]: Number(loss.toFixed(5)) });
}

if (present('bank-marketing/bank-full.csv.gz')) {
  const bank = bankMarketing();
  const [train, test] = [takeRows(bank, evenRows(bank.rows, false)), takeRows(bank, evenRows(bank.rows, true))];
  judge('bank, logistic', logistic, train, test);
  judge('bank, boosted', boosted, train, test);
} else process.stdout.write('The bank’s data are absent; only simulated people are measured.\n');
const many = boosted.simulate({ people: 100_000, shape: 'bend' }, { random: seeded('many') });
const more = boosted.simulate({ people: 20_000, shape: 'bend' }, { random: seeded('more') });
judge('simulated bends, logistic', logistic, many, more);
judge('simulated bends, boosted', boosted, many, more);
process.stdout.write('  no peer’s time is known for these\n');
process.stdout.write(`${JSON.stringify(results)}\n`);
