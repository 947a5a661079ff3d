/** Kleinberg's two-state automaton for batched arrivals (2003, section 4). */

export interface Burst { first: number; last: number; weight: number; count: number; total: number }

/**
 * Cost of `count` of `total` texts in a state of share p: −ln[C(total, count) p^count (1−p)^(total−count)]. The binomial
 * coefficient is the same in both states, so it is left out and numbers stay small.
 */
export function cost(count: number, total: number, p: number): number {
  const rest = total - count;
  return -(count === 0 ? 0 : count * Math.log(p)) - (rest === 0 ? 0 : rest * Math.log1p(-p));
}

/** Share in a burst: `scaling` times the usual one, kept below 1. */
export function burstShare(usual: number, scaling: number): number {
  return Math.min(usual * scaling, (1 + usual) / 2);
}

/**
 * The cheapest sequence of states (0 usual, 1 burst), by Viterbi's recursion: Σ cost + γ ln n for each step up, steps down are
 * free, and the automaton begins in state 0. Ties stay in state 0. `counts` and `totals` are by period; totals above zero.
 */
export function states(counts: ArrayLike<number>, totals: ArrayLike<number>, scaling: number, gamma: number): Uint8Array {
  const n = counts.length;
  const found = new Uint8Array(n);
  const [usual, burst] = shares(counts, totals, scaling);
  if (!(usual > 0 && usual < 1)) return found;
  const up = gamma * Math.log(n);
  const fromBurst = [new Uint8Array(n), new Uint8Array(n)];
  let [low, high] = [0, Infinity];
  for (let t = 0; t < n; t++) {
    fromBurst[0][t] = high < low ? 1 : 0;
    fromBurst[1][t] = high <= low + up ? 1 : 0;
    [low, high] = [Math.min(low, high) + cost(counts[t], totals[t], usual), Math.min(low + up, high) + cost(counts[t], totals[t], burst)];
  }
  for (let t = n - 1, state = high < low ? 1 : 0; t >= 0; t--) {
    found[t] = state;
    state = fromBurst[state][t];
  }
  return found;
}

function shares(counts: ArrayLike<number>, totals: ArrayLike<number>, scaling: number): [number, number] {
  let [hits, all] = [0, 0];
  for (let t = 0; t < counts.length; t++) { hits += counts[t]; all += totals[t]; }
  const usual = hits / all;
  return [usual, burstShare(usual, scaling)];
}

/** Bursts in order, each with its weight: what the periods would cost more in the usual state, Σ(cost₀ − cost₁). */
export function bursts(counts: ArrayLike<number>, totals: ArrayLike<number>, scaling: number, gamma: number): Burst[] {
  const path = states(counts, totals, scaling, gamma);
  const [usual, burst] = shares(counts, totals, scaling);
  const found: Burst[] = [];
  for (let t = 0; t < path.length; t++) {
    if (path[t] === 0) continue;
    if (t === 0 || path[t - 1] === 0) found.push({ first: t, last: t, weight: 0, count: 0, total: 0 });
    const current = found[found.length - 1];
    current.last = t;
    current.weight += cost(counts[t], totals[t], usual) - cost(counts[t], totals[t], burst);
    current.count += counts[t];
    current.total += totals[t];
  }
  return found;
}
