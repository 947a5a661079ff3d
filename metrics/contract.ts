/** What we count. A member is one file `metrics/<id>.ts`; every stage reads metrics through `metrics/read.ts`. */
import type { Words } from '#vocabulary/words.ts';

/** Named row sets that metrics aggregate over; each is `sources/<name>.sql` with its columns described there. */
export const SOURCES = ['orders', 'customer-orders', 'visits', 'messages'] as const;
export type Source = (typeof SOURCES)[number];

/** money: minor units of the workspace's currency, without orders in a currency that has no rate. share: 0 to 1. */
export type Unit = 'money' | 'count' | 'people' | 'share' | 'days';

export interface Metric {
  id: string;
  names: Words;
  /** One sentence: what exactly is counted. */
  means: Words;
  unit: Unit;
  better: 'up' | 'down';
  /** What an empty period means: revenue of no orders is zero, an average of none is unknown. */
  empty: 'zero' | 'unknown';
  source: Source;
  /** SQL aggregate over the source's columns. */
  value: string;
  /** SQL condition over the source's columns. */
  where?: string;
}
