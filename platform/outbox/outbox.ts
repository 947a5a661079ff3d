import { sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import type { Tools } from '../tools/tools.ts';

export interface OutboxRow { id: number; workspace: number; topic: string; payload: unknown }

/**
 * Carries rows of one topic over to another store. Called again after a crash and, on several nodes, out of order: it
 * must read what holds now and write that, never replay a change.
 */
export type OutboxHandler = (rows: readonly OutboxRow[], tools: Tools, transaction: Kysely<DB>) => Promise<void>;

export interface Outbox {
  /** Carries over everything that waits now; returns the number of rows. */
  pump(): Promise<number>;
  /** Keeps pumping until stopped; a failure is logged and tried again, later each time. */
  start(): void;
  stop(): Promise<void>;
}

/** Writes the change down in the caller's transaction: it is carried over if and only if the transaction commits. */
export async function enqueue(transaction: Kysely<DB>, workspace: number, topic: string, payloads: readonly unknown[]): Promise<void> {
  if (payloads.length === 0) return;
  await sql`INSERT INTO outbox (workspace, topic, payload) SELECT ${workspace}, ${topic}, value FROM jsonb_array_elements(${JSON.stringify(payloads)}::jsonb)`.execute(transaction);
}

const AT_ONCE = 200;
const IDLE_MS = 250;
const LONGEST_WAIT_MS = 30_000;

/** @param handlers one for each topic; rows of other topics wait for a node that knows them */
export function openOutbox(tools: Tools, handlers: Readonly<Record<string, OutboxHandler>>): Outbox {
  const topics = Object.keys(handlers);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = true;

  const step = (): Promise<number> => tools.database.transaction().execute(async (transaction) => {
    const { rows } = await sql<OutboxRow>`
      SELECT id, workspace, topic, payload FROM outbox WHERE topic = ANY(${topics})
      ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`.execute(transaction);
    for (const topic of new Set(rows.map((row) => row.topic))) await handlers[topic]!(rows.filter((row) => row.topic === topic), tools, transaction);
    if (rows.length > 0) await sql`DELETE FROM outbox WHERE id = ANY(${rows.map((row) => row.id)}::bigint[])`.execute(transaction);
    return rows.length;
  });

  const pump = async (): Promise<number> => {
    let total = 0;
    for (let count = AT_ONCE; count === AT_ONCE;) total += count = await step();
    return total;
  };

  const loop = async (failures: number): Promise<void> => {
    let next = failures;
    try {
      await pump();
      next = 0;
    } catch (error) {
      next = failures + 1;
      tools.log.error({ error, failures: next }, 'the outbox could not be carried over; it is tried again');
    }
    const wait = next === 0 ? IDLE_MS : Math.min(LONGEST_WAIT_MS, IDLE_MS * 2 ** next);
    if (!stopped) timer = setTimeout(() => { running = loop(next); }, wait);
  };

  return {
    pump,
    start() {
      if (!stopped) return;
      stopped = false;
      running = loop(0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
