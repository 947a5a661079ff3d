/**
 * All itemsets in at least so many baskets: LCM (Uno, Kiyomi & Arimura 2004, FIMI workshop), depth-first with occurrence delivery over
 * typed arrays. Items are numbered from the most frequent down; a set is extended by items more frequent than its last one, so that in a
 * basket (sorted) the candidates are the beginning, and one pass over the baskets of a set counts and delivers all its extensions.
 */
import type { Baskets } from './baskets.ts';

export interface Itemsets {
  /** Set i holds the ranks at offsets[i] to offsets[i + 1] - 1, descending; `item[rank]` is its index in the baskets' items. */
  count: number;
  offsets: Int32Array;
  ranks: Int32Array;
  /** Baskets that hold each set. */
  support: Int32Array;
  item: Int32Array;
  baskets: number;
}

export interface MiningLimits { minimum: number; longest: number; most: number }

/** The itemsets, or null where there are more than `most` (the answer would not fit; raise the minimum). */
export function mineItemsets(baskets: Baskets, limits: MiningLimits): Itemsets | null {
  const db = project(baskets, limits.minimum);
  const out = new Arena();
  const miner = new Miner(db, limits, out);
  if (!miner.run()) return null;
  return { count: out.support.length, offsets: Int32Array.from([0, ...out.ends.view()]), ranks: out.ranks.view(), support: out.support.view(), item: db.item, baskets: baskets.count };
}

/** Integers that grow as needed. */
class Growing {
  data = new Int32Array(4096);
  length = 0;
  push(v: number): void {
    if (this.length === this.data.length) this.reserve(this.length * 2);
    this.data[this.length++] = v;
  }
  reserve(size: number): void {
    if (size <= this.data.length) return;
    const more = new Int32Array(Math.max(size, this.data.length * 2));
    more.set(this.data.subarray(0, this.length));
    this.data = more;
  }
  view(): Int32Array { return this.data.subarray(0, this.length); }
}

class Arena {
  ranks = new Growing();
  ends = new Growing();
  support = new Growing();
}

/** Baskets reduced to frequent items, as ascending ranks; identical baskets joined with their number. */
interface Projected { item: Int32Array; frequency: Int32Array; offsets: Int32Array; ranks: Int32Array; weight: Int32Array; rows: number }

function project(baskets: Baskets, minimum: number): Projected {
  const total = new Int32Array(baskets.items.length);
  for (const c of baskets.members) total[c]++;
  const item = Int32Array.from([...total.keys()].filter((c) => total[c] >= minimum).sort((a, b) => total[b] - total[a] || a - b));
  const rank = new Int32Array(baskets.items.length).fill(-1);
  item.forEach((c, r) => { rank[c] = r; });
  const ranks = new Int32Array(baskets.members.length);
  const offsets = new Int32Array(baskets.count + 1);
  const weight = new Int32Array(baskets.count);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * baskets.count + 2))).fill(-1);
  let rows = 0;
  let end = 0;
  for (let b = 0; b < baskets.count; b++) {
    const start = end;
    for (let k = baskets.offsets[b]; k < baskets.offsets[b + 1]; k++) if (rank[baskets.members[k]] >= 0) ranks[end++] = rank[baskets.members[k]];
    if (end === start) continue;
    const one = ranks.subarray(start, end).sort();
    let hash = one.length;
    for (let k = 0; k < one.length; k++) hash = Math.imul(hash ^ one[k], 0x9e3779b1) ^ (hash >>> 15);
    let slot = hash & (slots.length - 1);
    while (slots[slot] >= 0 && !same(ranks, offsets[slots[slot]], offsets[slots[slot] + 1], start, end)) slot = (slot + 1) & (slots.length - 1);
    if (slots[slot] >= 0) {
      weight[slots[slot]]++;
      end = start;
      continue;
    }
    slots[slot] = rows;
    weight[rows] = 1;
    offsets[++rows] = end;
  }
  return { item, frequency: item.map((c) => total[c]), offsets, ranks, weight, rows };
}

function same(ranks: Int32Array, from: number, to: number, start: number, end: number): boolean {
  if (to - from !== end - start) return false;
  for (let k = 0; k < to - from; k++) if (ranks[from + k] !== ranks[start + k]) return false;
  return true;
}

class Miner {
  private readonly counts: Int32Array;
  private readonly bucket: Growing = new Growing();
  private readonly prefix = new Int32Array(64);
  private depth = 0;

  constructor(private readonly db: Projected, private readonly limits: MiningLimits, private readonly out: Arena) {
    this.counts = new Int32Array(db.item.length);
  }

  run(): boolean {
    const { db } = this;
    const all = Int32Array.from({ length: db.rows }, (_, i) => i);
    this.bucket.reserve(db.rows);
    this.bucket.data.set(all);
    this.bucket.length = db.rows;
    return this.extend(db.item.length, 0, db.rows);
  }

  /** Extends the prefix by every item of rank below `below`, given its baskets (bucket[from .. to)). */
  private extend(below: number, from: number, to: number): boolean {
    const { db, counts, bucket, limits } = this;
    const { ranks, offsets, weight } = db;
    if (this.depth >= Math.min(limits.longest, 64)) return true;
    // Count, then deliver each basket to the extensions worth visiting.
    let data = bucket.data;
    for (let t = from; t < to; t++) {
      const row = data[t];
      const w = weight[row];
      for (let k = offsets[row], end = offsets[row + 1]; k < end; k++) {
        const r = ranks[k];
        if (r >= below) break;
        counts[r] += w;
      }
    }
    const frequent: number[] = [];
    const supports: number[] = [];
    for (let r = 0; r < below; r++) {
      if (counts[r] >= limits.minimum) {
        frequent.push(r);
        supports.push(counts[r]);
      }
      counts[r] = 0;
    }
    if (frequent.length === 0) return true;
    const { ends, size } = this.deliver(below, from, to, frequent);
    data = bucket.data;
    const top = bucket.length;
    for (let i = 0; i < frequent.length; i++) {
      this.prefix[this.depth++] = frequent[i];
      if (!this.emit(supports[i])) return false;
      if (i > 0 && !this.extend(frequent[i], ends[i] - size[i], ends[i])) return false;
      this.depth--;
    }
    bucket.length = top - size.reduce((a, b) => a + b, 0);
    return true;
  }

  /** Appends, for every frequent extension, the baskets that hold it; the least rank needs none, for nothing can extend it. */
  private deliver(below: number, from: number, to: number, frequent: number[]): { ends: number[]; size: number[] } {
    const { db, counts, bucket } = this;
    const { ranks, offsets } = db;
    let data = bucket.data;
    for (let t = from; t < to; t++) {
      for (let k = offsets[data[t]], end = offsets[data[t] + 1]; k < end && ranks[k] < below; k++) counts[ranks[k]]++;
    }
    const [ends, size]: [number[], number[]] = [[], []];
    const slot = this.slots();
    let at = bucket.length;
    for (let i = 0; i < frequent.length; i++) {
      const n = i > 0 ? counts[frequent[i]] : 0;
      size.push(n);
      slot[frequent[i]] = i > 0 ? at : -1;
      at += n;
      ends.push(at);
    }
    bucket.reserve(at);
    bucket.length = at;
    data = bucket.data;
    for (let t = from; t < to; t++) {
      const row = data[t];
      for (let k = offsets[row], end = offsets[row + 1]; k < end; k++) {
        const r = ranks[k];
        if (r >= below) break;
        if (slot[r] >= 0) data[slot[r]++] = row;
      }
    }
    for (let r = 0; r < below; r++) counts[r] = 0;
    for (const r of frequent) slot[r] = -1;
    return { ends, size };
  }

  private slot: Int32Array | null = null;
  private slots(): Int32Array {
    return (this.slot ??= new Int32Array(this.db.item.length).fill(-1));
  }

  private emit(support: number): boolean {
    const { out, limits } = this;
    if (out.support.length >= limits.most) return false;
    for (let d = 0; d < this.depth; d++) out.ranks.push(this.prefix[d]);
    out.ends.push(out.ranks.length);
    out.support.push(support);
    return true;
  }
}
