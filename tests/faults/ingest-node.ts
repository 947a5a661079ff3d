import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import type { IdentifyItem } from '#customers/identity/said.ts';
import { Ingest } from '#loop/measure/ingest/ingest.ts';
import { readWriteKeys } from '#loop/measure/ingest/segment/queries.ts';
import { segmentRoutes } from '#loop/measure/ingest/segment/routes.ts';
import { trackerRoute } from '#loop/measure/ingest/tracker.ts';
import { WriteKeys } from '#loop/measure/ingest/segment/write-keys.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { openLog } from '#platform/log/log.ts';
import { openDatabase } from '#platform/postgres/database.ts';

export interface NodeOptions {
  clickhouseUrl: string;
  databaseUrl: string;
  /** Data folder. */
  data: string;
  /** 0 takes a free one. */
  port: number;
  identify?: (items: readonly IdentifyItem[]) => Promise<void>;
  logLevel?: string;
  /** Served as /t.js. */
  script?: string;
}

export interface IngestNode { port: number; ingest: Ingest; app: FastifyInstance; stop(): Promise<void> }

/** The part of the application that takes events in, wired as the server wires it, on stores that are there already. */
export async function openIngestNode(options: NodeOptions): Promise<IngestNode> {
  const log = openLog(options.logLevel ?? 'fatal');
  const database = openDatabase(options.databaseUrl, { connections: 2 });
  const ingest = new Ingest({
    folder: join(options.data, 'journal'), events: { url: options.clickhouseUrl }, log, clock: systemClock, identify: options.identify ?? (async () => undefined),
  });
  const app = Fastify({ forceCloseConnections: true });
  const writeKeys = new WriteKeys({ load: () => readWriteKeys(database), clock: systemClock, log });
  await app.register(segmentRoutes, { append: ingest.append, writeKeys, clock: systemClock });
  if (options.script !== undefined) await app.register(trackerRoute, { script: options.script });
  await app.listen({ port: options.port, host: '127.0.0.1' });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port, ingest, app,
    async stop() {
      await app.close();
      await ingest.stop(60_000);
      await database.destroy();
    },
  };
}
