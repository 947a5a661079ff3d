/**
 * Plans that differ in kind: the best one on average, one that stays near today's and minds bad luck, one that backs the few
 * strongest channels, one that buys knowledge where the curves are least known. Each keeps the total and every bound, and none is
 * expected to bring less than today's plan.
 */
import { quantile } from '../../math/summary.ts';
import type { Cell, Constraints } from './constraints.ts';
import type { ChannelCurves } from './curves.ts';
import { exchange } from './exchange.ts';
import { gridSearch } from './grid-search.ts';
import { worth, type Worth } from './objective.ts';

export type Kind = 'balanced' | 'steady' | 'growth' | 'learning';
export interface Plan { kind: Kind; spends: number[]; explanation: string }

export interface Task { constraints: Constraints; curves: ChannelCurves[]; risk: number; start: number[]; stopped: () => boolean }

/** The best plan under constraints for a carefulness: exact on the grid for the mean, then improved by exchanges; never under `floor`. */
export function bestPlan(constraints: Constraints, curves: ChannelCurves[], risk: number, from: number[][], stopped: () => boolean): number[] | null {
  const w = worth(constraints.cells, curves, risk);
  const grid = gridSearch(constraints, w.mean);
  const starts = [...(grid ? [grid] : []), ...from.filter((s) => keeps(constraints, s))];
  let best: { spends: number[]; value: number } | null = null;
  for (const start of starts) {
    const spends = exchange(constraints, start, w, stopped);
    const value = w.value(spends);
    if (!best || value > best.value) best = { spends, value };
  }
  return best?.spends ?? null;
}

export function keeps({ cells, groups, total }: Constraints, spends: number[]): boolean {
  const inside = cells.every((c, k) => Number.isInteger(spends[k]) && spends[k] >= c.low && spends[k] <= c.high && (c.step === 0 || (spends[k] - c.low) % c.step === 0));
  return inside && spends.reduce((a, b) => a + b, 0) === total && groups.every((g) => { const s = g.cells.reduce((t, k) => t + spends[k], 0); return s >= g.low && s <= g.high; });
}

const narrowed = (constraints: Constraints, change: (c: Cell, k: number) => Partial<Cell>): Constraints => ({
  ...constraints,
  cells: constraints.cells.map((c, k) => { const made = { ...c, ...change(c, k) }; return { ...made, low: aligned(c, made.low), high: Math.max(aligned(c, made.low), Math.floor(made.high)) }; }),
});
/** Raised minimums stay on the cell's steps, counted from its own minimum. */
const aligned = (c: Cell, low: number): number => {
  if (low <= c.low) return c.low;
  return c.step > 0 ? c.low + Math.floor((low - c.low) / c.step) * c.step : Math.floor(low);
};

export function alternatives(task: Task, balanced: number[]): Plan[] {
  const { constraints, curves, start } = task;
  const w = worth(constraints.cells, curves, task.risk);
  const floor = w.value(start);
  const plans: Plan[] = [{ kind: 'balanced', spends: balanced, explanation: 'Best expected outcome within all bounds; the next unit of money brings nearly the same in every channel that is not at a bound.' }];
  const add = (kind: Kind, spends: number[] | null, explanation: string): void => { if (spends && w.value(spends) >= floor - 1e-12 * Math.abs(floor)) plans.push({ kind, spends, explanation }); };
  add('steady', steady(task), 'Stays within a fifth of today\'s plan in every channel and minds bad luck: half of its worth is the mean of the worst fifth of cases.');
  add('growth', growth(task, w), 'Backs the fewest channels that still bring at least 80 % of the best gain over the minimums, the others held at their minimums; more to win, more to lose.');
  const uncertain = leastKnown(curves, constraints, balanced);
  add('learning', learning(task, uncertain, floor, w), `Spends on knowing: "${curves[uncertain].channel}" has the least known curve and gets a clear change of spend, so that the next fit can tell; the rest is spent as well as possible.`);
  return plans;
}

function steady({ constraints, curves, start, stopped }: Task): number[] | null {
  const near = narrowed(constraints, (c, k) => ({ low: Math.max(c.low, Math.ceil(0.8 * start[k])), high: Math.min(c.high, Math.max(c.low, 1.2 * start[k])) }));
  return bestPlan(near, curves, 0.5, [start], stopped);
}

/** With more channels than this, the next to back is the one that takes most of the best plan; trying each would take the square of their number. */
const MANY = 12;

function growth({ constraints, curves, stopped }: Task, w: Worth): number[] | null {
  const floor = constraints.cells.reduce((s, c, k) => s + w.mean(k, c.low), 0);
  const full = gridSearch(constraints, w.mean);
  if (!full) return null;
  const gain = (spends: number[]): number => spends.reduce((s, v, k) => s + w.mean(k, v), 0) - floor;
  const chosen = new Set<number>();
  let last: number[] | null = null;
  const bySpend = curves.map((_, channel) => channel).sort((a, b) => spendOf(full, constraints, b) - spendOf(full, constraints, a));
  while (chosen.size < curves.length - 1) {
    let best: { spends: number[]; channel: number } | null = null;
    for (const channel of bySpend.filter((each) => !chosen.has(each)).slice(0, curves.length > MANY ? 1 : curves.length)) {
      if (stopped()) return null;
      const only = narrowed(constraints, (c) => (c.channel === channel || chosen.has(c.channel) ? {} : { high: c.low }));
      const spends = gridSearch(only, w.mean) ?? null;
      if (spends && keeps(constraints, spends) && (!best || gain(spends) > gain(best.spends))) best = { spends, channel };
    }
    // Where bounds forbid so few channels, the one that takes most of the best plan joins first.
    const channel = best?.channel ?? bySpend.find((each) => !chosen.has(each))!;
    chosen.add(channel);
    last = best?.spends ?? last;
    if (best && gain(best.spends) >= 0.8 * gain(full)) {
      const only = narrowed(constraints, (c) => (chosen.has(c.channel) ? {} : { high: c.low }));
      return bestPlan(only, curves, 0, [best.spends], stopped);
    }
  }
  return last;
}

const spendOf = (spends: number[], { cells }: Constraints, channel: number): number => spends.reduce((s, v, k) => s + (cells[k].channel === channel ? v : 0), 0);

/** Channels marked "not identified" first, then the widest relative spread of the response at its spend in the best plan. */
function leastKnown(curves: ChannelCurves[], { cells, total }: Constraints, balanced: number[]): number {
  const spread = curves.map((c, i) => {
    const movable = cells.some((cell) => cell.channel === i && cell.high > cell.low);
    const at = Math.max(spendOf(balanced, { cells, total, groups: [], grain: 1 }, i), total / cells.length);
    const totals = c.draws.map((curve) => curve.ceiling * Math.min(1, at / (curve.first + at)));
    return movable ? (c.identified ? 0 : 1e6) + (quantile(totals, 0.95) - quantile(totals, 0.05)) / Math.max(quantile(totals, 0.5), 1e-300) : -1;
  });
  return spread.indexOf(Math.max(...spread));
}

/** Raises (or, at its top, lowers) the least known channel by up to 15 % of the budget, less where that would cost too much. */
function learning({ constraints, curves, risk, start, stopped }: Task, channel: number, floor: number, w: Worth): number[] | null {
  const size = constraints.cells.filter((c) => c.channel === channel).length;
  for (const share of [0.15, 0.1, 0.06, 0.03]) {
    const more = narrowed(constraints, (c, k) => (c.channel === channel ? { low: Math.min(c.high, start[k] + (share * constraints.total) / size) } : {}));
    const less = narrowed(constraints, (c, k) => (c.channel === channel ? { high: Math.max(c.low, start[k] - (share * constraints.total) / size) } : {}));
    for (const changed of [more, less]) {
      if (changed.cells.reduce((s, c) => s + c.low, 0) > constraints.total) continue;
      const spends = bestPlan(changed, curves, risk, [], stopped);
      if (spends && keeps(constraints, spends) && w.value(spends) >= floor) return spends;
    }
  }
  return null;
}
