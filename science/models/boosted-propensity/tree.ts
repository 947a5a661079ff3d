/**
 * One regression tree on binned columns, grown leaf by leaf where the gain is largest, from sums of gradients and curvatures
 * (Chen & Guestrin 2016, eq. 5 to 7; histograms and subtraction of a sibling's as in Ke et al. 2017).
 */

/** Nodes in arrays; a leaf has `left` -1. A row goes left where its bin is at most `cut`. `cover` is the number of training rows. */
export interface Tree { column: number[]; cut: number[]; left: number[]; right: number[]; value: number[]; cover: number[] }

export interface Growth { leaves: number; leastPeople: number; ridge: number; rate: number }

interface Leaf { node: number; rows: Uint32Array; gradient: number; curvature: number; histogram: Float64Array; best: Split | null }
interface Split { column: number; cut: number; gain: number }

const BINS = 256;
const SLOT = 3;

export function growTree(bins: readonly Uint8Array[], rows: Uint32Array, gradient: Float64Array, curvature: Float64Array, g: Growth): Tree {
  const tree: Tree = { column: [], cut: [], left: [], right: [], value: [], cover: [] };
  const open: Leaf[] = [makeLeaf(tree, bins, rows, gradient, curvature, g, null)];
  for (let leaves = 1; leaves < g.leaves; leaves++) {
    let best: Leaf | null = null;
    for (const leaf of open) if (leaf.best && (!best?.best || leaf.best.gain > best.best.gain)) best = leaf;
    if (!best?.best) break;
    const { column, cut } = best.best;
    const own = bins[column];
    const [low, high] = [best.rows.filter((r) => own[r] <= cut), best.rows.filter((r) => own[r] > cut)];
    const [small, large] = low.length <= high.length ? [low, high] : [high, low];
    const first = makeLeaf(tree, bins, small, gradient, curvature, g, null);
    const rest = best.histogram;
    for (let i = 0; i < rest.length; i++) rest[i] -= first.histogram[i];
    const second = makeLeaf(tree, bins, large, gradient, curvature, g, rest);
    tree.column[best.node] = column;
    tree.cut[best.node] = cut;
    tree.left[best.node] = (small === low ? first : second).node;
    tree.right[best.node] = (small === low ? second : first).node;
    open.splice(open.indexOf(best), 1, first, second);
  }
  return tree;
}

function makeLeaf(tree: Tree, bins: readonly Uint8Array[], rows: Uint32Array, gradient: Float64Array, curvature: Float64Array, g: Growth, known: Float64Array | null): Leaf {
  const histogram = known ?? histogramOf(bins, rows, gradient, curvature);
  let [sum, curve] = [0, 0];
  for (const r of rows) { sum += gradient[r]; curve += curvature[r]; }
  const node = tree.value.length;
  tree.column.push(-1);
  tree.cut.push(0);
  tree.left.push(-1);
  tree.right.push(-1);
  tree.value.push((-g.rate * sum) / (curve + g.ridge));
  tree.cover.push(rows.length);
  const leaf: Leaf = { node, rows, gradient: sum, curvature: curve, histogram, best: null };
  leaf.best = bestSplit(leaf, bins.length, g);
  return leaf;
}

function histogramOf(bins: readonly Uint8Array[], rows: Uint32Array, gradient: Float64Array, curvature: Float64Array): Float64Array {
  const h = new Float64Array(bins.length * BINS * SLOT);
  for (let c = 0; c < bins.length; c++) {
    const own = bins[c];
    const from = c * BINS * SLOT;
    for (let i = 0; i < rows.length; i++) {
      const r = rows[i];
      const at = from + own[r] * SLOT;
      h[at] += gradient[r];
      h[at + 1] += curvature[r];
      h[at + 2] += 1;
    }
  }
  return h;
}

function bestSplit(leaf: Leaf, columns: number, g: Growth): Split | null {
  const people = leaf.rows.length;
  if (people < 2 * g.leastPeople) return null;
  const whole = leaf.gradient ** 2 / (leaf.curvature + g.ridge);
  let best: Split | null = null;
  for (let column = 0; column < columns; column++) {
    let [sum, curve, count] = [0, 0, 0];
    for (let cut = 0; cut < BINS - 1; cut++) {
      const at = (column * BINS + cut) * SLOT;
      if (leaf.histogram[at + 2] < 0.5) continue;
      sum += leaf.histogram[at];
      curve += leaf.histogram[at + 1];
      count += leaf.histogram[at + 2];
      if (count < g.leastPeople) continue;
      if (people - count < g.leastPeople) break;
      const gain = sum ** 2 / (curve + g.ridge) + (leaf.gradient - sum) ** 2 / (leaf.curvature - curve + g.ridge) - whole;
      if (gain > 1e-9 && (!best || gain > best.gain)) best = { column, cut, gain };
    }
  }
  return best;
}

/** What the tree adds to the log-odds of each row. */
export function addTree(tree: Tree, bins: readonly Uint8Array[], to: Float64Array): void {
  for (let row = 0; row < to.length; row++) {
    let node = 0;
    while (tree.left[node] >= 0) node = bins[tree.column[node]][row] <= tree.cut[node] ? tree.left[node] : tree.right[node];
    to[row] += tree.value[node];
  }
}
