import type { Position } from '../journal/segments.ts';
import type { Draft } from '../steps/contract.ts';
import { RowBatch } from './batch.ts';
import type { Tally } from './tally.ts';

/** An event that has a name by which it can be looked up, and when it came in (ms since 1970). */
export interface Named { draft: Draft; received: number }

/** A stretch of the journal on its way into the store. */
export class Load {
  readonly rows = new RowBatch();
  /** What the projectors learn of once the rows are stored. */
  wanted: Draft[] = [];
  /** Events of which only the store can tell whether they are new. */
  late: Named[] = [];
  /** What became of its events. */
  counts: Tally = new Map();
  /** Bytes of the journal in it. */
  bytes = 0;
  start: Position = { segment: 0, offset: 0 };
  /** Behind its last record. */
  next: Position = this.start;

  /** Empties it, to be filled from here on in the same memory. */
  begin(start: Position): this {
    this.rows.empty();
    this.wanted = [];
    this.late = [];
    this.counts = new Map();
    this.bytes = 0;
    this.start = this.next = start;
    return this;
  }
}
