import type { Column } from './column.ts';
import { Texts } from './texts.ts';

const FIRST = 1024;
/** The only version of the format there is: SharedDictionariesWithAdditionalKeys. */
const VERSION = 1;
/** The keys follow (HasAdditionalKeysBit) and replace those of the block before (NeedUpdateDictionary); the lowest byte says how wide a place is. */
const FLAGS = 0x600;

/** Texts of few different values, each kept once and named by its place (SerializationLowCardinality.cpp of ClickHouse). */
export class Dictionary implements Column {
  readonly type = 'LowCardinality(String)';
  readonly #known = new Map<string, number>();
  readonly #keys = new Texts();
  #places = new Uint32Array(FIRST);
  #length = 0;

  add(value: string): void {
    let place = this.#known.get(value);
    if (place === undefined) {
      place = this.#known.size;
      this.#known.set(value, place);
      this.#keys.add(value);
    }
    if (this.#length === this.#places.length) this.#grow();
    this.#places[this.#length] = place;
    this.#length += 1;
  }

  pieces(): Uint8Array[] {
    const head = Buffer.alloc(24);
    const [width, places] = this.#narrow();
    head.writeUInt32LE(VERSION, 0);
    head.writeUInt32LE(FLAGS + width, 8);
    head.writeUInt32LE(this.#known.size, 16);
    const rows = Buffer.alloc(8);
    rows.writeUInt32LE(this.#length, 0);
    return this.#length === 0 ? [] : [head, ...this.#keys.pieces(), rows, places];
  }

  only(wanted: Uint8Array): Dictionary {
    const rest = new Dictionary();
    const texts = [...this.#known.keys()];
    for (let i = 0; i < this.#length; i += 1) if (wanted[i] === 1) rest.add(texts[this.#places[i]!]!);
    return rest;
  }

  empty(): void {
    this.#known.clear();
    this.#keys.empty();
    this.#length = 0;
  }

  /** The places in one, two or four bytes, and how the format names that width. */
  #narrow(): [width: number, places: Uint8Array] {
    const all = this.#places.subarray(0, this.#length);
    if (this.#known.size <= 0x100) return [0, Uint8Array.from(all)];
    if (this.#known.size <= 0x10000) return [1, new Uint8Array(Uint16Array.from(all).buffer)];
    return [2, new Uint8Array(all.buffer, 0, this.#length * 4)];
  }

  #grow(): void {
    const larger = new Uint32Array(2 * this.#places.length);
    larger.set(this.#places);
    this.#places = larger;
  }
}
