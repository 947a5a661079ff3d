import { FEWEST_REPEATERS } from '../../customer-base/checks.ts';
import type { Family } from '../../customer-base/family.ts';
import { fitFamily, logLikelihood } from '../../customer-base/fit.ts';
import { groupHistories, outline } from '../../customer-base/histories.ts';
import { maximise, type LogLikelihood, type Maximum } from '../../customer-base/maximise.ts';
import { summarise, type Purchases } from './purchases.ts';
import { flat, operational, partOf, revise, type Season } from './season.ts';

/**
 * One process for each group: customers first seen before `knownUntil` were mostly customers already when the records begin, and live on
 * differently from those truly acquired since. A single group has knownUntil -Infinity.
 */
/** What a group's habits were found to be, and the likelihood (on the season's clock) that they maximise. */
export interface Process { found: Maximum; likelihood: LogLikelihood }

export interface Estimated { processes: Process[]; knownUntil: number; season: Season; observed: Float64Array; settled: boolean }

export interface Setting { period: number; parts: number; prior: number; until: number; warmUp: number }

const ROUNDS = 60;

/**
 * Processes and season in turn until neither moves: the processes by maximum likelihood on the season's clock, the season by comparing the
 * repeat purchases of every part of the year with those expected of all customers acquired before. Null where stopped.
 */
export function estimate(family: Family, p: Purchases, setting: Setting, stopped: () => boolean): Estimated | null {
  const { until } = setting;
  let season = flat(setting.period, setting.parts);
  const observed = observedByPart(p, season);
  const knownUntil = split(p, setting);
  let processes: Process[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    if (stopped()) return null;
    processes = fitGroups(family, p, until, knownUntil, season, processes);
    if (processes.some(({ found }) => !found.settled)) break;
    const expected = new Float64Array(setting.parts);
    processes.forEach(({ found }, g) => addExpected(expected, family, found.point.map(Math.exp), p, (first) => groupOf(first, knownUntil) === g || processes.length === 1, until, season));
    const next = revise(season, observed, expected, setting.prior);
    const moved = Math.max(...next.intensity.map((s, b) => Math.abs(s - season.intensity[b])));
    season = next;
    if (moved < 1e-4) return { processes, knownUntil, season, observed, settled: true };
  }
  return { processes, knownUntil, season, observed, settled: false };
}

export function groupOf(first: number, knownUntil: number): number {
  return first < knownUntil ? 0 : 1;
}

/** End of the warm-up, or -Infinity where either group would be too thin for a process of its own. */
function split(p: Purchases, { warmUp, until }: Setting): number {
  let earliest = Infinity;
  for (let c = 0; c < p.customers.length; c++) earliest = Math.min(earliest, p.times[p.offsets[c]]);
  const repeaters = [0, 0];
  for (let c = 0; c < p.customers.length; c++) if (p.offsets[c + 1] - p.offsets[c] > 1) repeaters[groupOf(p.times[p.offsets[c]], earliest + warmUp)]++;
  return warmUp > 0 && earliest + warmUp < until && Math.min(...repeaters) >= 5 * FEWEST_REPEATERS ? earliest + warmUp : -Infinity;
}

function fitGroups(family: Family, p: Purchases, until: number, knownUntil: number, season: Season, before: Process[]): Process[] {
  const { x, tx, T } = summarise(p, until, operational(season));
  const groups = knownUntil === -Infinity ? [1] : [0, 1];
  return groups.map((g, at) => {
    // A customer acquired at the very end tells nothing but that they exist.
    const kept = Array.from(x.keys()).filter((c) => T[c] > 0 && groupOf(p.times[p.offsets[c]], knownUntil) === g);
    const h = groupHistories(kept.map((c) => x[c]), kept.map((c) => tx[c]), kept.map((c) => T[c]));
    const likelihood = logLikelihood(family, h);
    const last = before[at]?.found;
    const warm = last?.settled && outline(h).repeaters > 0 ? maximise(likelihood, [last.point]) : null;
    return { found: warm?.settled ? warm : fitFamily(family, h), likelihood };
  });
}

function observedByPart(p: Purchases, season: Season): Float64Array {
  const out = new Float64Array(season.intensity.length);
  for (let c = 0; c < p.customers.length; c++) for (let k = p.offsets[c] + 1; k < p.offsets[c + 1]; k++) out[partOf(season, p.times[k])]++;
  return out;
}

/** Adds the expected repeat purchases of a group in each part of the year, from first purchases to `until`. */
function addExpected(out: Float64Array, family: Family, parameters: ArrayLike<number>, p: Purchases, inGroup: (first: number) => boolean, until: number, season: Season): void {
  const clock = operational(season);
  const width = season.period / season.intensity.length;
  const starters = new Map<number, number>();
  for (let c = 0; c < p.customers.length; c++) {
    const first = p.times[p.offsets[c]];
    if (inGroup(first)) starters.set(first, (starters.get(first) ?? 0) + 1);
  }
  const [alive, fresh] = [family.alive(parameters, 0, 0, 0), family.posterior(parameters, 0, 0)];
  for (const [first, people] of starters) {
    const start = clock(first);
    let before = 0;
    for (let from = first; from < until;) {
      const to = Math.min(until, (Math.floor(from / width + 1e-9) + 1) * width);
      const reached = family.mean(fresh, clock(to) - start);
      out[partOf(season, (from + to) / 2)] += people * alive * (reached - before);
      before = reached;
      from = to;
    }
  }
}
