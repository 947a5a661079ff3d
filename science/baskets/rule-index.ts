/** Which rules fire for a basket: a trie over antecedents, so that a basket meets only rules it could hold, not all of them. */
import type { Rules } from './rules.ts';

export class RuleIndex {
  /** Children of node n are linked: first[n], then sibling[child]. Node 0 is the root, of the empty antecedent. */
  private first: Int32Array;
  private sibling: Int32Array;
  private item: Int32Array;
  private children: Int32Array;
  /** Rules of a node are linked: rule[n], then next[rule]. */
  private rule: Int32Array;
  private readonly next: Int32Array;
  private readonly child = new Map<number, number>();
  private nodes = 1;
  private readonly inside: Uint8Array;

  constructor(rules: Pick<Rules, 'count' | 'a' | 'antecedent'>, private readonly items: number) {
    const room = rules.antecedent.length + 1;
    this.first = new Int32Array(room).fill(-1);
    this.sibling = new Int32Array(room).fill(-1);
    this.item = new Int32Array(room).fill(-1);
    this.children = new Int32Array(room);
    this.rule = new Int32Array(room).fill(-1);
    this.next = new Int32Array(rules.count).fill(-1);
    this.inside = new Uint8Array(items);
    for (let i = rules.count - 1; i >= 0; i--) { // backwards, so that each node lists its rules from the best down
      let node = 0;
      for (let k = rules.a[i]; k < rules.a[i + 1]; k++) node = this.down(node, rules.antecedent[k]);
      this.next[i] = this.rule[node];
      this.rule[node] = i;
    }
  }

  private down(node: number, item: number): number {
    const key = node * this.items + item;
    const there = this.child.get(key);
    if (there !== undefined) return there;
    const made = this.nodes++;
    this.child.set(key, made);
    this.item[made] = item;
    this.sibling[made] = this.first[node];
    this.first[node] = made;
    this.children[node]++;
    return made;
  }

  /** Calls `visit` with every rule whose antecedent lies in the basket (item indices, any order, each once). */
  fire(basket: ArrayLike<number>, visit: (rule: number) => void): void {
    const sorted = Int32Array.from(basket).sort();
    for (const item of sorted) this.inside[item] = 1;
    this.walk(0, sorted, 0, visit);
    for (const item of sorted) this.inside[item] = 0;
  }

  private walk(node: number, basket: Int32Array, from: number, visit: (rule: number) => void): void {
    for (let r = this.rule[node]; r >= 0; r = this.next[r]) visit(r);
    if (this.children[node] === 0) return;
    if (this.children[node] <= basket.length - from) {
      for (let c = this.first[node]; c >= 0; c = this.sibling[c]) if (this.inside[this.item[c]] === 1) this.walk(c, basket, after(basket, this.item[c], from), visit);
      return;
    }
    for (let k = from; k < basket.length; k++) {
      const c = this.child.get(node * this.items + basket[k]);
      if (c !== undefined) this.walk(c, basket, k + 1, visit);
    }
  }
}

/** Position behind `item` in the sorted basket. */
function after(basket: Int32Array, item: number, from: number): number {
  let [low, high] = [from, basket.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (basket[middle] <= item) low = middle + 1;
    else high = middle;
  }
  return low;
}
