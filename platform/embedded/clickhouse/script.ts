import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface ChildScript { path: string; execArgv: string[] }

/**
 * The file to start as the event store's process: the bundle beside this one, or the source itself, which
 * needs the TypeScript loader.
 */
export function childScript(): ChildScript {
  if (!import.meta.url.endsWith('.ts')) return { path: fileURLToPath(new URL('./clickhouse-child.js', import.meta.url)), execArgv: [] };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { path: fileURLToPath(new URL('./child.ts', import.meta.url)), execArgv: ['--import', loader] };
}
