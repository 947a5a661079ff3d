/** The drain in a thread of its own: what it costs does not delay the answers to those who send events. */
import { parentPort, workerData } from 'node:worker_threads';
import { openLog } from '#platform/log/log.ts';
import { openOrderProjector } from '../../sales/project-orders.ts';
import { Mark } from '../journal/mark.ts';
import type { Draft } from '../steps/contract.ts';
import { Drain, type Projector } from './drain.ts';
import { FactPicker, factOf } from './facts.ts';
import type { DrainOrder, FromDrain, ToDrain } from './protocol.ts';
import { openEventTable } from './queries.ts';

const port = parentPort;
if (!port) throw new Error('This file is started as a thread by ingest/drain/thread.ts.');
const order: DrainOrder = workerData;
const tell = (message: FromDrain): void => port.postMessage(message);
const log = openLog(order.logLevel);

/** The customer base is kept by the main thread, which says when it has learned. */
class Forward implements Projector {
  readonly name = 'tell the customer base';
  readonly picker = new FactPicker();
  readonly #waiting = new Map<number, (failure: string | null) => void>();
  readonly #wanted = new WeakSet<Draft>();
  #id = 0;

  wants(draft: Draft): boolean {
    const wanted = this.picker.wants(draft);
    if (wanted) this.#wanted.add(draft);
    return wanted;
  }

  async project(drafts: readonly Draft[]): Promise<void> {
    const facts = drafts.filter((draft) => this.#wanted.has(draft)).map(factOf);
    if (facts.length === 0) return;
    const id = (this.#id += 1);
    const failure = await new Promise<string | null>((resolve) => {
      this.#waiting.set(id, resolve);
      tell({ kind: 'facts', id, facts });
    });
    if (failure !== null) throw new Error(failure);
  }

  learned(id: number, failure: string | null): void {
    this.#waiting.get(id)?.(failure);
    this.#waiting.delete(id);
  }
}

const table = openEventTable(order.events);
const forward = new Forward();
const drain = new Drain({
  folder: order.folder, from: order.from, durable: new Mark(order.durable), table, log, sizes: order.sizes,
  projectors: [openOrderProjector(table.store), forward],
  drained: (position, tally) => tell({ kind: 'drained', position, tally: [...tally] }),
});

port.on('message', (message: ToDrain) => {
  if (message.kind === 'learned') forward.learned(message.id, message.failure);
  else void drain.stop(message.milliseconds).then(() => table.close()).then(() => port.close());
});
drain.start();
// A pair of identities is told again after five to ten minutes: its customer may have been erased and have come back.
setInterval(() => forward.picker.forget(), 300_000).unref();
