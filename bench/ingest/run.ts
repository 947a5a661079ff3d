import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openEventTable } from '#loop/measure/ingest/drain/queries.ts';
import { startClickHouse, type EmbeddedClickHouse } from '#platform/embedded/clickhouse/supervise.ts';
import { migrateEvents } from '#platform/migrations/clickhouse.ts';
import { readMigrations } from '#platform/migrations/files.ts';
import type { ServerFigures, ServerOrder } from './server.ts';

export interface MeasuredServer {
  port: number;
  figures(): Promise<ServerFigures>;
  stop(): Promise<void>;
}

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const BUILT = source('../../.cache/bench-ingest');

/** As the application is built: programs in one folder, packages outside. */
const built = build({
  entryPoints: [{ in: source('./server.ts'), out: 'server' }, { in: source('../../loop/measure/ingest/drain/worker.ts'), out: 'ingest-drain' }],
  outdir: BUILT, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external', loader: { '.sql': 'text' }, logLevel: 'warning',
});

export async function startServer(order: ServerOrder): Promise<MeasuredServer> {
  await built;
  const child: ChildProcess = fork(join(BUILT, 'server.js'), [JSON.stringify(order)]);
  const heard = async (): Promise<ServerFigures> => (await once(child, 'message'))[0];
  const { port } = await heard();
  return {
    port: port ?? 0,
    async figures() {
      const next = heard();
      child.send('figures');
      return next;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.send('stop');
      await gone;
    },
  };
}

export interface Bench { folder: string; clickhouse: EmbeddedClickHouse; close(): Promise<void> }

/** A fresh event store in a temporary folder. */
export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-bench-'));
  const clickhouse = await startClickHouse({ folder: join(folder, 'events'), memoryMb: 1200 });
  const table = openEventTable({ url: clickhouse.url() });
  await migrateEvents(table.store, await readMigrations('events')).finally(() => table.close());
  return {
    folder, clickhouse,
    async close() {
      await clickhouse.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Processor time of another process, ms; clock ticks of proc(5) are 10 ms everywhere that Node runs. */
export function cpuOf(pid: number | null): number {
  if (pid === null) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export const say = (line: string): void => { process.stdout.write(`${line}\n`); };
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
