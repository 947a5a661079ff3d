import type { Column } from './column.ts';

const FIRST = 64 * 1024;
/** Bytes of UTF-8 that a UTF-16 unit can take, and bytes of a length. */
const WIDEST = 3;
const LENGTH_MOST = 5;
/** Up to so many characters a loop is quicker than the call of a native function. */
const SHORT = 12;

/** Texts, each after its length in bytes of UTF-8 (LEB128). */
export class Texts implements Column {
  readonly type = 'String';
  #bytes: Buffer = Buffer.allocUnsafeSlow(FIRST);
  #at = 0;

  add(value: string): void {
    this.#room(value.length * WIDEST + LENGTH_MOST);
    if (value.length > SHORT || !this.#plain(value)) this.#encoded(value);
  }

  pieces(): Uint8Array[] { return [this.#bytes.subarray(0, this.#at)]; }

  only(wanted: Uint8Array): Texts {
    const rest = new Texts();
    for (let at = 0, row = 0; at < this.#at; row += 1) {
      const start = at;
      let length = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = this.#bytes[at++]!;
        length |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      at += length;
      if (wanted[row] !== 1) continue;
      rest.#room(at - start);
      rest.#at += this.#bytes.copy(rest.#bytes, rest.#at, start, at);
    }
    return rest;
  }

  empty(): void { this.#at = 0; }

  /** Whether it was ASCII, and so is written. */
  #plain(value: string): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at++] = value.length;
    for (let i = 0; i < value.length; i += 1) {
      const unit = value.charCodeAt(i);
      if (unit > 127) return false;
      bytes[at++] = unit;
    }
    this.#at = at;
    return true;
  }

  /** The length stands before the text but is known after it: the room left for it fits where the text is ASCII. */
  #encoded(value: string): void {
    const guess = widthOf(value.length);
    let length = this.#bytes.write(value, this.#at + guess, 'utf8');
    const width = widthOf(length);
    if (width !== guess) this.#bytes.copyWithin(this.#at + width, this.#at + guess, this.#at + guess + length);
    const end = this.#at + width + length;
    for (; length >= 128; length >>>= 7) this.#bytes[this.#at++] = (length & 127) | 128;
    this.#bytes[this.#at] = length;
    this.#at = end;
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#at + more));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/** Bytes that a length takes. */
const widthOf = (length: number): number => (length < 128 ? 1 : length < 16_384 ? 2 : length < 2_097_152 ? 3 : length < 268_435_456 ? 4 : 5);
