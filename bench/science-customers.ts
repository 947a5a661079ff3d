/**
 * Customer-base models: BG/NBD and Pareto/NBD on CDNOW and on a million simulated customers.
 * Run: node --import tsx bench/science-customers.ts [customers]
 * Peer: lifetimes (Python) takes 0.075 s for BG/NBD on CDNOW and 14.8 s for a million simulated customers.
 */
import { existsSync, readFileSync } from 'node:fs';
import { bgNbd } from '#science/customer-base/beta-geometric.ts';
import { fitFamily } from '#science/customer-base/fit.ts';
import type { Family } from '#science/customer-base/family.ts';
import { groupHistories } from '#science/customer-base/histories.ts';
import { paretoNbd } from '#science/customer-base/pareto-nbd.ts';
import { seeded } from '#science/math/random.ts';
import { model as bgModel } from '#science/models/bg-nbd/model.ts';

interface Measured { name: string; wall: number; cpu: number; peer?: number; note?: string }
const results: Measured[] = [];

function measure<T>(name: string, work: () => T, peer?: number, repeats = 1): T {
  let best: Measured | null = null;
  let answer: T | undefined;
  for (let k = 0; k < repeats; k++) {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    answer = work();
    const used = process.cpuUsage(cpu);
    const got: Measured = { name, wall: (performance.now() - wall) / 1000, cpu: (used.user + used.system) / 1e6, peer };
    if (best === null || got.cpu < best.cpu) best = got;
  }
  if (best === null || answer === undefined) throw new Error('nothing was measured');
  results.push(best);
  console.log(`${name.padEnd(58)} wall ${best.wall.toFixed(3)} s   cpu ${best.cpu.toFixed(3)} s${peer === undefined ? '' : `   peer ${peer} s (${(peer / best.cpu).toFixed(1)} times)`}`);
  return answer;
}

function cdnow(): { x: number[]; tx: number[]; T: number[] } | null {
  const path = new URL('../../shared/data/cdnow/btyd_cdnowSummary_cbs.csv', import.meta.url);
  if (!existsSync(path)) return null;
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number));
  return { x: rows.map((r) => r[0]), tx: rows.map((r) => r[1]), T: rows.map((r) => r[2]) };
}

function simulated(family: Family, p: number[], n: number): { x: Float64Array; tx: Float64Array; T: Float64Array } {
  const random = seeded(`bench ${n}`);
  const out = { x: new Float64Array(n), tx: new Float64Array(n), T: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    out.T[i] = 27 + 12 * random.next();
    const drawn = family.draw(random, p, out.T[i]);
    out.x[i] = drawn.x;
    out.tx[i] = drawn.tx;
  }
  return out;
}

const customers = Number(process.argv[2] ?? 1e6);
const data = cdnow();
if (data === null) console.log('CDNOW is absent: its figures are left out');
else {
  measure('BG/NBD on CDNOW, first call of the process', () => fitFamily(bgNbd, groupHistories(data.x, data.tx, data.T)), 0.075);
  measure('BG/NBD on CDNOW, best of 20', () => fitFamily(bgNbd, groupHistories(data.x, data.tx, data.T)), 0.075, 20);
  const rows = { rows: data.x.length, columns: { frequency: Float64Array.from(data.x), recency: Float64Array.from(data.tx), age: Float64Array.from(data.T) } };
  measure('BG/NBD on CDNOW with its intervals, best of 20', () => bgModel.fit(rows, {}, { random: seeded(1) }), 0.075, 20);
  measure('Pareto/NBD on CDNOW, best of 10', () => fitFamily(paretoNbd, groupHistories(data.x, data.tx, data.T)), undefined, 10);
}
const many = simulated(bgNbd, [0.243, 4.414, 0.793, 2.426], customers);
const got = measure(`BG/NBD on ${customers} simulated customers`, () => fitFamily(bgNbd, groupHistories(many.x, many.tx, many.T)), 14.8);
console.log(`  settled ${got.settled}, parameters ${Array.from(got.point, Math.exp).map((v) => v.toFixed(4)).join(' ')} (truth .243 4.414 .793 2.426)`);
const days = { tx: many.tx.map((v) => Math.round(v * 7) / 7), T: many.T.map((v) => Math.round(v * 7) / 7) };
measure(`the same, times in whole days`, () => fitFamily(bgNbd, groupHistories(many.x, days.tx, days.T)), 14.8);
const table = { rows: customers, columns: { frequency: many.x, recency: many.tx, age: many.T } };
const tools = { random: seeded(1) };
const fitted = bgModel.fit(table, {}, tools);
if (fitted.status === 'fitted') measure(`forecast with intervals for ${customers} customers`, () => bgModel.predict(fitted.value, table, { horizon: 39 }, tools));
const pareto = simulated(paretoNbd, [0.553, 10.578, 0.606, 11.669], customers);
measure(`Pareto/NBD on ${customers} simulated customers`, () => fitFamily(paretoNbd, groupHistories(pareto.x, pareto.tx, pareto.T)));
console.log(JSON.stringify({ bench: 'science-customers', node: process.version, results }));
