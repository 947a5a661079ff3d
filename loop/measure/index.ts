/**
 * The front door of "measure".
 *
 * Taking in events, as apps/server wires it:
 *
 *   const ingest = new Ingest({ folder: join(config.data, 'journal'), events: { url: eventsUrl }, log, clock, identify: (items) => identify(tools, items) });
 *   tools.record = ingest.record;
 *   const writeKeys = new WriteKeys({ load: () => readWriteKeys(database), clock, log });
 *   await app.register(segmentRoutes, { append: ingest.append, writeKeys, clock });   // POST /v1/…, at the root, before a catch-all route
 *   await app.register(trackerRoute, { script });                                       // GET /t.js: the text of dist/tracker/t.js
 *   registerIngestMetrics(registry, ingest);
 *   routes.push(...ingestRoutes(ingest));
 *
 * Open it after both stores are up and migrated; events of before a crash begin to be stored at once.
 * Stop in this order: app.close() (no more requests), jobs, `await ingest.stop(10_000)`, then the stores.
 * The bundle needs `loop/measure/ingest/drain/worker.ts` as `ingest-drain.js` beside the server's program.
 */
export { inspectFile, type Given } from './imports/inspect.ts';
export { handleImports, importJob } from './imports/jobs.ts';
export { routes as importRoutes } from './imports/routes.ts';
export { runImport } from './imports/run.ts';
export { createImport, findUpload, keepUpload } from './imports/start.ts';
export { Ingest, type IngestHealth, type IngestOptions } from './ingest/ingest.ts';
export { registerIngestMetrics } from './ingest/metrics.ts';
export { ingestRoutes } from './ingest/routes.ts';
export { readWriteKeys } from './ingest/segment/queries.ts';
export { segmentRoutes, type SegmentOptions } from './ingest/segment/routes.ts';
export { trackerRoute } from './ingest/tracker.ts';
export { WriteKeys } from './ingest/segment/write-keys.ts';
export { routes as reportRoutes } from './reports/routes.ts';
export { handleProducts } from './sales/products.ts';
export { readArms, readResults, Results, type ArmResult } from './results/results.ts';
export { routes as resultRoutes } from './results/routes.ts';
