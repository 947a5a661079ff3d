/**
 * Imports the sample company's 1,044,847 order lines into fresh embedded stores, customers and identities included, and
 * prints seconds, processor seconds of this process and of the event store, and rows a second:
 *
 *   npm run bench -- import     or     node --import tsx --import ./tools/setup/sql.mjs bench/import.ts
 *
 * The limit to compare with: reading and splitting the same file alone, printed first.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CUSTOMERS_TOPIC, copyCustomers } from '#customers/index.ts';
import { openTable, guessReading } from '#loop/measure/imports/read/table.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { readConfig } from '#platform/config/config.ts';
import { openSecrets } from '#platform/crypto/secrets.ts';
import { openStores } from '#platform/embedded/stores.ts';
import { openJobs } from '#platform/jobs/boss.ts';
import { openLog } from '#platform/log/log.ts';
import { openOutbox } from '#platform/outbox/outbox.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { ONLINE_RETAIL, loadSample } from '#samples/load.ts';

const SAMPLES = resolve('samples');
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);
const cpu = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };

const path = join(SAMPLES, 'online-retail/orders.csv.gz');
const source = { path, bytes: (await stat(path)).size };
let [begun, worked] = [performance.now(), cpu()];
let split = 0;
for await (const rows of (await openTable(source, (await guessReading(source)).read)).batches()) split += rows.length;
say(`read and split alone: ${split} rows, ${seconds(begun)} s, ${(cpu() - worked).toFixed(1)} CPU-s`);

const data = await mkdtemp(join(tmpdir(), 'tributary-bench-'));
const config = readConfig({ TRIBUTARY_DATA: data });
const stores = await openStores(config, { notice: () => {} });
try {
  const log = openLog('fatal');
  const tools: Tools = {
    config, log, clock: systemClock, database: stores.database, events: stores.events, jobs: openJobs(stores.connection, log, { alone: true }), secrets: openSecrets(data),
    record: () => Promise.reject(new Error('nothing is recorded here')), publicUrl: () => 'http://localhost',
  };
  const { seed } = ONLINE_RETAIL;
  const { id } = await stores.database.insertInto('workspace').values({ name: seed.name, currency: seed.currency, time_zone: seed.timeZone, today: seed.today, sample: seed.sample }).returning('id').executeTakeFirstOrThrow();
  const storeCpu = async (): Promise<number> => {
    const [row] = await stores.events.rows<{ seconds: number }>("SELECT toFloat64(sum(value)) / 1e6 AS seconds FROM system.events WHERE event IN ('UserTimeMicroseconds', 'SystemTimeMicroseconds')");
    return row?.seconds ?? 0;
  };
  const before = await storeCpu();
  [begun, worked] = [performance.now(), cpu()];
  const outbox = openOutbox(tools, { [CUSTOMERS_TOPIC]: copyCustomers });
  outbox.start();
  await loadSample(tools, ONLINE_RETAIL, id, SAMPLES, new AbortController().signal);
  await outbox.stop();
  await outbox.pump();
  const imports = await stores.database.selectFrom('import').select(['file_name', 'rows_read', 'rows_new', 'rows_same', 'rows_bad', 'started_at', 'finished_at']).orderBy('id').execute();
  for (const row of imports) {
    const took = (row.finished_at!.getTime() - row.started_at!.getTime()) / 1000;
    say(`${row.file_name}: ${row.rows_read} rows (${row.rows_new} new, ${row.rows_same} same, ${row.rows_bad} bad), ${took.toFixed(1)} s, ${Math.round(row.rows_read / took)} rows/s`);
  }
  const [kept] = await stores.events.rows<{ lines: number; customers: number }>('SELECT toUInt32(count()) AS lines, (SELECT toUInt32(count()) FROM customers FINAL) AS customers FROM order_lines FINAL');
  say(`all: ${seconds(begun)} s, ${(cpu() - worked).toFixed(1)} CPU-s here, ${((await storeCpu()) - before).toFixed(1)} CPU-s in the event store; kept ${kept?.lines} lines, ${kept?.customers} customers; memory ${Math.round(process.memoryUsage.rss() / 1e6)} MB`);
} finally {
  await stores.stop();
  await rm(data, { recursive: true, force: true });
}
