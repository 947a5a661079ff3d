import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A fault of hand-written texts: file, key, and what to do. */
export type Fault = string;

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Folders `…/locales` of the web application, relative to the project. */
export function localeFolders(root: string): string[] {
  const below = (at: string): string[] => readdirSync(join(root, at), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name === 'node_modules') return [];
    const path = `${at}/${entry.name}`;
    return entry.name === 'locales' ? [path] : below(path);
  });
  return existsSync(join(root, 'apps/web')) ? below('apps/web').sort() : [];
}

/** Every text of a locale file by its dotted key. */
export function textsOf(value: unknown, key = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[key, value]]);
  const inner = Object.entries((value ?? {}) as Record<string, unknown>);
  return new Map(inner.flatMap(([name, part]) => [...textsOf(part, key === '' ? name : `${key}.${name}`)]));
}

const placeholders = (text: string): string => [...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map((match) => match[1]).sort().join(' ');

/** Keys without plural endings; of a plural the form that every language has stands for it. */
function plain(texts: Map<string, string>): Map<string, string> {
  return new Map([...texts].filter(([key]) => !PLURAL.test(key) || key.endsWith('_other')).map(([key, text]) => [key.replace(PLURAL, ''), text]));
}

/**
 * Compares two hand-written languages: same keys, same placeholders, no empty text. Chinese has one plural form, `_other`;
 * `_zero` is i18next's own and may stand in any language.
 */
export function compareTexts(en: Map<string, string>, hans: Map<string, string>, folder: string): Fault[] {
  const [left, right] = [plain(en), plain(hans)];
  const missing = (from: Map<string, string>, to: Map<string, string>, file: string): Fault[] =>
    [...from.keys()].filter((key) => !to.has(key)).map((key) => `${folder}/${file}: write the text "${key}", which the other language has.`);
  const differing = [...left].filter(([key, text]) => right.has(key) && placeholders(text) !== placeholders(right.get(key) ?? ''))
    .map(([key]) => `${folder}: the two texts "${key}" put in different values: {{${placeholders(left.get(key) ?? '')}}} and {{${placeholders(right.get(key) ?? '')}}}.`);
  const empty = [...en, ...hans].filter(([, text]) => text.trim() === '').map(([key]) => `${folder}: the text "${key}" is empty.`);
  const plural = [...hans.keys()].filter((key) => PLURAL.test(key) && !/_(other|zero)$/.test(key))
    .map((key) => `${folder}/zh-Hans.json: "${key}" is never shown, Chinese has no such plural; keep "_other" alone.`);
  const lacking = [...en.keys()].filter((key) => key.endsWith('_one') && !en.has(key.replace(/_one$/, '_other')))
    .map((key) => `${folder}/en.json: "${key}" has no "_other".`);
  return [...missing(right, left, 'en.json'), ...missing(left, right, 'zh-Hans.json'), ...differing, ...empty, ...plural, ...lacking];
}

/** Checks every folder of texts. */
export function checkLocales(root: string): Fault[] {
  return localeFolders(root).flatMap((folder) => {
    const read = (file: string): Map<string, string> | null => {
      const path = join(root, folder, file);
      return existsSync(path) ? textsOf(JSON.parse(readFileSync(path, 'utf8'))) : null;
    };
    const [en, hans] = [read('en.json'), read('zh-Hans.json')];
    if (!en || !hans) return [`${folder}: en.json and zh-Hans.json are both written by hand; ${en ? 'zh-Hans.json' : 'en.json'} is missing.`];
    return compareTexts(en, hans, folder);
  });
}
