/** Trees one after another, each on what the earlier ones left (Friedman 2001, algorithm 5), until people left out gain no more. */
import { logistic, softplus } from '../../math/special.ts';
import { addTree, growTree, type Growth, type Tree } from './tree.ts';

export interface Ensemble { base: number; trees: Tree[] }

/** `watch` rows decide when to stop; without any, all `rounds` trees are grown. */
export function boost(bins: readonly Uint8Array[], outcome: Float64Array, rows: Uint32Array, watch: Uint32Array, g: Growth & { rounds: number; patience: number }, stopped?: () => boolean): Ensemble | null {
  let events = 0;
  for (const r of rows) events += outcome[r];
  const base = Math.log(events / (rows.length - events));
  const line = new Float64Array(outcome.length).fill(base);
  const [gradient, curvature] = [new Float64Array(outcome.length), new Float64Array(outcome.length)];
  const trees: Tree[] = [];
  let [best, kept] = [loss(line, outcome, watch), 0];
  for (let round = 0; round < g.rounds; round++) {
    if (stopped?.()) return null;
    for (const r of rows) {
      const p = logistic(line[r]);
      gradient[r] = p - outcome[r];
      curvature[r] = Math.max(1e-12, p * (1 - p));
    }
    const tree = growTree(bins, rows, gradient, curvature, g);
    if (tree.value.length === 1) break;
    addTree(tree, bins, line);
    trees.push(tree);
    if (watch.length === 0) { kept = trees.length; continue; }
    const now = loss(line, outcome, watch);
    if (now < best) { best = now; kept = trees.length; } else if (trees.length - kept >= g.patience) break;
  }
  return { base, trees: trees.slice(0, kept) };
}

export function logOdds(e: Ensemble, bins: readonly Uint8Array[], rows: number): Float64Array {
  const line = new Float64Array(rows).fill(e.base);
  for (const tree of e.trees) addTree(tree, bins, line);
  return line;
}

function loss(line: Float64Array, outcome: Float64Array, rows: Uint32Array): number {
  let s = 0;
  for (const r of rows) s += softplus(line[r]) - outcome[r] * line[r];
  return s;
}
