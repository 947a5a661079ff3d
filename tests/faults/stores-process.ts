import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { DURABLE } from '#platform/clickhouse/durable.ts';
import { Fault } from '#platform/errors/fault.ts';
import { openStores, type Stores } from '#platform/embedded/stores.ts';
import { rowsOf, type Store } from './batches.ts';

/**
 * An application that writes to both stores without a pause, to be killed. Arguments: data folder, first batch number.
 * It says on standard output: `ready`, then `<store> <batch>` after each confirmation.
 */
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

async function tables({ database, events }: Stores): Promise<void> {
  const durable = Object.entries(DURABLE).map(([name, value]) => `${name} = ${value}`).join(', ');
  await events.command(`CREATE TABLE IF NOT EXISTS fault_row (batch UInt64, row UInt32, filler String) ENGINE = MergeTree ORDER BY (batch, row) SETTINGS ${durable}`);
  await sql`create table if not exists fault_row (batch bigint, row integer, filler text)`.execute(database);
}

const WRITE: Record<Store, (stores: Stores, batch: number) => Promise<void>> = {
  clickhouse: async ({ events }, batch) => {
    await events.insert('fault_row', Array.from({ length: rowsOf.clickhouse(batch) }, (_, row) => ({ batch, row, filler: `${batch}-${row}`.repeat(5) })));
  },
  // Two statements in a transaction, so that half of it could be there.
  postgres: async ({ database }, batch) => {
    await database.transaction().execute(async (transaction) => {
      const all = rowsOf.postgres(batch);
      const half = Math.floor(all / 2);
      await sql`insert into fault_row select ${batch}::bigint, row, 'x' from generate_series(1, ${half}::integer) row`.execute(transaction);
      await sql`insert into fault_row select ${batch}::bigint, row, 'x' from generate_series(${half}::integer + 1, ${all}::integer) row`.execute(transaction);
    });
  },
};

async function writer(stores: Stores, store: Store, first: number): Promise<never> {
  for (let batch = first; ; batch += 2) {
    try {
      await WRITE[store](stores, batch);
      say(`${store} ${batch}`);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'stores.unavailable') throw error;
      await sleep(10);
    }
  }
}

async function main(data: string, first: number): Promise<void> {
  const stores = await openStores({ data, databaseUrl: null, clickhouseUrl: null, eventsMemoryMb: 600 });
  await tables(stores);
  say('ready');
  for (const store of ['clickhouse', 'postgres'] as const) {
    for (const offset of [0, 1]) {
      writer(stores, store, first + offset).catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      });
    }
  }
}

const [data, first] = process.argv.slice(2);
if (data === undefined || first === undefined) throw new Error('stores-process <data folder> <first batch>');
await main(data, Number(first));
