import { z } from 'zod';
import { again } from '#platform/jobs/again.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { runImport } from './run.ts';

/** Works on one import to its end; taken up again after a stop or a crash where the last counted part ended. */
export const importJob: JobKind<{ workspace: number; import: number }> = {
  name: 'measure.import',
  data: z.object({ workspace: z.number().int(), import: z.number().int() }),
  patience: 60,
};

const LOOK_AGAIN = 5;

export const handleImports = (tools: Tools): void => tools.jobs.handle(importJob, async (data, { signal }) => {
  if (!(await runImport(tools, data.workspace, data.import, signal))) await again(tools, importJob, data, LOOK_AGAIN);
});
