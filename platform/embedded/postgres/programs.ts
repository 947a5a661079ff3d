import { existsSync } from 'node:fs';
import { copyFile, link, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { closedFolder, type Account } from './account.ts';
import { nativeFolder } from './native-folder.ts';

interface Link { source: string; target: string }

/**
 * A folder with programs that the account can run: that of the package, or, where the account may not enter it or the
 * links between the libraries cannot be made there, a copy (60 MB, or hard links where those are possible).
 */
export async function reachablePrograms(folder: string, account: Account, native = nativeFolder()): Promise<string> {
  const closed = account.kind === 'self' ? null : await closedFolder(native, account);
  if (closed === null && await linksMade(native)) return native;
  const { version }: { version: string } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'));
  const place = account.kind === 'user' && account.closed ? await sharedPlace() : folder;
  const copy = join(place, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const beside = `${copy}.new-${process.pid}`;
  await rm(beside, { recursive: true, force: true });
  await copyTree(native, beside);
  await makeLinks(native, beside);
  // Another process may have been quicker; its copy is as good.
  await rename(beside, copy).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(beside, { recursive: true, force: true });
  });
  return copy;
}

/**
 * Root's own folder in a place that everybody may enter. A folder of that name which somebody else made, or may write
 * to, is not used: programs run from it.
 */
async function sharedPlace(): Promise<string> {
  for (const parent of ['/var/cache', tmpdir()]) {
    const place = join(parent, 'tributary');
    const made = await mkdir(place, { mode: 0o755 }).then(() => true, (error: NodeJS.ErrnoException) => error.code === 'EEXIST');
    if (!made) continue;
    const found = await lstat(place);
    if (found.isDirectory() && found.uid === 0 && (found.mode & 0o777) === 0o755) return place;
  }
  throw new Error(`There is no place for PostgreSQL's programs that a system user can enter: neither /var/cache nor ${tmpdir()} can hold a folder "tributary" of root's with mode 0755.`);
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
