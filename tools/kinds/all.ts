import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Kind } from './kind.ts';

const NOT_KINDS = ['all.ts', 'kind.ts'];

/** Every kind: one file each in this folder. */
export async function allKinds(): Promise<Kind[]> {
  const here = dirname(fileURLToPath(import.meta.url));
  const files = readdirSync(here).filter((name) => /^[a-z-]+\.ts$/.test(name) && !NOT_KINDS.includes(name)).sort();
  return Promise.all(files.map(async (name) => {
    const { kind } = await import(pathToFileURL(join(here, name)).href) as { kind: Kind };
    return kind;
  }));
}
