import type { EventStoreOptions } from '#platform/clickhouse/store.ts';
import type { Position } from '../journal/segments.ts';
import type { DrainSizes } from './drain.ts';
import type { IdentifyItem } from '#customers/identity/said.ts';
import type { Counts } from './tally.ts';

/** What the drain's thread is started with. */
export interface DrainOrder {
  folder: string;
  from: Position;
  /** The memory of the journal's mark of what is durable. */
  durable: SharedArrayBuffer;
  events: EventStoreOptions;
  logLevel: string;
  sizes: Partial<DrainSizes>;
}

export type ToDrain = { kind: 'learned'; id: number; failure: string | null } | { kind: 'stop'; milliseconds: number };

export type FromDrain =
  | { kind: 'drained'; position: Position; tally: readonly (readonly [workspace: number, counts: Counts])[] }
  | { kind: 'facts'; id: number; facts: IdentifyItem[] };
