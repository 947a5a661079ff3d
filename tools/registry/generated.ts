import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allKinds } from '../kinds/all.ts';
import { membersOf } from './members.ts';
import { registryText } from './registry.ts';

/** Every file that follows from others and needs no store to be made: path within the project → text. */
export async function generated(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const kind of await allKinds()) {
    if (!existsSync(join(root, kind.folder))) continue;
    const ids = membersOf(kind, root);
    for (const registry of kind.registries) files.set(`${kind.folder}/${registry.file}`, registryText(kind, registry, ids));
  }
  return files;
}
