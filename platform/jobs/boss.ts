import { randomUUID } from 'node:crypto';
import { PgBoss, fromKysely } from 'pg-boss';
import type { PoolConfig } from 'pg';
import type { Log } from '../log/log.ts';
import type { JobKind, JobRun, Jobs } from './jobs.ts';

interface Handled { kind: JobKind<unknown>; run: (data: unknown, run: JobRun) => Promise<void> }

/**
 * Jobs on pg-boss, in the control database's own schema `pgboss`.
 * `alone`: no other process works on this database, so what a killed one left active is taken up at once instead of
 * after its heartbeat has run out.
 */
export function openJobs(connection: PoolConfig, log: Log, options: { alone: boolean }): Jobs {
  // A URL wins over single fields in pg; the embedded store gives fields.
  const place = connection.connectionString
    ? { connectionString: connection.connectionString }
    : { host: connection.host, port: connection.port, user: connection.user, database: connection.database };
  const boss = new PgBoss({ ...place, max: 4, application_name: 'tributary jobs', useListenNotify: true });
  boss.on('error', (error) => log.error({ error }, 'jobs'));
  const handled = new Map<string, Handled>();
  const stopping = new AbortController();
  let started: Promise<void> | null = null;

  const begin = async (): Promise<void> => {
    await boss.start();
    if (options.alone) {
      await boss.getDb().executeSql(`UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active'`);
    }
    for (const { kind, run } of handled.values()) await work(kind, run);
  };

  const work = async (kind: JobKind<unknown>, run: Handled['run']): Promise<void> => {
    const queue = { retryLimit: 5, retryBackoff: true, expireInSeconds: 6 * 3600, heartbeatSeconds: kind.patience ?? 30 };
    if (await boss.getQueue(kind.name)) await boss.updateQueue(kind.name, queue);
    else await boss.createQueue(kind.name, { policy: 'exclusive', notify: true, ...queue });
    await boss.work(kind.name, { localConcurrency: kind.concurrency ?? 1, pollingIntervalSeconds: 2 }, async ([job]) => {
      if (!job) return;
      const begun = Date.now();
      try {
        await run(kind.data.parse(job.data ?? {}), { signal: stopping.signal });
        log.debug({ job: kind.name, ms: Date.now() - begun }, 'job done');
      } catch (error) {
        log.error({ job: kind.name, error }, 'job failed; it will be tried again');
        throw error;
      }
    });
    if (kind.every) await boss.schedule(kind.name, kind.every, {});
  };

  return {
    handle: (kind, handler) => {
      if (started) throw new Error(`job kind ${kind.name} is handled after the start`);
      handled.set(kind.name, { kind, run: (data, run) => handler(kind.data.parse(data), run) });
    },
    async send(kind, data, send = {}) {
      await started;
      await boss.send(kind.name, data as object, {
        singletonKey: send.once ?? randomUUID(),
        ...(send.at ? { startAfter: send.at } : {}),
        ...(send.transaction ? { db: fromKysely(send.transaction) } : {}),
      });
    },
    start: () => (started ??= begin()),
    async stop(seconds) {
      stopping.abort();
      if (started) await boss.stop({ graceful: true, timeout: seconds * 1000 });
    },
  };
}
