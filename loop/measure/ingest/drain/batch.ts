import type { EventRow } from '../steps/contract.ts';
import { lineOf } from './lines.ts';

/** What it takes to find a stored event. */
export interface EventKey { workspace: number; person: string; event_id: string }

const FIRST = 1024 * 1024;
/** Bytes of UTF-8 that a UTF-16 unit can take. */
const WIDEST = 3;

/**
 * The rows of one INSERT, written down at once: what they were made of can be forgotten, so that a large batch does not
 * keep all its parsed messages in memory. (A text of all lines would take three times as long to encode.)
 */
export class RowBatch {
  readonly keys: EventKey[] = [];
  readonly #ends: number[] = [];
  #bytes: Buffer = Buffer.allocUnsafe(FIRST);
  #length = 0;

  add(row: EventRow): void {
    const line = lineOf(row);
    this.#room(line.length * WIDEST);
    this.#length += this.#bytes.write(line, this.#length, 'utf8');
    this.#ends.push(this.#length);
    this.keys.push({ workspace: row.workspace, person: row.person, event_id: row.event_id });
  }

  /** The body of the INSERT; good until something is added or it is emptied. */
  body(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** The same without the events of these ids. */
  without(ids: ReadonlySet<string>): RowBatch {
    const rest = new RowBatch();
    this.keys.forEach((key, i) => {
      if (ids.has(key.event_id)) return;
      const line = this.#bytes.subarray(i === 0 ? 0 : this.#ends[i - 1], this.#ends[i]);
      rest.#room(line.length);
      line.copy(rest.#bytes, rest.#length);
      rest.#length += line.length;
      rest.#ends.push(rest.#length);
      rest.keys.push(key);
    });
    return rest;
  }

  /** Begins anew in the same memory. */
  empty(): void {
    this.keys.length = 0;
    this.#ends.length = 0;
    this.#length = 0;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
