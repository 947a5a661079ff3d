/**
 * The best plan on a grid, exactly, whatever the curves' shape: with a separable value the budget is spent cell by cell
 * (Bellman 1957; the multiple-choice knapsack). S-shaped curves need no luck with starting points.
 */
import type { Cell, Constraints } from './constraints.ts';

/** Best value of spending k grains over several cells, and what the last cell took. */
interface Stage { best: Float64Array; taken: Int32Array }

/** `value(cell, spend)` is the gain of a cell. Returns spends that add up to the total exactly, or null where the steps cannot. */
export function gridSearch(constraints: Constraints, value: (cell: number, spend: number) => number): number[] | null {
  const { cells, groups, grain, total } = constraints;
  // Inside each group first: what it makes of every amount; then the amounts of the groups.
  const inner = groups.map((g) => solveCells(g.cells, cells, grain, value, Math.ceil((Math.min(g.high, total) - lowSum(g.cells, cells)) / grain)));
  const base = groups.map((g) => Math.max(g.low, lowSum(g.cells, cells)));
  const units = Math.floor((total - base.reduce((a, b) => a + b, 0)) / grain);
  const stages: Stage[] = [];
  let before: Float64Array = Float64Array.of(0);
  groups.forEach((g, i) => {
    const floor = lowSum(g.cells, cells);
    const last = inner[i].at(-1)?.best ?? Float64Array.of(0);
    const room = Math.max(0, Math.ceil((Math.min(g.high, g.cells.reduce((s, k) => s + cells[k].high, 0)) - base[i]) / grain));
    const offset = (base[i] - floor) / grain;
    const own = Float64Array.from({ length: Math.min(room, units) + 1 }, (_, k) => last[Math.min(last.length - 1, Math.floor(offset + k))]);
    const stage = merge(before, own, units);
    stages.push(stage);
    before = stage.best;
  });
  let left = Math.min(units, before.length - 1);
  // Steps may forbid spending every grain; the nearest reachable amount below leaves a rest that stepless cells take.
  while (left > 0 && before[left] === -Infinity) left--;
  if (before[left] === -Infinity) return null;
  const amounts = base.slice();
  for (let i = groups.length - 1; i >= 0; i--) { const k = stages[i].taken[left]; amounts[i] += k * grain; left -= k; }
  const spends = new Array<number>(cells.length).fill(0);
  groups.forEach((g, i) => unwind(g.cells, inner[i], cells, grain, Math.floor((amounts[i] - lowSum(g.cells, cells)) / grain), spends));
  return settle(constraints, spends, value) ? spends : null;
}

const lowSum = (members: number[], cells: Cell[]): number => members.reduce((s, k) => s + cells[k].low, 0);

function solveCells(members: number[], cells: Cell[], grain: number, value: (cell: number, spend: number) => number, limit: number): Stage[] {
  const stages: Stage[] = [];
  let before: Float64Array = Float64Array.of(0);
  for (const k of members) {
    const cell = cells[k];
    const every = Math.max(1, Math.round(cell.step / grain));
    const room = cell.step > 0 ? Math.floor((cell.high - cell.low) / grain) : Math.ceil((cell.high - cell.low) / grain);
    const own = Float64Array.from({ length: Math.min(room, limit) + 1 }, (_, u) => (cell.step > 0 && u % every !== 0 ? -Infinity : value(k, Math.min(cell.high, cell.low + u * grain))));
    const stage = merge(before, own, limit);
    stages.push(stage);
    before = stage.best;
  }
  return stages;
}

/** (max, +) convolution, remembering how many units the second part took. */
function merge(a: Float64Array, b: Float64Array, limit: number): Stage {
  const length = Math.min(limit, a.length + b.length - 2) + 1;
  const best = new Float64Array(length).fill(-Infinity);
  const taken = new Int32Array(length);
  for (let u = 0; u < b.length; u++) {
    if (b[u] === -Infinity) continue;
    for (let k = u; k < length && k - u < a.length; k++) {
      const sum = a[k - u] + b[u];
      if (sum > best[k]) { best[k] = sum; taken[k] = u; }
    }
  }
  return { best, taken };
}

function unwind(members: number[], stages: Stage[], cells: Cell[], grain: number, units: number, spends: number[]): void {
  let left = Math.min(units, (stages.at(-1)?.best.length ?? 1) - 1);
  while (left > 0 && stages[stages.length - 1].best[left] === -Infinity) left--;
  for (let i = members.length - 1; i >= 0; i--) {
    const k = stages[i].taken[left];
    spends[members[i]] = Math.min(cells[members[i]].high, cells[members[i]].low + k * grain);
    left -= k;
  }
}

/** Puts what the grid left over (less than a grain a cell) where it brings most; false where no cell may take it. */
function settle({ cells, groups, total }: Constraints, spends: number[], value: (cell: number, spend: number) => number): boolean {
  const groupSum = (g: number): number => groups[g].cells.reduce((s, k) => s + spends[k], 0);
  const give = (members: number[], amount: number, whole: boolean): number => {
    for (let guard = 0; amount > 0 && guard < 4 * cells.length; guard++) {
      let [best, gain] = [-1, -Infinity];
      for (const k of members) {
        const c = cells[k];
        const room = Math.min(c.high - spends[k], whole ? groups[c.group].high - groupSum(c.group) : Infinity, amount);
        if (c.step > 0 || room <= 0) continue;
        const rate = (value(k, spends[k] + room) - value(k, spends[k])) / room;
        if (rate > gain) [best, gain] = [k, rate];
      }
      if (best < 0) break;
      const room = Math.min(cells[best].high - spends[best], whole ? groups[cells[best].group].high - groupSum(cells[best].group) : Infinity, amount);
      spends[best] += room;
      amount -= room;
    }
    return amount;
  };
  for (const [g, group] of groups.entries()) if (give(group.cells, group.low - groupSum(g), false) > 0) return false;
  return give(cells.map((_, k) => k), total - spends.reduce((a, b) => a + b, 0), true) === 0 && spends.reduce((a, b) => a + b, 0) === total;
}
