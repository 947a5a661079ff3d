/**
 * Improves a plan by moving money between two cells, ever finer, as long as that helps: the total, bounds, groups and steps stay
 * kept after every move, and the value never falls. For concave values a plan without an improving exchange is the optimum
 * (the Karush-Kuhn-Tucker conditions of one linear equality and bounds are pairwise).
 */
import type { Constraints } from './constraints.ts';
import type { Worth } from './objective.ts';

export function exchange(constraints: Constraints, start: number[], { ledger, slopes }: Worth, stopped: () => boolean): number[] {
  const { cells, groups, total } = constraints;
  const spends = start.slice();
  const plan = ledger(spends);
  const sums = groups.map((g) => g.cells.reduce((s, k) => s + spends[k], 0));
  const room = (from: number, to: number): number => {
    const apart = cells[from].group !== cells[to].group;
    return Math.min(spends[from] - cells[from].low, cells[to].high - spends[to], apart ? sums[cells[from].group] - groups[cells[from].group].low : Infinity, apart ? groups[cells[to].group].high - sums[cells[to].group] : Infinity);
  };
  const move = (from: number, to: number, amount: number): void => {
    spends[from] -= amount;
    spends[to] += amount;
    sums[cells[from].group] -= amount;
    sums[cells[to].group] += amount;
  };
  for (let size = Math.max(1, Math.floor(total / 20)); size >= 1; size = size > 1 ? Math.floor(size / 2) : 0) {
    for (let round = 0; round < 60 && !stopped(); round++) {
      const s = slopes(spends);
      const order = cells.map((_, k) => k).sort((a, b) => s[b] - s[a]);
      let moved = false;
      // The steepest receivers and the flattest givers: with many cells the rest seldom helps.
      for (const to of order.slice(0, 6)) for (const from of order.slice(-6)) {
        const unit = stepOf(cells[from].step, cells[to].step);
        if (to === from || unit === 0) continue;
        const amount = Math.floor(Math.min(size, room(from, to)) / unit) * unit;
        if (amount <= 0) continue;
        if (!(plan.with([[from, spends[from] - amount], [to, spends[to] + amount]]) > plan.value)) continue;
        const before = plan.value;
        plan.keep();
        move(from, to, amount);
        moved ||= plan.value > before;
      }
      if (!moved) break;
    }
    if (plan.value === -Infinity) break;
  }
  return spends;
}

/** Money between two cells moves in this unit; 0 where their steps differ and it cannot move. */
function stepOf(a: number, b: number): number {
  if (a === 0 && b === 0) return 1;
  return a === b ? a : 0;
}
