/** `EVENTS=1000000 npm run bench -- bytes-per-event`: what a realistic event takes on the event store's disk. Aim: 80 bytes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventTable } from '#loop/measure/ingest/drain/queries.ts';
import { PIPELINE, draftOf, runSteps } from '#loop/measure/ingest/pipeline.ts';
import { openEntry } from '#loop/measure/ingest/segment/read.ts';
import { SEGMENT_REQUEST } from '#loop/measure/ingest/segment/calls.ts';
import { RowBatch } from '#loop/measure/ingest/drain/batch.ts';
import { startClickHouse } from '#platform/embedded/clickhouse/supervise.ts';
import { migrateEvents } from '#platform/migrations/clickhouse.ts';
import { readMigrations } from '#platform/migrations/files.ts';
import { makeEvents } from './ingest/events.ts';

const EVENTS = Number(process.env.EVENTS ?? 1_000_000);
const BATCH = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'tributary-bytes-'));
const clickhouse = await startClickHouse({ folder, memoryMb: 1200 });
const table = openEventTable({ url: clickhouse.url() });
try {
  await migrateEvents(table.store, await readMigrations('events'));
  const events = makeEvents(7, Date.UTC(2026, 2, 1), 40);
  let json = 0;
  for (let done = 0; done < EVENTS; done += BATCH) {
    const rows = new RowBatch();
    for (let i = 0; i < BATCH / 100; i += 1) {
      const batch = Array.from({ length: 100 }, () => events.next().value);
      const sentAt = batch.at(-1)!.timestamp;
      const body = Buffer.from(JSON.stringify({ batch, sentAt }));
      json += body.length;
      const entry = { format: SEGMENT_REQUEST, call: 0, workspace: 1, received: Date.parse(sentAt) + 40 + (i % 7) * 13, about: '{"currency":"GBP"}', body, salt: String(i) };
      const { events: incoming, sender } = openEntry(entry);
      for (const event of incoming) {
        const draft = draftOf(event, sender);
        if (runSteps(PIPELINE, draft, { seen: () => false }) === null) rows.add(draft.row);
      }
    }
    await table.insert(rows);
  }
  const measure = async (): Promise<{ rows: number; bytes: number; parts: number }> => (await table.store.rows<{ rows: number; bytes: number; parts: number }>(
    `SELECT toFloat64(sum(rows)) AS rows, toFloat64(sum(bytes_on_disk)) AS bytes, toUInt32(count()) AS parts FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND active`))[0]!;
  const fresh = await measure();
  await table.store.command('OPTIMIZE TABLE events FINAL');
  const merged = await measure();
  const columns = await table.store.rows<{ name: string; bytes: number }>(
    `SELECT name, data_compressed_bytes / ${merged.rows} AS bytes FROM system.columns WHERE database = currentDatabase() AND table = 'events' ORDER BY bytes DESC`);
  process.stdout.write(`${EVENTS} events, ${Math.round(json / EVENTS)} bytes of JSON each\n`);
  process.stdout.write(`as inserted: ${(fresh.bytes / fresh.rows).toFixed(1)} bytes an event in ${fresh.parts} parts; merged: ${(merged.bytes / merged.rows).toFixed(1)} bytes\n`);
  for (const { name, bytes } of columns) process.stdout.write(`  ${name.padEnd(12)} ${Number(bytes).toFixed(2)}\n`);
} finally {
  await table.close();
  await clickhouse.stop();
  rmSync(folder, { recursive: true, force: true });
}
