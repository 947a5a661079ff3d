import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createImport, inspectFile, keepUpload, runImport, findUpload, type Given } from '#loop/measure/index.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';

export interface SampleFile { name: string; given: Given }

/** A company to look around in. */
export interface Sample {
  id: 'online-retail';
  /** Of the workspace that holds it; relative dates count from `today`, the day after its last order. */
  seed: { name: string; currency: string; timeZone: string; language: 'en'; today: string; sample: string };
  files: readonly SampleFile[];
}

export const ONLINE_RETAIL: Sample = {
  id: 'online-retail',
  seed: { name: 'Online gift shop (sample)', currency: 'GBP', timeZone: 'Europe/London', language: 'en', today: '2011-12-10', sample: 'online-retail' },
  files: [
    { name: 'orders.csv.gz', given: { kind: 'orders', options: { channel: 'web' } } },
    { name: 'customers.csv.gz', given: { kind: 'customers', options: { demonstration: true, consentAt: '2011-12-09T00:00:00Z' } } },
  ],
};

/**
 * Loads a sample's files into the workspace made for it, by the same imports that everybody uses: their progress stands
 * in the list of imports. Called again it goes on where it was, and does nothing once all is there.
 * @param folder the folder `samples` of the installation
 * @param share told from 0 to 1 as it goes
 * @returns false when it let go before the end, as `runImport` does
 */
export async function loadSample(tools: Tools, sample: Sample, workspace: number, folder: string, signal: AbortSignal, share: (share: number) => void = () => {}): Promise<boolean> {
  const room = await roomOf(tools, workspace);
  let files = 0;
  for (const { name, given } of sample.files) {
    const stored = await keepUpload(room, name, createReadStream(join(folder, sample.id, name)));
    const { rows: [before] } = await sql<{ id: number; state: string }>`
      SELECT id, state FROM import WHERE workspace = ${workspace} AND file = ${stored.sha256} AND NOT dry_run ORDER BY id LIMIT 1`.execute(tools.database);
    if (before?.state === 'stopped' || before?.state === 'failed') await sql`UPDATE import SET state = 'waiting' WHERE workspace = ${workspace} AND id = ${before.id}`.execute(tools.database);
    const id = before?.id ?? await createImport(room, stored, (await inspectFile(room, await findUpload(room, stored.sha256), given)).plan, { dryRun: false, actor: 'sample' });
    const watch = setInterval(() => {
      void sql<{ share: number }>`SELECT share FROM import WHERE workspace = ${workspace} AND id = ${id}`.execute(tools.database)
        .then(({ rows: [row] }) => share((files + (row?.share ?? 0)) / sample.files.length), (error: unknown) => tools.log.debug({ error }, 'progress of the sample'));
    }, 500);
    try {
      if (!(await runImport(tools, workspace, id, signal))) return false;
    } finally {
      clearInterval(watch);
    }
    files += 1;
    share(files / sample.files.length);
  }
  return true;
}
