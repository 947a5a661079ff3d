import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { EventStoreOptions } from '#platform/clickhouse/store.ts';
import type { Log } from '#platform/log/log.ts';
import type { Journal } from '../journal/journal.ts';
import { readPosition } from '../journal/position.ts';
import type { DrainSizes } from './drain.ts';
import type { IdentifyItem } from '#customers/identity/said.ts';
import type { DrainOrder, FromDrain, ToDrain } from './protocol.ts';
import { sum, type Tally } from './tally.ts';

export interface DrainThreadOptions {
  journal: Journal;
  events: EventStoreOptions;
  log: Log;
  learn: (facts: IdentifyItem[]) => Promise<void>;
  sizes?: Partial<DrainSizes>;
}

const RESTART_AFTER = 1000;
/** Room for parsed messages to die young: with the usual 16 MB most of them are copied before they do. */
const YOUNG_MB = 96;

/** Starts the drain in a thread, and starts it again from the last saved position should the thread ever die. */
export class DrainThread {
  readonly #options: DrainThreadOptions;
  readonly tally: Tally = new Map();
  /** What threads counted that have died. */
  #before: Tally = new Map();
  #worker: Worker;
  #ended: Promise<void>;
  #stopping = false;

  constructor(options: DrainThreadOptions) {
    this.#options = options;
    [this.#worker, this.#ended] = this.#launch();
  }

  /** Lets it store what is left, for at most so long. */
  async stop(milliseconds: number): Promise<void> {
    this.#stopping = true;
    const stop: ToDrain = { kind: 'stop', milliseconds };
    this.#worker.postMessage(stop);
    const timer = setTimeout(() => void this.#worker.terminate(), milliseconds + 2000);
    await this.#ended;
    clearTimeout(timer);
  }

  #launch(): [Worker, Promise<void>] {
    const { journal, events, log, sizes } = this.#options;
    const order: DrainOrder = { folder: journal.folder, from: readPosition(journal.folder), durable: journal.durable.memory, events, logLevel: log.level, sizes: sizes ?? {} };
    const worker = startThread(order);
    worker.on('message', (message: FromDrain) => this.#hear(worker, message));
    worker.on('error', (error) => log.error({ err: error }, 'The thread that stores events ended with an error.'));
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        if (this.#stopping) return resolve();
        log.error('The thread that stores events ended; it is started again. Nothing is lost.');
        this.#before = new Map(this.tally);
        setTimeout(() => {
          if (!this.#stopping) [this.#worker, this.#ended] = this.#launch();
          resolve(this.#stopping ? undefined : this.#ended);
        }, RESTART_AFTER);
      });
    });
    return [worker, ended];
  }

  #hear(worker: Worker, message: FromDrain): void {
    if (message.kind === 'drained') {
      for (const [workspace, counts] of message.tally) this.tally.set(workspace, sum(this.#before.get(workspace), counts));
      this.#options.journal.drainedTo(message.position);
      return;
    }
    const answer = (failure: string | null): void => {
      const learned: ToDrain = { kind: 'learned', id: message.id, failure };
      worker.postMessage(learned);
    };
    this.#options.learn(message.facts).then(() => answer(null), (error: unknown) => {
      this.#options.log.warn({ err: error }, 'The customer base could not learn from events just now; it is told again.');
      answer(error instanceof Error ? error.message : String(error));
    });
  }
}

/** Starts the bundle's file beside this one, or the source, for which the TypeScript loader must be put in first. */
function startThread(workerData: DrainOrder): Worker {
  const name = 'ingest-drain';
  const options = { workerData, name, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } };
  if (!import.meta.url.endsWith('.ts')) return new Worker(fileURLToPath(new URL('./ingest-drain.js', import.meta.url)), options);
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api').replace(/\.cjs$/, '.mjs')).href;
  const sql = new URL('../../../../tools/setup/sql.mjs', import.meta.url).href;
  const source = new URL('./worker.ts', import.meta.url).href;
  // The loader's --import form leaves threads alone, so the thread registers it itself.
  const steps = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(sql)}); }).then(() => import(${JSON.stringify(source)}));`;
  return new Worker(steps, { ...options, eval: true });
}
