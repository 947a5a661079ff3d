import type { Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Bad } from '../reasons.ts';
import type { Understood } from '../understand/rows.ts';
import type { Understanding } from '../understand/settings.ts';
import type { Findings } from '../findings.ts';
import type { ImportOptions } from '../options.ts';

export interface ImportRun {
  room: Room;
  /** Number of the import; 0 for a preview. */
  import: number;
  understanding: Understanding;
  options: ImportOptions;
  fileName: string;
}

/** What became of the rows of one part; new + same is the number of rows that were taken. `same`: changed nothing. */
export interface Outcome { fresh: number; same: number; findings: Findings }

/** Rows that are written together. */
export interface Part {
  /** Rows taken so far. */
  readonly rows: number;
  /** Takes a row, or says why not. @param row its number in the file, the header being 1 */
  take(row: Understood, number: number): Bad | null;
  /**
   * Writes the rows in the transaction that also counts them. Called again after a crash with the same rows, it leaves
   * the same state and gives the same counts.
   */
  write(transaction: Kysely<DB>): Promise<Outcome>;
  /** What `write` would do, without doing it. */
  foresee(): Promise<Outcome>;
}

/** One kind of import at work on one file. */
export interface Importer {
  /** A row of an earlier, finished part: only remembered, where later rows depend on it. */
  pass(row: Understood): void;
  part(): Part;
  /** The row in the words of a preview: field → what will be kept. */
  show(row: Understood): Record<string, string | number | null>;
  /** Tidies up once every row is written. */
  finish?(): Promise<void>;
}

export type OpenImporter = (run: ImportRun) => Importer;
