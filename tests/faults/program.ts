import { build } from 'esbuild';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles a program of this folder as the product is bundled, with the event store's process beside it: it starts in
 * a third of the time that the sources need, and what is killed is then what people run.
 */
export async function bundled(source: string): Promise<{ path: string; remove: () => Promise<void> }> {
  // Inside the project, where the packages are found.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const outdir = await mkdtemp(join(ROOT, '.cache', 'faults-'));
  await build({
    absWorkingDir: ROOT, outdir, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external', loader: { '.sql': 'text' }, logLevel: 'error',
    entryPoints: [{ in: join(ROOT, 'tests', 'faults', source), out: 'program' }, { in: join(ROOT, 'platform', 'embedded', 'clickhouse', 'child.ts'), out: 'clickhouse-child' }],
  });
  return { path: join(outdir, 'program.js'), remove: () => rm(outdir, { recursive: true, force: true }) };
}
