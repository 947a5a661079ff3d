import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { textsOf } from '../../../tools/locales.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
const read = (file: string): string => readFileSync(root + file, 'utf8');

const folderOf = (namespace: string): string => (['shell', 'kit'].includes(namespace) ? namespace : `areas/${namespace}`);
const keysOf = (namespace: string): Set<string> =>
  new Set([...textsOf(JSON.parse(read(`${folderOf(namespace)}/locales/en.json`))).keys()].map((key) => key.replace(/_(one|other|zero)$/, '')));

test('every text that a page says by name is there', () => {
  const missing = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file)).flatMap((file) => {
    const source = read(file);
    const namespaces = new Set([...source.matchAll(/useTranslation\('([\w-]+)'\)/g)].map((match) => match[1]!));
    const [namespace] = namespaces;
    if (namespaces.size !== 1 || !namespace) return [];
    const keys = keysOf(namespace);
    return [...source.matchAll(/\bt\('([\w.-]+)'/g)].map((match) => match[1]!).filter((key) => !keys.has(key)).map((key) => `${file}: ${namespace}:${key}`);
  });
  expect(missing).toEqual([]);
});

test('Chinese is set with Chinese punctuation', () => {
  const texts = files.filter((file) => /locales\/zh-Hans\.json$/.test(file)).flatMap((file) =>
    [...textsOf(JSON.parse(read(file)))].map(([key, text]) => ({ key: `${file}: ${key}`, text })));
  expect(texts.length).toBeGreaterThan(100);
  // A half-width mark between two characters, or after one at the end of a sentence.
  expect(texts.filter(({ text }) => /\p{Script=Han}[,;:?!]($|\s*\p{Script=Han})/u.test(text)).map(({ key }) => key)).toEqual([]);
});
