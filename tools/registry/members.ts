import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '../kinds/kind.ts';

export const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CODE = /^(?!.*\.(test|gen|d)\.ts$).*\.ts$/;

const exportsIt = (file: string, exported: string): boolean => new RegExp(`^export const ${exported}\\b`, 'm').test(readFileSync(file, 'utf8'));

/** Ids of the members of a kind, sorted: what is there counts, nothing is listed by hand. */
export function membersOf(kind: Kind, root: string): string[] {
  const folder = join(root, kind.folder);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const { proof } = kind;
  if ('exported' in proof) {
    return entries
      .filter((entry) => entry.isFile() && CODE.test(entry.name) && !kind.besides.includes(entry.name) && exportsIt(join(folder, entry.name), proof.exported))
      .map((entry) => entry.name.slice(0, -'.ts'.length)).sort();
  }
  return entries
    .filter((entry) => entry.isDirectory() && proof.files.every((file) => existsSync(join(folder, entry.name, file))))
    .map((entry) => entry.name).sort();
}

/** What stands in a kind's folder and is neither a member nor one of its other files: mostly a member that lacks a piece. */
export function strangersIn(kind: Kind, root: string): string[] {
  const folder = join(root, kind.folder);
  const members = new Set(membersOf(kind, root));
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile() && (!CODE.test(entry.name) || kind.besides.includes(entry.name))) return [];
    if (kind.shape === 'file' && entry.isDirectory()) return [];
    const id = entry.isFile() ? entry.name.slice(0, -'.ts'.length) : entry.name;
    return members.has(id) && ID.test(id) && entry.isDirectory() === (kind.shape === 'folder') ? [] : [`${kind.folder}/${entry.name}`];
  });
}
