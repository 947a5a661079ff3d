/**
 * Counts how often each key was seen, in 16 bytes a key: a Map of strings would need ten times that, and an import must
 * remember every line of its file.
 */
export class Occurrences {
  #high = new Float64Array(1 << 16);
  #low = new Uint32Array(1 << 16);
  #count = new Uint32Array(1 << 16);
  #used = 0;

  /** How often the key was given before. @param key a 63-bit hash as a decimal string */
  next(key: string): number {
    if (this.#used * 3 > this.#count.length * 2) this.#grow();
    // 19 digits at most: two numbers of 10 and 9 digits tell them apart as exactly as the 63 bits do.
    const high = Number(key.slice(0, -9));
    const low = Number(key.slice(-9));
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
    let at = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    while (this.#count[at] !== 0 && (this.#high[at] !== high || this.#low[at] !== low)) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [high, low, count] = [this.#high, this.#low, this.#count];
    this.#high = new Float64Array(count.length * 2);
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
