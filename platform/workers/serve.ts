import { parentPort } from 'node:worker_threads';
import type { FromThread } from './protocol.ts';

/** Milliseconds between two reports; a computation may report thousands of times a second. */
const REPORT_EVERY = 50;

/** The thread's side of a pool: answers one order after the other. What `work` throws becomes the rejection of its order. */
export function serveOrders<Order, Answer>(work: (order: Order, progress: (share: number, stage: string) => void) => Answer): void {
  const port = parentPort;
  if (!port) throw new Error('This file is started as a thread by a pool.');
  const tell = (message: FromThread<Answer>): void => port.postMessage(message);
  port.on('message', (order: Order) => {
    let reported = Number.NEGATIVE_INFINITY;
    const progress = (share: number, stage: string): void => {
      const now = performance.now();
      if (now - reported < REPORT_EVERY) return;
      reported = now;
      tell({ kind: 'progress', share, stage });
    };
    try {
      tell({ kind: 'answer', answer: work(order, progress) });
    } catch (error) {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      tell({ kind: 'failed', message, stack });
    }
  });
}
