/**
 * Purchase histories as the sufficient statistics of every buy-till-you-die model: x repeat purchases, the last of them at t_x,
 * observed until T (all counted from the first purchase). Identical rows are held once with their number.
 */
export interface Histories {
  /** People behind the rows: the sum of `weight`. */
  customers: number;
  rows: number;
  /** Ascending, so that what depends on x alone is worked out once for each x. */
  x: Float64Array;
  tx: Float64Array;
  T: Float64Array;
  weight: Float64Array;
  /** For each customer given, the row that holds it. */
  rowOf: Int32Array;
}

/** Groups identical (x, t_x, T). A customer without repeat purchases has no last repeat: its t_x counts as 0. */
export function groupHistories(x: ArrayLike<number>, tx: ArrayLike<number>, T: ArrayLike<number>, weight?: ArrayLike<number>): Histories {
  const n = x.length;
  const order = ascending(x);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, n * 2)))).fill(-1);
  const mask = slots.length - 1;
  const bits = new Float64Array(3);
  const words = new Int32Array(bits.buffer);
  const out = { x: new Float64Array(n), tx: new Float64Array(n), T: new Float64Array(n), weight: new Float64Array(n) };
  const rowOf = new Int32Array(n);
  let rows = 0;
  let customers = 0;
  for (let k = 0; k < n; k++) {
    const i = order[k];
    bits[0] = x[i] + 0; // + 0 turns -0 into 0
    bits[1] = x[i] === 0 ? 0 : tx[i] + 0;
    bits[2] = T[i] + 0;
    let slot = mix(words) & mask;
    let row = slots[slot];
    while (row >= 0 && !(out.x[row] === bits[0] && out.tx[row] === bits[1] && out.T[row] === bits[2])) {
      slot = (slot + 1) & mask;
      row = slots[slot];
    }
    if (row < 0) {
      row = rows++;
      slots[slot] = row;
      out.x[row] = bits[0];
      out.tx[row] = bits[1];
      out.T[row] = bits[2];
    }
    const w = weight ? weight[i] : 1;
    out.weight[row] += w;
    customers += w;
    rowOf[i] = row;
  }
  return { customers, rows, x: out.x.subarray(0, rows), tx: out.tx.subarray(0, rows), T: out.T.subarray(0, rows), weight: out.weight.subarray(0, rows), rowOf };
}

/** A systematic sample of about `rows` rows: good starting values for a large base at a small part of the cost. */
export function thin(all: Histories, rows: number): Histories {
  const step = Math.max(1, Math.floor(all.rows / rows));
  const n = Math.ceil(all.rows / step);
  const pick = (from: Float64Array): Float64Array => Float64Array.from({ length: n }, (_, i) => from[i * step]);
  const weight = pick(all.weight);
  return { customers: weight.reduce((a, b) => a + b, 0), rows: n, x: pick(all.x), tx: pick(all.tx), T: pick(all.T), weight, rowOf: new Int32Array(0) };
}

/** Means that starting values are built from. */
export function outline(h: Histories): { purchases: number; age: number; repeaters: number; longest: number } {
  let [purchases, age, repeaters, longest] = [0, 0, 0, 0];
  for (let i = 0; i < h.rows; i++) {
    purchases += h.weight[i] * h.x[i];
    age += h.weight[i] * h.T[i];
    if (h.x[i] > 0) repeaters += h.weight[i];
    if (h.T[i] > longest) longest = h.T[i];
  }
  return { purchases, age, repeaters, longest };
}

/** Order that makes x ascend: counting where x is small, sorting where somebody bought more than a million times. */
function ascending(x: ArrayLike<number>): Int32Array {
  const n = x.length;
  let most = 0;
  for (let i = 0; i < n; i++) if (x[i] > most) most = x[i];
  const order = new Int32Array(n);
  if (most > 1e6) return order.map((_, i) => i).sort((i, j) => x[i] - x[j] || i - j);
  const start = new Int32Array(most + 2);
  for (let i = 0; i < n; i++) start[x[i] + 1]++;
  for (let v = 0; v <= most; v++) start[v + 1] += start[v];
  for (let i = 0; i < n; i++) order[start[x[i]]++] = i;
  return order;
}

function mix(words: Int32Array): number {
  let h = 0x2c1b3c6d;
  for (let i = 0; i < 6; i++) {
    h = Math.imul(h ^ words[i], 0x85ebca6b);
    h = (h ^ (h >>> 15)) | 0;
  }
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
