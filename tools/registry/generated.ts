import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allKinds } from '../kinds/all.ts';
import { localeFolders } from '../locales.ts';
import { membersOf } from './members.ts';
import { registryText } from './registry.ts';
import { readCards, scienceText } from './science.ts';

/** Every file that follows from others and needs no store to be made: path within the project → text. */
export async function generated(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const kind of await allKinds()) {
    if (!existsSync(join(root, kind.folder))) continue;
    const ids = membersOf(kind, root);
    if (kind.id === 'model') files.set('docs/science.md', scienceText(await readCards(root, ids)));
    for (const registry of kind.registries) files.set(`${kind.folder}/${registry.file}`, registryText(kind, registry, ids));
  }
  for (const [path, text] of await traditional(root)) files.set(path, text);
  return files;
}

/** The texts of Taiwan, from the hand-written simplified ones. The dictionary takes a second to load, so only here. */
async function traditional(root: string): Promise<Map<string, string>> {
  const { toTaiwanTexts } = await import('../hant.ts');
  const sources = localeFolders(root).filter((folder) => existsSync(join(root, folder, 'zh-Hans.json')));
  return new Map(sources.map((folder) => {
    const texts = toTaiwanTexts(JSON.parse(readFileSync(join(root, folder, 'zh-Hans.json'), 'utf8')));
    return [`${folder}/zh-Hant.gen.json`, `${JSON.stringify(texts, null, 2)}\n`];
  }));
}
