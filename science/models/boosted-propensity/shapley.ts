/**
 * Exact Shapley values of a tree for one row (Lundberg, Erion & Lee 2018, algorithm 2: TreeSHAP with the trees' own covers).
 * They and the expected value add up to the tree's answer.
 */
import type { Tree } from './tree.ts';

/** Mean answer of the tree over the rows it was grown on. */
export function expectedValue(tree: Tree): number {
  let s = 0;
  for (let node = 0; node < tree.value.length; node++) if (tree.left[node] < 0) s += tree.value[node] * tree.cover[node];
  return s / tree.cover[0];
}

/** A path of features met so far: which, share of rows that pass without it and with it, and the permutation weights. */
interface Path { column: Int32Array; zero: Float64Array; one: Float64Array; weight: Float64Array }

function newPath(depth: number): Path {
  return { column: new Int32Array(depth), zero: new Float64Array(depth), one: new Float64Array(depth), weight: new Float64Array(depth) };
}

/** Room for the paths of one walk, one for each depth, so that explaining many people asks for no new memory. */
export function pathRoom(trees: readonly Tree[]): Path[] {
  const most = Math.max(2, ...trees.map((t) => t.value.length));
  return Array.from({ length: most }, (_, depth) => newPath(depth + 2));
}

/** Adds the Shapley values of `row` to `values` (one a column). */
export function addShapley(tree: Tree, bins: readonly Uint8Array[], row: number, values: Float64Array, room: Path[] = pathRoom([tree])): void {
  walk({ tree, bins, row, values, room }, 0, 0, 0, 1, 1, -1);
}

interface Walk { tree: Tree; bins: readonly Uint8Array[]; row: number; values: Float64Array; room: Path[] }

function walk(w: Walk, depth: number, node: number, length: number, zero: number, one: number, column: number): void {
  const { tree, bins, row, values } = w;
  const path = w.room[depth];
  if (depth > 0) {
    const parent = w.room[depth - 1];
    for (let i = 0; i < length; i++) {
      path.column[i] = parent.column[i];
      path.zero[i] = parent.zero[i];
      path.one[i] = parent.one[i];
      path.weight[i] = parent.weight[i];
    }
  }
  extend(path, length, zero, one, column);
  let size = length + 1;
  if (tree.left[node] < 0) {
    for (let i = 1; i < size; i++) values[path.column[i]] += unwoundSum(path, size, i) * (path.one[i] - path.zero[i]) * tree.value[node];
    return;
  }
  const own = tree.column[node];
  const goesLeft = bins[own][row] <= tree.cut[node];
  const [hot, cold] = goesLeft ? [tree.left[node], tree.right[node]] : [tree.right[node], tree.left[node]];
  let [met0, met1] = [1, 1];
  for (let i = 1; i < size; i++) {
    if (path.column[i] !== own) continue;
    [met0, met1] = [path.zero[i], path.one[i]];
    unwind(path, size, i);
    size -= 1;
    break;
  }
  walk(w, depth + 1, hot, size, (met0 * tree.cover[hot]) / tree.cover[node], met1, own);
  walk(w, depth + 1, cold, size, (met0 * tree.cover[cold]) / tree.cover[node], 0, own);
}

function extend(p: Path, length: number, zero: number, one: number, column: number): void {
  p.column[length] = column;
  p.zero[length] = zero;
  p.one[length] = one;
  p.weight[length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    p.weight[i + 1] += (one * p.weight[i] * (i + 1)) / (length + 1);
    p.weight[i] = (zero * p.weight[i] * (length - i)) / (length + 1);
  }
}

function unwind(p: Path, size: number, at: number): void {
  const last = size - 1;
  const [one, zero] = [p.one[at], p.zero[at]];
  let next = p.weight[last];
  for (let i = last - 1; i >= 0; i--) {
    if (one !== 0) {
      const old = p.weight[i];
      p.weight[i] = (next * size) / ((i + 1) * one);
      next = old - (p.weight[i] * zero * (last - i)) / size;
    } else p.weight[i] = (p.weight[i] * size) / (zero * (last - i));
  }
  for (let i = at; i < last; i++) { p.column[i] = p.column[i + 1]; p.zero[i] = p.zero[i + 1]; p.one[i] = p.one[i + 1]; }
}

function unwoundSum(p: Path, size: number, at: number): number {
  const last = size - 1;
  const [one, zero] = [p.one[at], p.zero[at]];
  let next = p.weight[last];
  let total = 0;
  for (let i = last - 1; i >= 0; i--) {
    if (one !== 0) {
      const w = (next * size) / ((i + 1) * one);
      total += w;
      next = p.weight[i] - (w * zero * (last - i)) / size;
    } else total += (p.weight[i] * size) / (zero * (last - i));
  }
  return total;
}
