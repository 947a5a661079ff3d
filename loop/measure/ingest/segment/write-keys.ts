import type { Clock } from '#platform/clock/clock.ts';
import type { Log } from '#platform/log/log.ts';
import type { WriteKey } from './queries.ts';

export interface WriteKeysOptions {
  /** All keys in force. */
  load: () => Promise<readonly WriteKey[]>;
  clock: Clock;
  log: Log;
}

/** A revoked key is refused, and a new one taken, after so many milliseconds at the latest. */
const FRESH_FOR = 2000;

/**
 * The write keys in memory: they are asked for thousands of times a second. When the database does not answer, the keys
 * known last go on being good, since events are taken in meanwhile.
 */
export class WriteKeys {
  readonly #options: WriteKeysOptions;
  #keys: ReadonlyMap<string, WriteKey> = new Map();
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | null = null;

  constructor(options: WriteKeysOptions) {
    this.#options = options;
  }

  /** The key's workspace; null when it is unknown or revoked. */
  async find(key: string): Promise<WriteKey | null> {
    const age = this.#options.clock.now().getTime() - this.#loadedAt;
    if (age >= FRESH_FOR) await (this.#loading ??= this.#load());
    return this.#keys.get(key) ?? null;
  }

  async #load(): Promise<void> {
    try {
      const keys = await this.#options.load();
      this.#keys = new Map(keys.map((key) => [key.key, key]));
    } catch (error) {
      if (this.#loadedAt === Number.NEGATIVE_INFINITY) throw error;
      this.#options.log.warn({ err: error }, 'The write keys could not be read again; those known last stay good.');
    } finally {
      this.#loading = null;
    }
    this.#loadedAt = this.#options.clock.now().getTime();
  }
}
