import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface BuiltSite { web: string; tracker: string; remove: () => void }

/** The pages as they are delivered; built in a process of its own, where nothing says that this is a test. */
export async function buildSite(): Promise<BuiltSite> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-site-'));
  const web = join(folder, 'web');
  const { NODE_ENV: _test, VITEST: _runner, ...environment } = process.env;
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '-c', join(root, 'apps/web/vite.config.ts'), '--outDir', web, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: root, env: environment },
  );
  writeFileSync(join(folder, 't.js'), '/* tracker */');
  return { web, tracker: join(folder, 't.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
