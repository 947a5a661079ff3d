/**
 * Counts how often each key was seen, in 12 bytes a key: a Map of strings would need ten times that, and an import must
 * remember every line of its file.
 */
export class Occurrences {
  #high = new Uint32Array(1 << 16);
  #low = new Uint32Array(1 << 16);
  #count = new Uint32Array(1 << 16);
  #used = 0;

  /** How often the key was given before. @param high @param low the words of a 63-bit digest */
  next(high: number, low: number): number {
    if (this.#used * 3 > this.#count.length * 2) this.#grow();
    const at = this.#find(high, low);
    if (this.#count[at] === 0) {
      this.#high[at] = high;
      this.#low[at] = low;
      this.#used += 1;
    }
    return this.#count[at]!++;
  }

  #find(high: number, low: number): number {
    const mask = this.#count.length - 1;
    let at = low & mask;
    while (this.#count[at] !== 0 && (this.#high[at] !== high || this.#low[at] !== low)) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [high, low, count] = [this.#high, this.#low, this.#count];
    this.#high = new Uint32Array(count.length * 2);
    this.#low = new Uint32Array(count.length * 2);
    this.#count = new Uint32Array(count.length * 2);
    for (let from = 0; from < count.length; from += 1) {
      if (count[from] === 0) continue;
      const at = this.#find(high[from]!, low[from]!);
      this.#high[at] = high[from]!;
      this.#low[at] = low[from]!;
      this.#count[at] = count[from]!;
    }
  }
}
