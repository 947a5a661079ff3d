/** Association rules from itemsets (Agrawal & Srikant 1994), by counts; closed and maximal sets. */
import type { Itemsets } from './itemsets.ts';

/** Rule i: antecedent items at a[i] .. a[i + 1], consequent items at c[i] .. c[i + 1] (indices into the baskets' items, ascending). */
export interface Rules {
  count: number;
  a: Int32Array;
  antecedent: Int32Array;
  c: Int32Array;
  consequent: Int32Array;
  /** Baskets that hold both sides, the antecedent, the consequent; and all baskets. */
  both: Int32Array;
  left: Int32Array;
  right: Int32Array;
  baskets: number;
}

export interface RuleLimits { confidence: number; lift: number; shortest: number; largestConsequent: number; redundant: boolean; most: number; order: 'lift' | 'confidence' | 'support' | 'leverage' }

/** Finds the support of any set by a commutative hash over its ranks. */
export class SupportIndex {
  private readonly slots: Int32Array;
  private readonly code: Int32Array;

  constructor(readonly sets: Itemsets) {
    this.code = Int32Array.from({ length: sets.item.length }, (_, r) => Math.imul(Math.imul(r + 1, 0x9e3779b1) ^ 0x5bd1e995, 0x85ebca6b) ^ ((r + 7) << 16));
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * sets.count + 2))).fill(-1);
    for (let i = 0; i < sets.count; i++) {
      let h = 0;
      for (let k = sets.offsets[i]; k < sets.offsets[i + 1]; k++) h = (h + this.code[sets.ranks[k]]) | 0;
      let slot = this.place(h);
      while (this.slots[slot] >= 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = i;
    }
  }

  private place(h: number): number {
    return Math.imul(h ^ (h >>> 16), 0x7feb352d) >>> 7 & (this.slots.length - 1);
  }

  /** Number of the set that holds those members of set i whose bit in `mask` is set; the mask must not be empty. */
  find(i: number, mask: number): number {
    const { ranks, offsets } = this.sets;
    const from = offsets[i];
    const n = offsets[i + 1] - from;
    let [h, size] = [0, 0];
    for (let k = 0; k < n; k++) {
      if ((mask & (1 << k)) === 0) continue;
      h = (h + this.code[ranks[from + k]]) | 0;
      size++;
    }
    for (let slot = this.place(h); ; slot = (slot + 1) & (this.slots.length - 1)) {
      const j = this.slots[slot];
      if (j < 0) throw new Error('a subset of a frequent set was not found among the frequent sets');
      if (offsets[j + 1] - offsets[j] !== size) continue;
      let at = offsets[j];
      for (let k = 0; k < n && at >= 0; k++) if ((mask & (1 << k)) !== 0) at = ranks[at] === ranks[from + k] ? at + 1 : -1;
      if (at >= 0) return j;
    }
  }
}

/** Which sets have no larger set of the same support (closed), and which no larger frequent set at all (maximal). */
export function closedAndMaximal(sets: Itemsets, index: SupportIndex): { closed: Uint8Array; maximal: Uint8Array } {
  const [closed, maximal] = [new Uint8Array(sets.count).fill(1), new Uint8Array(sets.count).fill(1)];
  for (let i = 0; i < sets.count; i++) {
    const n = sets.offsets[i + 1] - sets.offsets[i];
    for (let k = 0; n > 1 && k < n; k++) {
      const j = index.find(i, ((1 << n) - 1) ^ (1 << k));
      maximal[j] = 0;
      if (sets.support[j] === sets.support[i]) closed[j] = 0;
    }
  }
  return { closed, maximal };
}

/** Thresholds are met up to rounding: 4 of 5 is 0.8. */
const ROUNDING = 1 - 1e-12;

interface Found { set: number; right: number; leftCount: number; rightCount: number; score: number }

/** Rules that meet the limits, best first; ties go to the more frequent, then to the order of the sets. */
export function findRules(sets: Itemsets, index: SupportIndex, limits: RuleLimits): Rules {
  const found: Found[] = [];
  for (let i = 0; i < sets.count; i++) {
    const n = sets.offsets[i + 1] - sets.offsets[i];
    if (n < limits.shortest || n > 30) continue;
    const all = 2 ** n - 1;
    if (n === 1) consider(found, sets, index, limits, i, 1, all);
    else if (limits.largestConsequent === 1) for (let k = 0; k < n; k++) consider(found, sets, index, limits, i, 1 << k, all);
    else for (let right = 1; right < all; right++) if (bits(right) <= limits.largestConsequent) consider(found, sets, index, limits, i, right, all);
  }
  found.sort((p, q) => q.score - p.score || sets.support[q.set] - sets.support[p.set] || p.set - q.set || p.right - q.right);
  return pack(sets, found.slice(0, limits.most));
}

function consider(found: Found[], sets: Itemsets, index: SupportIndex, limits: RuleLimits, set: number, right: number, all: number): void {
  const both = sets.support[set];
  const left = all ^ right;
  const leftCount = left === 0 ? sets.baskets : sets.support[index.find(set, left)];
  const confidence = both / leftCount;
  if (confidence < limits.confidence * ROUNDING) return;
  const rightCount = sets.support[index.find(set, right)];
  const lift = (confidence * sets.baskets) / rightCount;
  if (lift < limits.lift * ROUNDING) return;
  if (!limits.redundant && redundant(sets, index, set, right, left, confidence)) return;
  const n = sets.baskets;
  const score = limits.order === 'lift' ? lift : limits.order === 'confidence' ? confidence : limits.order === 'support' ? both : both / n - (leftCount / n) * (rightCount / n);
  found.push({ set, right, leftCount, rightCount, score });
}

/** A rule is redundant if leaving something out of its antecedent, even all of it, does not lower the confidence (Bayardo, Agrawal & Gunopulos 2000). */
function redundant(sets: Itemsets, index: SupportIndex, set: number, right: number, left: number, confidence: number): boolean {
  for (let less = left; less > 0;) {
    less = (less - 1) & left;
    const both = sets.support[index.find(set, less | right)];
    const leftCount = less === 0 ? sets.baskets : sets.support[index.find(set, less)];
    if (both / leftCount >= confidence * ROUNDING) return true;
  }
  return false;
}

function pack(sets: Itemsets, found: Found[]): Rules {
  const side = (mask: (f: Found) => number): { offsets: Int32Array; items: Int32Array } => {
    const offsets = new Int32Array(found.length + 1);
    const items: number[] = [];
    found.forEach((f, i) => {
      const from = sets.offsets[f.set];
      const one: number[] = [];
      for (let k = 0; from + k < sets.offsets[f.set + 1]; k++) if ((mask(f) & (1 << k)) !== 0) one.push(sets.item[sets.ranks[from + k]]);
      items.push(...one.sort((p, q) => p - q));
      offsets[i + 1] = items.length;
    });
    return { offsets, items: Int32Array.from(items) };
  };
  const all = (f: Found): number => 2 ** (sets.offsets[f.set + 1] - sets.offsets[f.set]) - 1;
  const [left, right] = [side((f) => all(f) ^ f.right), side((f) => f.right)];
  return {
    count: found.length, a: left.offsets, antecedent: left.items, c: right.offsets, consequent: right.items,
    both: Int32Array.from(found, (f) => sets.support[f.set]), left: Int32Array.from(found, (f) => f.leftCount), right: Int32Array.from(found, (f) => f.rightCount), baskets: sets.baskets,
  };
}

function bits(mask: number): number {
  let n = 0;
  for (let m = mask; m > 0; m &= m - 1) n++;
  return n;
}

export interface Measures { support: number; confidence: number; lift: number; leverage: number; conviction: number }

/** Measures of rule i. Conviction has no bound for a rule without exception: it is then the largest number there is. */
export function measures(rules: Pick<Rules, 'both' | 'left' | 'right' | 'baskets'> | { both: number[]; left: number[]; right: number[]; baskets: number }, i: number): Measures {
  const n = rules.baskets;
  const [support, pl, pr] = [rules.both[i] / n, rules.left[i] / n, rules.right[i] / n];
  const confidence = rules.both[i] / rules.left[i];
  return { support, confidence, lift: confidence / pr, leverage: support - pl * pr, conviction: rules.both[i] === rules.left[i] ? Number.MAX_VALUE : (1 - pr) / (1 - confidence) };
}
