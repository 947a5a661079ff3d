import type { Kysely } from 'kysely';
import type { ZodType } from 'zod';
import type { DB } from '#database/control/tables.gen.ts';

/** A kind of work that survives a restart. The handler may be called again after a crash: it must be idempotent. */
export interface JobKind<T> {
  /** Stable, as 'campaign.send'. */
  name: string;
  data: ZodType<T>;
  /** How many run at a time in one process. */
  concurrency?: number;
  /** Seconds after which a job whose worker is silent is given to another; its heartbeat is kept while the handler runs. */
  patience?: number;
  /** Cron, UTC: the job is also started on this schedule, with `{}` as its data. */
  every?: string;
}

export interface SendOptions {
  /** Not before. */
  at?: Date;
  /** At most one job of this kind and key waits or runs. */
  once?: string;
  /** Commits together with the caller's own rows. */
  transaction?: Kysely<DB>;
}

export interface JobRun { signal: AbortSignal }

export interface Jobs {
  /** Called while wiring, before `start`. */
  handle<T>(kind: JobKind<T>, handler: (data: T, run: JobRun) => Promise<void>): void;
  send<T>(kind: JobKind<T>, data: T, options?: SendOptions): Promise<void>;
  start(): Promise<void>;
  /** Lets running handlers finish (their signal aborts), for at most the given seconds. */
  stop(seconds: number): Promise<void>;
}
