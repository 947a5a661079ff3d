import { ClickHouseError } from '@clickhouse/client';
import { Fault } from '../errors/fault.ts';
import type { EventStore } from '../clickhouse/store.ts';
import { DURABLE } from '../clickhouse/durable.ts';
import { statements } from '../sql/tokens.ts';
import type { Migration } from './files.ts';
import { reasonOf, remaining, type Applied } from './plan.ts';

/** Two rows a statement: one before it is carried out and one after; the later replaces the earlier. */
const JOURNAL = `CREATE TABLE IF NOT EXISTS migration
(
    name       String,
    checksum   String,
    statement  UInt16,
    statements UInt16,
    done       UInt8,
    applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(done)
ORDER BY (name, statement)
SETTINGS ${Object.entries(DURABLE).map(([key, value]) => `${key} = ${value}`).join(', ')}`;

interface Step { name: string; checksum: string; statement: number; statements: number; done: number }

/** What a statement that had been carried out already answers: table or column is there, or is gone. */
const ALREADY = new Set(['TABLE_ALREADY_EXISTS', 'DATABASE_ALREADY_EXISTS', 'DUPLICATE_COLUMN', 'UNKNOWN_TABLE', 'NOT_FOUND_COLUMN_IN_BLOCK']);

/**
 * Brings the event store to today's schema; answers the names done. ClickHouse has no transactions over definitions,
 * so every statement is recorded by itself, and after a failure or a crash the next start goes on where it stopped. A
 * statement that was begun and not recorded as done is repeated; that its work is there already is then no error.
 */
export async function migrateEvents(events: EventStore, migrations: readonly Migration[]): Promise<string[]> {
  await events.command(JOURNAL);
  const steps = await events.rows<Step>('SELECT name, checksum, statement, statements, done FROM migration FINAL ORDER BY name, statement');
  const todo = remaining('ClickHouse', migrations, finished(steps));
  for (const migration of todo) await apply(events, migration, steps.filter(({ name }) => name === migration.name));
  return todo.map(({ name }) => name);
}

function finished(steps: readonly Step[]): Applied[] {
  const last = steps.filter(({ statement, statements, done }) => statement === statements && done === 1);
  return last.map(({ name, checksum }) => ({ name, checksum }));
}

async function apply(events: EventStore, { name, sql, checksum }: Migration, earlier: readonly Step[]): Promise<void> {
  const all = statements(sql, 'clickhouse');
  for (const [index, text] of all.entries()) {
    const statement = index + 1;
    const before = earlier.find((step) => step.statement === statement);
    if (before?.done === 1) continue;
    const record = (done: number): Promise<void> => events.insert('migration', [{ name, checksum, statement, statements: all.length, done }]);
    await record(0);
    await events.command(text).catch((cause: unknown) => {
      if (before !== undefined && cause instanceof ClickHouseError && ALREADY.has(cause.type ?? '')) return;
      throw new Fault('stores.migration-failed', { store: 'ClickHouse', name, reason: `statement ${statement}: ${reasonOf(cause)}` }, { cause });
    });
    await record(1);
  }
}
