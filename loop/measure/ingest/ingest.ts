import { randomFillSync } from 'node:crypto';
import type { EventStoreOptions } from '#platform/clickhouse/store.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { Fault } from '#platform/errors/fault.ts';
import type { Log } from '#platform/log/log.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';
import type { DrainSizes } from './drain/drain.ts';
import { learn, type Identify } from './drain/learn.ts';
import { countsOf, type Counts } from './drain/tally.ts';
import { DrainThread } from './drain/thread.ts';
import type { Entry } from './journal/frame.ts';
import { Journal, type JournalLimits } from './journal/journal.ts';
import { OWN_EVENTS } from './segment/calls.ts';

export interface IngestOptions {
  /** Where the journal stands, as `<data folder>/journal`; its parent must exist. */
  folder: string;
  /** Where the event store is. */
  events: EventStoreOptions;
  log: Log;
  clock: Clock;
  /** Tells the customer base which identities belong together; must be idempotent. */
  identify: Identify;
  limits?: Partial<JournalLimits>;
  sizes?: Partial<DrainSizes>;
}

/** Of one workspace, since the process started; what is behind concerns the whole server. */
export interface IngestHealth extends Counts {
  since: Date;
  /** Events that were acknowledged. */
  accepted: number;
  /** Bytes on disk that the store does not have yet. */
  behindBytes: number;
}

const RECORD_AT_ONCE = 2000;

/** Takes events in: on disk before they are acknowledged, in the store within a second. */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #journal: Journal;
  readonly #drain: DrainThread;
  readonly #accepted = new Map<number, number>();
  readonly #since: Date;

  /** Throws `ingest.locked` when another process has the folder. Events of before a crash begin to be stored at once. */
  constructor(options: IngestOptions) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#journal = new Journal({ folder: options.folder, log: options.log, salt: randomWords(), ...(options.limits ? { limits: options.limits } : {}) });
    this.#drain = new DrainThread({
      journal: this.#journal, events: options.events, log: options.log,
      learn: (items) => learn(options.identify, items, options.log), ...(options.sizes ? { sizes: options.sizes } : {}),
    });
  }

  /** One journal entry that holds so many events. */
  readonly append = async (entry: Entry, events: number): Promise<void> => {
    await this.#journal.append(entry);
    this.#accepted.set(entry.workspace, (this.#accepted.get(entry.workspace) ?? 0) + events);
  };

  /** Keeps events of our own. Waits, and does not throw, while the store catches up. */
  readonly record = async (events: readonly IncomingEvent[]): Promise<void> => {
    for (let at = 0; at < events.length; at += RECORD_AT_ONCE) {
      const part = events.slice(at, at + RECORD_AT_ONCE);
      const received = this.#options.clock.now().getTime();
      for (const workspace of new Set(part.map((event) => event.workspace))) {
        const own = part.filter((event) => event.workspace === workspace);
        await this.#patiently({ format: OWN_EVENTS, call: 0, workspace, received, about: '{}', body: Buffer.from(JSON.stringify(own)) }, own.length);
      }
    }
  };

  health(workspace: number): IngestHealth {
    return { since: this.#since, accepted: this.#accepted.get(workspace) ?? 0, behindBytes: this.#journal.behind, ...countsOf(this.#drain.tally, workspace) };
  }

  /** All workspaces of which anything came in. */
  workspaces(): number[] {
    return [...new Set([...this.#accepted.keys(), ...this.#drain.tally.keys()])];
  }

  /** First stop taking requests. What is in the journal then is stored, for as long as allowed; the rest waits on disk for the next start. */
  async stop(milliseconds: number): Promise<void> {
    await this.#journal.finish();
    await this.#drain.stop(milliseconds);
    await this.#journal.close();
  }

  async #patiently(entry: Entry, events: number): Promise<void> {
    for (;;) {
      try {
        return await this.append(entry, events);
      } catch (error) {
        if (!(error instanceof Fault && error.code === 'ingest.busy')) throw error;
        await new Promise((resolve) => { setTimeout(resolve, 500); });
      }
    }
  }
}

/** 32-bit numbers from the system's generator, drawn a thousand at a time. */
function randomWords(): () => number {
  const words = new Uint32Array(1024);
  let at = words.length;
  return () => {
    if (at === words.length) {
      randomFillSync(words);
      at = 0;
    }
    return words[at++]!;
  };
}
