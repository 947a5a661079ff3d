import type { Worker } from 'node:worker_threads';
import type { FromThread } from './protocol.ts';
import { startThread, type ThreadProgram } from './start.ts';

export interface RunOptions { signal?: AbortSignal | undefined; progress?: ((share: number, stage: string) => void) | undefined }

interface Job<Order, Answer> extends RunOptions {
  order: Order;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
  /** Gives its place in the queue up. */
  leave: () => void;
}

interface Idle { worker: Worker; wake: () => void }

/** How long a thread waits for its next order before it ends. */
const IDLE_FOR = 30_000;

/**
 * Threads for long computations, at most `size` at a time; more orders wait their turn. Threads without an order hold
 * no process open. Stopping ends the thread at once, whatever it computes: it holds nothing that needs to be put away.
 */
export class ThreadPool<Order, Answer> {
  readonly #program: ThreadProgram;
  readonly #size: number;
  readonly #waiting: Job<Order, Answer>[] = [];
  readonly #idle: Idle[] = [];
  #busy = 0;

  constructor(program: ThreadProgram, size: number) {
    this.#program = program;
    this.#size = size;
  }

  /** The answer of a thread. Rejects with the signal's reason when stopped, and with what the computation threw. */
  run(order: Order, { signal, progress }: RunOptions = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(job), 1);
        reject(signal?.reason);
      };
      const job: Job<Order, Answer> = { order, signal, progress, resolve, reject, leave };
      this.#waiting.push(job);
      signal?.addEventListener('abort', leave, { once: true });
      this.#next();
    });
  }

  #next(): void {
    while (this.#busy < this.#size) {
      const job = this.#waiting.shift();
      if (!job) return;
      this.#busy += 1;
      this.#work(this.#thread(), job);
    }
  }

  #thread(): Worker {
    const idle = this.#idle.pop();
    idle?.wake();
    return idle?.worker ?? startThread(this.#program);
  }

  #work(worker: Worker, { order, signal, progress, resolve, reject, leave }: Job<Order, Answer>): void {
    const end = (settle: () => void, next: 'keep' | 'drop'): void => {
      // One by one: without its own listeners, which removeAllListeners takes as well, a thread is never heard again.
      worker.off('message', hear).off('error', fail).off('exit', exit);
      signal?.removeEventListener('abort', stop);
      this.#busy -= 1;
      if (next === 'keep') this.#keep(worker);
      settle();
      this.#next();
    };
    const hear = (message: FromThread<Answer>): void => {
      if (message.kind === 'progress') progress?.(message.share, message.stage);
      else if (message.kind === 'answer') end(() => resolve(message.answer), 'keep');
      else end(() => reject(Object.assign(new Error(message.message), { stack: message.stack })), 'keep');
    };
    const fail = (error: Error): void => end(() => reject(error), 'drop');
    const exit = (code: number): void => end(() => reject(new Error(`The thread ended with code ${code} before it answered.`)), 'drop');
    const stop = (): void => {
      end(() => reject(signal?.reason), 'drop');
      void worker.terminate();
    };
    signal?.removeEventListener('abort', leave);
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', hear).on('error', fail).on('exit', exit);
    worker.postMessage(order);
  }

  /** An idle thread ends after a while, or dies by itself: either way it is not handed the next order. */
  #keep(worker: Worker): void {
    const forget = (): void => {
      idle.wake();
      this.#idle.splice(this.#idle.indexOf(idle), 1);
      void worker.terminate();
    };
    const timer = setTimeout(forget, IDLE_FOR).unref();
    const wake = (): void => {
      clearTimeout(timer);
      worker.off('error', forget).off('exit', forget);
      worker.ref();
    };
    const idle: Idle = { worker, wake };
    worker.on('error', forget).on('exit', forget);
    worker.unref();
    this.#idle.push(idle);
  }
}
