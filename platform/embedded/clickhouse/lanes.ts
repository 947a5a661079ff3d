export interface LaneLimits {
  /** How many may run at once. */
  most: number;
  /** How many of those may be younger than `youngFor`; the rest of `most` is kept for the long-running. */
  young: number;
  youngFor: number;
}

interface Waiting { admit: (leave: () => void) => void; signal: AbortSignal; abandon: () => void }

/**
 * Who may use the engine now. A query that has run for a while no longer counts against the young ones,
 * so a handful of heavy queries never keeps a small one waiting, and a burst cannot start all at once.
 */
export class Lane {
  #running = 0;
  #young = 0;
  readonly #waiting: Waiting[] = [];
  readonly #limits: LaneLimits;

  constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  /** Resolves with a function to call when done; rejects with the signal's reason when given up before its turn. */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    return this.#free() && this.#waiting.length === 0 ? this.#begin() : this.#turn(signal);
  }

  #free(): boolean {
    return this.#running < this.#limits.most && this.#young < this.#limits.young;
  }

  #turn(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = { admit: resolve, signal, abandon: () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(signal.reason);
      } };
      signal.addEventListener('abort', entry.abandon, { once: true });
      this.#waiting.push(entry);
    });
  }

  #begin(): () => void {
    this.#running += 1;
    this.#young += 1;
    let young = true;
    const age = (): void => {
      if (!young) return;
      young = false;
      this.#young -= 1;
      this.#next();
    };
    const timer = setTimeout(age, this.#limits.youngFor);
    timer.unref();
    return () => {
      clearTimeout(timer);
      this.#running -= 1;
      if (young) age();
      else this.#next();
    };
  }

  #next(): void {
    if (!this.#free()) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    next.signal.removeEventListener('abort', next.abandon);
    next.admit(this.#begin());
  }
}
