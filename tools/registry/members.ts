import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_NAME, camelCase, type Kind } from '../kinds/kind.ts';

export const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CODE = /^(?!.*\.(test|gen|d)\.ts$).*\.ts$/;

const idOf = (file: string): string => file.slice(0, -'.ts'.length);

const exportsIt = (folder: string, file: string, exported: string): boolean =>
  new RegExp(`^export const ${exported === OWN_NAME ? camelCase(idOf(file)) : exported}\\b`, 'm').test(readFileSync(join(folder, file), 'utf8'));

/** Ids of the members of a kind, sorted: what is there counts, nothing is listed by hand. */
export function membersOf(kind: Kind, root: string): string[] {
  const folder = join(root, kind.folder);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const { proof } = kind;
  if ('exported' in proof) {
    return entries
      .filter((entry) => entry.isFile() && CODE.test(entry.name) && !kind.besides.includes(entry.name) && exportsIt(folder, entry.name, proof.exported))
      .map((entry) => idOf(entry.name)).sort();
  }
  return entries
    .filter((entry) => entry.isDirectory() && proof.files.every((file) => existsSync(join(folder, entry.name, file))))
    .map((entry) => entry.name).sort();
}

/** What stands among the members and is none: mostly a member that lacks a piece. */
export function strangersIn(kind: Kind, root: string): string[] {
  const members = new Set(membersOf(kind, root).filter((id) => ID.test(id)));
  return readdirSync(join(root, kind.folder), { withFileTypes: true }).flatMap((entry) => {
    const candidate = kind.shape === 'folder' ? entry.isDirectory() : entry.isFile() && CODE.test(entry.name) && !kind.besides.includes(entry.name);
    const id = kind.shape === 'folder' ? entry.name : idOf(entry.name);
    return candidate && !members.has(id) ? [`${kind.folder}/${entry.name}`] : [];
  });
}
