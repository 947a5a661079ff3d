import type { Log } from '#platform/log/log.ts';
import type { StoredEntry } from '../journal/frame.ts';
import type { Mark } from '../journal/mark.ts';
import { JournalReader } from '../journal/reader.ts';
import { isBefore, type Position } from '../journal/segments.ts';
import { NAMING, TELLING, draftOf, runSteps } from '../pipeline.ts';
import { openEntry } from '../segment/read.ts';
import type { Draft, Drop, Step, StepTools } from '../steps/contract.ts';
import { mayBeOlder } from './late.ts';
import type { Load, Named } from './load.ts';
import { countsOf } from './tally.ts';
import type { Window } from './window.ts';

export interface WorkOptions {
  folder: string;
  durable: Mark;
  window: Window;
  /** Whether somebody is to learn of this event once it is stored; only such events are kept in memory until then. */
  wants: (draft: Draft) => boolean;
  log: Log;
}

/** Bytes read at a time. */
const PIECE = 512 * 1024;

/** Reads the journal and sends its events through the steps, into loads. */
export class Work {
  readonly #options: WorkOptions;
  readonly #reader: JournalReader;
  /** Up to here, records may have been stored before a crash without the projectors having learnt of them. */
  readonly #replayUntil: Position;

  constructor(options: WorkOptions) {
    this.#options = options;
    this.#reader = new JournalReader(options.folder, options.log);
    this.#replayUntil = options.durable.get();
  }

  /** Puts the next piece of the journal into the load; false when there is nothing new. */
  fill(load: Load): boolean {
    const chunk = this.#reader.read(load.next, this.#options.durable.get(), PIECE);
    if (!chunk) return false;
    for (const entry of chunk.entries) {
      load.bytes += entry.body.byteLength;
      for (const named of this.#name(entry, load)) {
        if (mayBeOlder(named.draft, named.received, this.#options.window.since)) load.late.push(named);
        else this.#tell(named, load);
      }
    }
    load.next = chunk.next;
    return true;
  }

  /** Once the store was asked about the late events: those it did not have go into the load as well. */
  settleLate(load: Load): void {
    for (const named of load.late) this.#tell(named, load);
    load.late = [];
  }

  close(): void { this.#reader.close(); }

  /** A record that cannot be understood is counted and left out: it must not keep all others waiting for ever. */
  #name(entry: StoredEntry, load: Load): Named[] {
    const named: Named[] = [];
    try {
      const { events, sender, malformed } = openEntry(entry);
      if (malformed > 0) countsOf(load.counts, entry.workspace).dropped.malformed += malformed;
      for (const incoming of events) {
        const draft = draftOf(incoming, sender);
        if (this.#run(NAMING, draft, entry.received, load) === null) named.push({ draft, received: entry.received });
      }
    } catch (error) {
      this.#options.log.error({ err: error, workspace: entry.workspace, bytes: entry.body.byteLength }, 'A record of the journal could not be understood; it was left out.');
      countsOf(load.counts, entry.workspace).dropped.malformed += 1;
    }
    return named;
  }

  #tell({ draft, received }: Named, load: Load): void {
    const reason = this.#run(TELLING, draft, received, load);
    if (reason === null) {
      load.rows.add(draft.row);
      countsOf(load.counts, draft.row.workspace).drained += 1;
    } else if (reason !== 'duplicate' || !isBefore(load.start, this.#replayUntil)) return;
    if (this.#options.wants(draft)) load.wanted.push(draft);
  }

  #run(steps: readonly Step[], draft: Draft, received: number, load: Load): Drop | null {
    const tools: StepTools = { seen: (_, id) => this.#options.window.seen(id, received) };
    const reason = runSteps(steps, draft, tools);
    if (reason !== null) countsOf(load.counts, draft.row.workspace).dropped[reason] += 1;
    return reason;
  }
}
