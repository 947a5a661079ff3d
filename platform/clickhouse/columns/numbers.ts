import type { Column } from './column.ts';

const FIRST = 1024;
const WORD = 2 ** 32;

/** Numbers of at most 32 bits without a sign, or an Enum8's. */
export class Numbers implements Column {
  #values: Uint8Array | Uint32Array;
  #length = 0;

  constructor(readonly type: string, bytes: 1 | 4) {
    this.#values = bytes === 1 ? new Uint8Array(FIRST) : new Uint32Array(FIRST);
  }

  add(value: number): void {
    if (this.#length === this.#values.length) this.#values = twice(this.#values);
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  at(row: number): number { return this.#values[row]!; }

  pieces(): Uint8Array[] {
    return [new Uint8Array(this.#values.buffer, 0, this.#length * this.#values.BYTES_PER_ELEMENT)];
  }

  only(wanted: Uint8Array): Numbers {
    const rest = new Numbers(this.type, this.#values.BYTES_PER_ELEMENT === 1 ? 1 : 4);
    for (let i = 0; i < this.#length; i += 1) if (wanted[i] === 1) rest.add(this.#values[i]!);
    return rest;
  }

  empty(): void { this.#length = 0; }
}

/** Numbers of 64 bits: keys given as two words, or whole numbers. */
export class LongNumbers implements Column {
  #words = new Uint32Array(2 * FIRST);
  #length = 0;

  constructor(readonly type: string) {}

  addWords(high: number, low: number): void {
    if (2 * this.#length === this.#words.length) this.#words = twice(this.#words);
    this.#words[2 * this.#length] = low;
    this.#words[2 * this.#length + 1] = high;
    this.#length += 1;
  }

  /** @param value a safe integer; below zero in two's complement, which storing into an array of words does by itself */
  add(value: number): void {
    const high = Math.floor(value / WORD);
    this.addWords(high, value - high * WORD);
  }

  /** @param text digits */
  addDecimal(text: string): void {
    if (text.length < 16) return this.add(Number(text));
    const value = BigInt(text);
    this.addWords(Number(value >> 32n), Number(value & 0xffffffffn));
  }

  wordsAt(row: number): readonly [high: number, low: number] {
    return [this.#words[2 * row + 1]!, this.#words[2 * row]!];
  }

  pieces(): Uint8Array[] {
    return [new Uint8Array(this.#words.buffer, 0, this.#length * 8)];
  }

  only(wanted: Uint8Array): LongNumbers {
    const rest = new LongNumbers(this.type);
    for (let i = 0; i < this.#length; i += 1) if (wanted[i] === 1) rest.addWords(this.#words[2 * i + 1]!, this.#words[2 * i]!);
    return rest;
  }

  empty(): void { this.#length = 0; }
}

/** Whole numbers that may be missing: which are, then the numbers. */
export class OptionalNumbers implements Column {
  #missing = new Numbers('UInt8', 1);
  #values: LongNumbers;

  constructor(readonly type: string) {
    this.#values = new LongNumbers(type);
  }

  add(value: number | null): void {
    this.#missing.add(value === null ? 1 : 0);
    this.#values.add(value ?? 0);
  }

  pieces(): Uint8Array[] { return [...this.#missing.pieces(), ...this.#values.pieces()]; }

  only(wanted: Uint8Array): OptionalNumbers {
    const rest = new OptionalNumbers(this.type);
    rest.#missing = this.#missing.only(wanted);
    rest.#values = this.#values.only(wanted);
    return rest;
  }

  empty(): void {
    this.#missing.empty();
    this.#values.empty();
  }
}

function twice<T extends Uint8Array | Uint32Array>(values: T): T;
function twice(values: Uint8Array | Uint32Array): Uint8Array | Uint32Array {
  const larger = values instanceof Uint8Array ? new Uint8Array(2 * values.length) : new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}
