import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { joined } from '#customers/identity/person.ts';
import type { Log } from '#platform/log/log.ts';
import type { Mark } from '../journal/mark.ts';
import { savePosition } from '../journal/position.ts';
import type { Position } from '../journal/segments.ts';
import type { Draft } from '../steps/contract.ts';
import type { RowBatch } from './batch.ts';
import { Load } from './load.ts';
import type { EventTable } from './queries.ts';
import { sum, type Tally } from './tally.ts';
import { Window } from './window.ts';
import { Work } from './work.ts';

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
  /**
   * Least time between the starts of two batches, ms: an event waits this long before the store has it, or half as long
   * while few come. With batches every 500 ms the store spends a third less on each of many events than with batches
   * every 250 (bench/ingest-single.ts).
   */
  pause: number;
  /** Ids of recent events to keep in memory. */
  window: number;
}

const SIZES: DrainSizes = { batch: 16 * 1024 * 1024, pause: 500, window: 4_000_000 };
/** Bytes of journal from which on a batch is worth the whole pause. */
const MANY = 256 * 1024;
/** While the store is at work, the journal is looked at so often, ms. */
const LOOK_EVERY = 20;
const BACK_OFF = [100, 300, 1000, 3000, 5000];
/** Reading the ids back must not keep a restart waiting; older events are looked up. */
const REMEMBERED = 500_000;

/**
 * Carries the journal into the event store, load by load, and counts every event once. While the store takes one load in,
 * the next one is filled; it is handed over when the one before is stored, told and its position saved: so there are never
 * more than two, and they arrive in the order of the journal.
 */
export class Drain {
  readonly #options: DrainOptions;
  readonly #sizes: DrainSizes;
  readonly #window: Window;
  readonly #work: Work;
  readonly #tally: Tally = new Map();
  readonly #stop = new AbortController();
  #finished: Promise<void> | null = null;
  #untilStored = false;

  constructor(options: DrainOptions) {
    this.#options = options;
    this.#sizes = { ...SIZES, ...options.sizes };
    this.#window = new Window(this.#sizes.window);
    // Each of them is asked, since some remember what they were asked.
    const wants = (draft: Draft): boolean => options.projectors.reduce((wanted, projector) => projector.wants(draft) || wanted, false);
    this.#work = new Work({ folder: options.folder, durable: options.durable, window: this.#window, wants, log: options.log });
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
    this.#work.close();
  }

  async #run(): Promise<void> {
    if (!(await this.#surely('remember recent events', () => this.#remember()))) return;
    let [load, other] = [new Load(), new Load()];
    let next = this.#options.from;
    for (let storing = Promise.resolve(true); ; [load, other] = [other, load]) {
      await this.#fill(load.begin(next), storing);
      if (!(await storing) || this.#stop.signal.aborted) return;
      if (load.next !== next) storing = this.#store(load);
      else if (this.#untilStored) return;
      next = load.next;
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

  /** Fills until the store is free and the pause over, or the load full. */
  async #fill(load: Load, storing: Promise<boolean>): Promise<void> {
    const began = performance.now();
    const { pause, batch } = this.#sizes;
    let free = false;
    const freed = storing.then(() => { free = true; });
    while (!this.#stop.signal.aborted && load.bytes < batch) {
      const more = this.#work.fill(load);
      const wait = began + (load.bytes < MANY ? pause / 2 : pause) - performance.now();
      if (wait <= 0 && free) return;
      // In between, the store's answers and the order to stop are heard.
      if (more) await turn();
      else if (this.#untilStored) return;
      else if (wait > 0) await sleep(wait);
      else await Promise.race([freed, sleep(LOOK_EVERY)]);
    }
  }

  /** False when the drain ended before the load was stored. */
  async #store(load: Load): Promise<boolean> {
    if (!(await this.#surely('look up late events', () => this.#lookUp(load)))) return false;
    this.#work.settleLate(load);
    if (!(await this.#insert(load.rows))) return false;
    for (const projector of this.#options.projectors) {
      if (load.wanted.length > 0 && !(await this.#surely(projector.name, () => projector.project(load.wanted)))) return false;
    }
    savePosition(this.#options.folder, load.next);
    for (const [workspace, counts] of load.counts) this.#tally.set(workspace, sum(this.#tally.get(workspace), counts));
    this.#options.drained(load.next, this.#tally);
    return true;
  }

  async #lookUp({ late }: Load): Promise<void> {
    if (late.length === 0) return;
    const stored = await this.#options.table.stored(late.map(({ draft }) => draft.row));
    for (const { draft } of late) if (stored.has(joined(draft.row.event_id))) this.#window.seen(draft.row.event_id, Number.NEGATIVE_INFINITY);
  }

  /** Whether a failed insert stored its rows is not known, so before the next try the store is asked. */
  async #insert(batch: RowBatch): Promise<boolean> {
    let rest = batch;
    let failed = false;
    return this.#surely('store events', async () => {
      if (failed) {
        await this.#options.table.settled();
        rest = rest.without(await this.#options.table.stored(rest.keys()));
      }
      failed = true;
      if (rest.rows > 0) await this.#options.table.insert(rest);
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

/** An aborted sleep is how the loop learns that it is to end. */
function stopped(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}
