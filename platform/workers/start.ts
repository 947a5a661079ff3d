import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A program for a thread: its name among the entry points of the bundle, and its source. */
export interface ThreadProgram { built: string; source: URL }

/** Starts the bundle's file beside this one, or the source, for which the TypeScript loader must be put in first. */
export function startThread({ built, source }: ThreadProgram, options: WorkerOptions = {}): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(fileURLToPath(new URL(`./${built}.js`, import.meta.url)), { name: built, ...options });
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api').replace(/\.cjs$/, '.mjs')).href;
  const sql = new URL('../../tools/setup/sql.mjs', import.meta.url).href;
  // The loader's --import form leaves threads alone, so the thread registers it itself.
  const steps = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(sql)}); }).then(() => import(${JSON.stringify(source.href)}));`;
  return new Worker(steps, { name: built, ...options, eval: true });
}
