import type { Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';
import type { EventStore, WorkspaceEvents } from '../clickhouse/store.ts';
import type { Clock } from '../clock/clock.ts';
import type { Config } from '../config/config.ts';
import type { Secrets } from '../crypto/secrets.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Log } from '../log/log.ts';

/** Everything that reaches outside a function, handed to it: so a test or a simulation can bring its own. */
export interface Tools {
  config: Config;
  log: Log;
  clock: Clock;
  /** Not scoped: for what belongs to no workspace. Elsewhere use `inWorkspace`. */
  database: Kysely<DB>;
  events: EventStore;
  jobs: Jobs;
  secrets: Secrets;
  /** Keeps events: resolves once they are on disk (not: once they can be queried, which takes up to a second more). */
  record: (events: readonly IncomingEvent[]) => Promise<void>;
  /** http://…, without a slash at the end: where customers reach this server. */
  publicUrl: () => string;
}

/** What one unit of another currency is worth in the workspace's, from a month (YYYY-MM) on, as a person gave it. */
export interface Rate { currency: string; since: string; rate: number }

/** One company's room in the house, as the request or the job found it. */
export interface Workspace {
  id: number;
  name: string;
  /** What sums of money are in. */
  currency: string;
  /** To its currency; sums have nothing of what came in a currency without one. */
  rates: readonly Rate[];
  timeZone: string;
  language: 'en' | 'zh-Hans' | 'zh-Hant';
  /** YYYY-MM-DD: the day that relative dates count from, in the workspace's zone; a historical company has a fixed one. */
  today: string;
  sample: string | null;
}

/** The tools with one workspace's filter put in: what almost all code works with. */
export interface Room {
  tools: Tools;
  workspace: Workspace;
  /** Scoped: every statement is confined to the workspace. */
  db: Kysely<DB>;
  /** Scoped likewise. */
  events: WorkspaceEvents;
}
