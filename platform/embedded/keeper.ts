import { setTimeout as sleep } from 'node:timers/promises';

/** A process that was launched; `ended` resolves when it is gone, however it went. */
export interface Launched { ended: Promise<void> }

export interface KeeperOptions<T extends Launched> {
  launch: () => Promise<T>;
  /** Ends one; resolves when it is gone. */
  end: (one: T) => Promise<void>;
  notice: (what: 'ended' | 'back', detail: string) => void;
}

export interface Keeper<T> {
  /** The running one; null while there is none. */
  current: () => T | null;
  /** Ends it and keeps it ended. */
  stop: () => Promise<void>;
}

const BACK_OFF = [0, 100, 300, 1_000, 3_000];
/** One that lived this long is started again at once; one that did not, after a growing pause. */
const LIVED_WELL = 2_000;

/** Launches a process and launches it again whenever it ends unbidden. Rejects when the first launch fails. */
export async function keep<T extends Launched>({ launch, end, notice }: KeeperOptions<T>): Promise<Keeper<T>> {
  const stopping = new AbortController();
  let live: T | null = await launch();

  const relaunch = async (attempt: number): Promise<T | null> => {
    for (let pause = attempt; ; pause += 1) {
      await sleep(BACK_OFF[Math.min(pause, BACK_OFF.length - 1)], undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return null;
      const one = await launch().catch((error: unknown) => {
        notice('ended', error instanceof Error ? error.message : String(error));
        return null;
      });
      if (one !== null) return one;
    }
  };

  const watch = async (first: T): Promise<void> => {
    let attempt = 0;
    for (let current: T | null = first; current !== null; ) {
      const since = performance.now();
      await current.ended;
      live = null;
      if (stopping.signal.aborted) return;
      notice('ended', 'it ended unbidden');
      attempt = performance.now() - since > LIVED_WELL ? 0 : attempt + 1;
      current = await relaunch(attempt - 1);
      if (current === null) return;
      if (stopping.signal.aborted) return end(current);
      live = current;
      notice('back', 'it runs again');
    }
  };

  const watching = watch(live);
  return {
    current: () => live,
    stop: async () => {
      stopping.abort();
      if (live !== null) await end(live);
      await watching;
    },
  };
}
