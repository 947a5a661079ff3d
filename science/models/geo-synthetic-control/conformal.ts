/**
 * Test and interval of the effect by conformal inference (Chernozhukov, Wüthrich & Zhu 2021, algorithm 1): take a supposed effect
 * off the test's periods, fit the mix to all periods, and ask how unusual the test's residuals are among all shifts in time.
 */
import type { Random } from '../../math/random.ts';
import { residuals, simplexWeights, type Panel } from './weights.ts';

/** The sets of periods that the test's are compared with; the first is the test itself. */
export function blocks(n: number, m: number): Uint32Array[] {
  return Array.from({ length: n }, (_, shift) => Uint32Array.from({ length: m }, (__, i) => (n - m + shift + i) % n));
}

/** Sets of any periods, where what the mix misses is independent from period to period; stronger, but wrong if it is not. */
export function draws(n: number, m: number, random: Random, count = 999): Uint32Array[] {
  const own = Uint32Array.from({ length: m }, (_, i) => n - m + i);
  return [own, ...Array.from({ length: count }, () => {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = 0; i < m; i++) { const j = i + Math.floor(random.next() * (n - i)); [order[i], order[j]] = [order[j], order[i]]; }
    return order.slice(0, m);
  })];
}

/** Share of the sets at least as extreme as the test's periods, if the effect is `effect` in each of the last `m` periods. */
export function conformalP(p: Panel, sets: Uint32Array[], effect: number, shift: boolean, start?: Float64Array): number {
  const [n, m] = [p.target.length, sets[0].length];
  const without = { ...p, target: p.target.map((v, t) => (t >= n - m ? v - effect : v)) };
  const u = residuals(without, simplexWeights(without, shift, start), shift);
  const seen = statistic(u, sets[0]);
  return sets.reduce((as, set) => as + Number(statistic(u, set) >= seen * (1 - 1e-12)), 0) / sets.length;
}

/** Absolute sum of residuals (the paper's S for a lasting effect). */
function statistic(u: Float64Array, set: Uint32Array): number {
  let s = 0;
  for (const t of set) s += u[t];
  return Math.abs(s);
}

/** All effects with p > alpha: the two crossings, found by widening from the estimate and then halving. */
export function conformalInterval(p: Panel, sets: Uint32Array[], estimate: number, scale: number, alpha: number, shift: boolean, start: Float64Array): { low: number; high: number } {
  const crossing = (direction: 1 | -1): number => {
    let inside = 0;
    let outside = scale;
    while (conformalP(p, sets, estimate + direction * outside, shift, start) > alpha && outside < 1e4 * scale) { inside = outside; outside *= 2; }
    while (outside - inside > 1e-3 * scale) {
      const middle = (inside + outside) / 2;
      if (conformalP(p, sets, estimate + direction * middle, shift, start) > alpha) inside = middle; else outside = middle;
    }
    return estimate + direction * outside;
  };
  return { low: crossing(-1), high: crossing(1) };
}
