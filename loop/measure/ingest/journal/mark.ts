import type { Position } from './segments.ts';

/** A position that several threads see at once: one 64-bit number, the segment above its offset. */
export class Mark {
  readonly #word: BigInt64Array<SharedArrayBuffer>;

  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.#word = new BigInt64Array(memory);
  }
  get(): Position {
    const word = Atomics.load(this.#word, 0);
    return { segment: Number(word >> 32n), offset: Number(word & 0xffffffffn) };
  }
  set(position: Position): void {
    Atomics.store(this.#word, 0, (BigInt(position.segment) << 32n) | BigInt(position.offset));
  }
}
