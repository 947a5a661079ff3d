/**
 * Attribution of a million generated paths (12 channels): rules, Markov of order 1 to 3, Shapley.
 * Run: node --import tsx bench/science-attribution.ts [paths]
 * Peer: ChannelAttribution 2.0.7 (C++) takes about 10 s for a million paths (Markov order 1, by simulation).
 */
import { seeded } from '#science/math/random.ts';
import { model as markov } from '#science/models/attribution-markov/model.ts';
import { model as rules } from '#science/models/attribution-rules/model.ts';
import { model as shapley } from '#science/models/attribution-shapley/model.ts';
import type { Table } from '#science/models/contract.ts';

const results: { name: string; wall: number; cpu: number; peer?: number }[] = [];

function measure<T>(name: string, work: () => T, peer?: number): T {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const answer = work();
  const used = process.cpuUsage(before);
  const [wall, cpu] = [(performance.now() - start) / 1000, (used.user + used.system) / 1e6];
  results.push({ name, wall, cpu, peer });
  console.log(`${name.padEnd(52)} wall ${wall.toFixed(3)} s   cpu ${cpu.toFixed(3)} s${peer === undefined ? '' : `   peer ${peer} s (${(peer / cpu).toFixed(1)} times)`}`);
  return answer;
}

const paths = Number(process.argv[2] ?? 1e6);
const tools = { random: seeded('bench') };
const channels = ['search', 'social', 'email', 'display', 'direct', 'affiliate', 'video', 'referral', 'sms', 'push', 'print', 'radio'];
const data: Table = markov.simulate({ paths, channels, conversion: 0.15, leaving: 0.15 }, tools);
const { ages: _, ...columns } = data.columns; // a fair comparison: the peer knows no ages
const plain: Table = { rows: paths, columns };
const touches = (data.columns.path as string[]).reduce((sum, path) => sum + path.split('>').length, 0);
console.log(`${paths} paths, ${touches} touches`);

for (const order of [1, 2, 3]) {
  const got = measure(`Markov of order ${order}, from text to credits`, () => markov.fit(plain, { order }, tools), order === 1 ? 10 : undefined);
  if (got.status === 'fitted') console.log(`  ${got.value.states} states, error below ${got.value.error.toExponential(1)}`);
}
measure('five rules at once, from text to credits', () => rules.fit(plain, {}, tools), 10);
measure('Shapley, conversions', () => shapley.fit(plain, {}, tools));
measure('Shapley, rate, exact over 4,096 sets', () => shapley.fit(plain, { worth: 'rate' }, tools));
console.log(JSON.stringify({ bench: 'science-attribution', node: process.version, paths, touches, results }));
