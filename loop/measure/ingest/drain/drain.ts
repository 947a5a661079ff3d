import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#platform/log/log.ts';
import type { StoredEntry } from '../journal/frame.ts';
import type { Mark } from '../journal/mark.ts';
import { savePosition } from '../journal/position.ts';
import { JournalReader, type Chunk } from '../journal/reader.ts';
import { isBefore, type Position } from '../journal/segments.ts';
import { NAMING, TELLING, draftOf, runSteps } from '../pipeline.ts';
import { openEntry } from '../segment/read.ts';
import type { Draft, Drop, Step, StepTools } from '../steps/contract.ts';
import { RowBatch } from './batch.ts';
import { mayBeOlder } from './late.ts';
import type { EventTable } from './queries.ts';
import { countsOf, type Tally } from './tally.ts';
import { Window } from './window.ts';

/** Learns of events once they are stored. May be told the same ones again after a failure or a crash: must be idempotent. */
export interface Projector {
  name: string;
  /** Asked of every event before it is stored; only what somebody wants is kept in memory until then. */
  wants(draft: Draft): boolean;
  /** At least all that was wanted. */
  project(drafts: readonly Draft[]): Promise<void>;
}

export interface DrainOptions {
  folder: string;
  from: Position;
  durable: Mark;
  table: EventTable;
  projectors: readonly Projector[];
  log: Log;
  /** Told after every batch, when its position is saved. */
  drained: (position: Position, tally: Tally) => void;
  sizes?: Partial<DrainSizes>;
}

export interface DrainSizes {
  /** Bytes of journal that make one batch at most. */
  batch: number;
  /** Least time between the starts of two batches, ms; a batch that leaves more behind is followed at once. */
  pause: number;
  /** Ids of recent events to keep in memory. */
  window: number;
}

const SIZES: DrainSizes = { batch: 8 * 1024 * 1024, pause: 250, window: 4_000_000 };
/** Bytes read at a time. */
const PIECE = 512 * 1024;
const BACK_OFF = [100, 300, 1000, 3000, 5000];
/** Reading the ids back must not keep a restart waiting; older events are looked up. */
const REMEMBERED = 500_000;

/** Carries the journal into the event store, batch by batch, and counts every event once. */
export class Drain {
  readonly #options: DrainOptions;
  readonly #sizes: DrainSizes;
  readonly #reader: JournalReader;
  readonly #window: Window;
  readonly #tally: Tally = new Map();
  readonly #batch = new RowBatch();
  readonly #stop = new AbortController();
  /** Up to here, records may have been stored before a crash without the projectors having learnt of them. */
  readonly #replayUntil: Position;
  #position: Position;
  #finished: Promise<void> | null = null;
  #untilStored = false;

  constructor(options: DrainOptions) {
    this.#options = options;
    this.#sizes = { ...SIZES, ...options.sizes };
    this.#reader = new JournalReader(options.folder, options.log);
    this.#window = new Window(this.#sizes.window);
    this.#position = options.from;
    this.#replayUntil = options.durable.get();
  }

  start(): void {
    this.#finished = this.#run();
  }

  /** Stores what is in the journal, for so long as the store takes it, then ends. What is left waits for the next start. */
  async stop(milliseconds: number): Promise<void> {
    this.#untilStored = true;
    const timer = setTimeout(() => this.#stop.abort(), milliseconds);
    await this.#finished;
    clearTimeout(timer);
    this.#reader.close();
  }

  async #run(): Promise<void> {
    if (!(await this.#surely('remember recent events', () => this.#remember()))) return;
    while (!this.#stop.signal.aborted) {
      const began = performance.now();
      if (!(await this.#take())) return;
      const more = isBefore(this.#position, this.#options.durable.get());
      if (this.#untilStored && !more) return;
      const full = more && performance.now() - began > this.#sizes.pause;
      if (!full && !this.#untilStored) await sleep(Math.max(5, this.#sizes.pause - (performance.now() - began)));
    }
  }

  /** After a crash the last batch may be in the store without its position being saved. */
  async #remember(): Promise<void> {
    await this.#options.table.settled();
    const most = Math.min(REMEMBERED, this.#sizes.window / 2);
    const latest = await this.#options.table.latest(most);
    for (const { id, received } of latest) this.#window.seen(id, received);
    if (latest.length >= most) this.#window.since = latest[0]!.received + 1;
  }

  /** One batch: read and worked through piece by piece, stored at once. */
  async #take(): Promise<boolean> {
    this.#batch.empty();
    const wanted: Draft[] = [];
    const late: Named[] = [];
    const stored = new Map<number, number>();
    const start = this.#position;
    let next = start;
    let read = 0;
    for (let chunk = this.#read(next); chunk; chunk = read < this.#sizes.batch ? this.#read(next) : null) {
      for (const entry of chunk.entries) {
        read += entry.body.byteLength;
        for (const named of this.#name(entry)) {
          if (mayBeOlder(named.draft, named.received, this.#window.since)) late.push(named);
          else this.#tell(named, wanted, stored);
        }
      }
      next = chunk.next;
    }
    if (next === start) return true;
    if (!(await this.#surely('look up late events', () => this.#lookUp(late)))) return false;
    for (const named of late) this.#tell(named, wanted, stored);
    if (!(await this.#insert(this.#batch))) return false;
    for (const projector of this.#options.projectors) {
      if (wanted.length > 0 && !(await this.#surely(projector.name, () => projector.project(wanted)))) return false;
    }
    this.#position = next;
    savePosition(this.#options.folder, next);
    for (const [workspace, count] of stored) countsOf(this.#tally, workspace).drained += count;
    this.#options.drained(next, this.#tally);
    return true;
  }

  #read(from: Position): Chunk | null {
    return this.#reader.read(from, this.#options.durable.get(), PIECE);
  }

  #tell({ draft, received }: Named, wanted: Draft[], stored: Map<number, number>): void {
    const reason = this.#runs(TELLING, draft, received);
    const { workspace } = draft.row;
    if (reason === null) {
      this.#batch.add(draft.row);
      stored.set(workspace, (stored.get(workspace) ?? 0) + 1);
    } else if (reason !== 'duplicate' || !isBefore(this.#position, this.#replayUntil)) return;
    let isWanted = false;
    for (const projector of this.#options.projectors) isWanted = projector.wants(draft) || isWanted;
    if (isWanted) wanted.push(draft);
  }

  /** A record that cannot be understood is counted and left out: it must not keep all others waiting for ever. */
  #name(entry: StoredEntry): Named[] {
    const named: Named[] = [];
    try {
      const { events, sender, malformed } = openEntry(entry);
      if (malformed > 0) countsOf(this.#tally, entry.workspace).dropped.malformed += malformed;
      for (const incoming of events) {
        const draft = draftOf(incoming, sender);
        if (this.#runs(NAMING, draft, entry.received) === null) named.push({ draft, received: entry.received });
      }
    } catch (error) {
      this.#options.log.error({ err: error, workspace: entry.workspace, bytes: entry.body.byteLength }, 'A record of the journal could not be understood; it was left out.');
      countsOf(this.#tally, entry.workspace).dropped.malformed += 1;
    }
    return named;
  }

  #runs(steps: readonly Step[], draft: Draft, received: number): Drop | null {
    const tools: StepTools = { seen: (_, id) => this.#window.seen(id, received) };
    const reason = runSteps(steps, draft, tools);
    if (reason !== null) countsOf(this.#tally, draft.row.workspace).dropped[reason] += 1;
    return reason;
  }

  async #lookUp(late: readonly Named[]): Promise<void> {
    if (late.length === 0) return;
    for (const id of await this.#options.table.stored(late.map(({ draft }) => draft.row))) this.#window.seen(id, Number.NEGATIVE_INFINITY);
  }

  /** Whether a failed insert stored its rows is not known, so before the next try the store is asked. */
  async #insert(batch: RowBatch): Promise<boolean> {
    let rest = batch;
    let failed = false;
    return this.#surely('store events', async () => {
      if (failed) {
        await this.#options.table.settled();
        rest = rest.without(await this.#options.table.stored(rest.keys));
      }
      failed = true;
      if (rest.keys.length > 0) await this.#options.table.insert(rest);
    });
  }

  /** Tries until it is done; false when the drain is to end before that. */
  async #surely(what: string, work: () => Promise<void>): Promise<boolean> {
    for (let attempt = 0; !this.#stop.signal.aborted; attempt += 1) {
      try {
        await work();
        return true;
      } catch (error) {
        this.#options.log.warn({ err: error, what, attempt }, 'The drain could not go on; nothing is lost, and it tries again.');
        await sleep(BACK_OFF[Math.min(attempt, BACK_OFF.length - 1)], undefined, { signal: this.#stop.signal }).catch(stopped);
      }
    }
    return false;
  }
}

interface Named { draft: Draft; received: number }

/** An aborted sleep is how the loop learns that it is to end. */
function stopped(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}
