import { z } from 'zod';
import type { Auth } from '#platform/auth/auth.ts';
import { again } from '#platform/jobs/again.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { createWorkspace, type SampleLoader, type SampleState } from '#platform/workspace/start.ts';
import { ONLINE_RETAIL, loadSample } from '#samples/load.ts';

const sampleJob: JobKind<{ workspace: number }> = { name: 'sample.load', data: z.object({ workspace: z.number().int() }), patience: 60 };

/** The sample company: a workspace made once, filled by a job that goes on after a restart. @param folder of the samples */
export function openSample(tools: Tools, auth: Auth, folder: string): SampleLoader {
  const find = async (): Promise<number | null> =>
    (await tools.database.selectFrom('workspace').select('id').where('sample', '=', ONLINE_RETAIL.id).orderBy('id').executeTakeFirst())?.id ?? null;
  tools.jobs.handle(sampleJob, async (data, { signal }) => {
    if (!(await loadSample(tools, ONLINE_RETAIL, data.workspace, folder, signal))) await again(tools, sampleJob, data, 5);
  });
  return {
    async start(owner) {
      const workspace = (await find()) ?? (await createWorkspace(tools, auth, owner, ONLINE_RETAIL.seed));
      if ((await stateOf(tools, workspace)).state !== 'ready') await tools.jobs.send(sampleJob, { workspace }, { once: `sample ${workspace}` });
    },
    async state() {
      const workspace = await find();
      return workspace === null ? { state: 'absent', share: 0, workspace: null, message: null } : stateOf(tools, workspace);
    },
  };
}

/** Read from its imports, so that every node and every restart tells the same. */
async function stateOf(tools: Tools, workspace: number): Promise<SampleState> {
  const imports = await tools.database.selectFrom('import').select(['state', 'share', 'error']).where('workspace', '=', workspace).where('actor', '=', 'sample').where('dry_run', '=', false).execute();
  const failed = imports.find((each) => each.state === 'failed');
  const share = Math.min(1, imports.reduce((sum, each) => sum + (each.state === 'done' ? 1 : each.share), 0) / ONLINE_RETAIL.files.length);
  if (failed) return { state: 'failed', share, workspace, message: failed.error === null ? null : JSON.stringify(failed.error) };
  const ready = imports.length === ONLINE_RETAIL.files.length && imports.every((each) => each.state === 'done');
  return { state: ready ? 'ready' : 'loading', share, workspace, message: null };
}
