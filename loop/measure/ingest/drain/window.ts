import type { Key } from '../steps/contract.ts';

/** Event ids of 63 bits, in two halves; open addressing with linear probing, at most 60 % full. An empty place is 0, 0, which no digest gives. */
class Ids {
  size = 0;
  /** The latest arrival among them, ms since 1970. */
  latest = Number.NEGATIVE_INFINITY;
  #high: Uint32Array;
  #low: Uint32Array;

  constructor(places: number) {
    this.#high = new Uint32Array(places);
    this.#low = new Uint32Array(places);
  }

  has(high: number, low: number): boolean {
    const at = this.#find(high, low);
    return this.#high[at] !== 0 || this.#low[at] !== 0;
  }

  add(high: number, low: number, received: number): void {
    if (received > this.latest) this.latest = received;
    const at = this.#find(high, low);
    if (this.#high[at] !== 0 || this.#low[at] !== 0) return;
    this.#high[at] = high;
    this.#low[at] = low;
    this.size += 1;
    if (this.size > this.#high.length * 0.6) this.#grow();
  }

  #find(high: number, low: number): number {
    const mask = this.#high.length - 1;
    let at = (low ^ Math.imul(high, 0x9e3779b1)) & mask; // 2^32 / golden ratio (Knuth, TAOCP 3, section 6.4)
    while ((this.#high[at] !== high || this.#low[at] !== low) && (this.#high[at] !== 0 || this.#low[at] !== 0)) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [high, low] = [this.#high, this.#low];
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(low.length * 2);
    for (let i = 0; i < high.length; i += 1) {
      if (high[i] === 0 && low[i] === 0) continue;
      const at = this.#find(high[i]!, low[i]!);
      this.#high[at] = high[i]!;
      this.#low[at] = low[i]!;
    }
  }
}

const FEW = 4096;

/**
 * Which events were stored lately. Two generations: when the young one is full it becomes the old one, and the old one is
 * forgotten; so between `most / 2` and `most` of the latest ids are known, in 16 to 54 bytes each.
 */
export class Window {
  /** Every event that was stored and came in at this time or later is known here (ms since 1970). */
  since = Number.NEGATIVE_INFINITY;
  readonly #half: number;
  #young = new Ids(FEW);
  #old = new Ids(FEW);

  constructor(most: number) {
    this.#half = Math.floor(most / 2);
  }

  /** Whether the id is known; it is from then on. `received`: when the event came in. */
  seen([high, low]: Key, received: number): boolean {
    if (this.#young.has(high, low) || this.#old.has(high, low)) return true;
    if (this.#young.size >= this.#half) this.#turn();
    this.#young.add(high, low, received);
    return false;
  }

  #turn(): void {
    // Of what is forgotten nothing came in later than `latest`.
    if (this.#old.size > 0) this.since = Math.max(this.since, this.#old.latest + 1);
    this.#old = this.#young;
    this.#young = new Ids(FEW);
  }
}
