import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#vocabulary/words.ts';
import { allKinds } from '../../tools/kinds/all.ts';
import { membersOf } from '../../tools/registry/members.ts';
import { root } from '../../tools/setup/root.mjs';

/** Faults as sentences; none where the promise is kept. */
export type Faults = readonly string[];

/** One promise of a contract. `broken` is an example that differs from a good one in this alone, so that the rule is seen to notice it. */
export interface Rule<M> {
  promise: string;
  faults(member: M, id: string): Faults | Promise<Faults>;
  broken(example: M): M;
}

export interface Suite<M> {
  kind: string;
  members: readonly M[];
  idOf(member: M): string;
  rules: readonly Rule<M>[];
  /** A member that keeps every promise, called `example`. */
  example: M;
  /** Milliseconds that one promise of one member may take. */
  patience?: number;
}

const kinds = await allKinds();

/** Every promise for every registered member, and for every promise the proof that it can be broken. */
export function keepsItsContract<M>({ kind, members, idOf, rules, example, patience = 60_000 }: Suite<M>): void {
  const found = kinds.find(({ id }) => id === kind);
  if (!found) throw new Error(`There is no kind "${kind}" in tools/kinds/.`);
  const ids = membersOf(found, root);
  it(`lists every ${kind} that is there, under the name of its file`, () => {
    expect(members.map(idOf)).toEqual(ids);
  });
  const named = rules.map((rule) => [rule.promise, rule] as const);
  // A member is found under the file of its own name; one that bears another name takes the file of its place in the list.
  const placed = members.map((member, i) => [ids.includes(idOf(member)) ? idOf(member) : ids[i] ?? '', member] as const);
  describe.each(placed)(`${kind} %s`, (id, member) => {
    it.each(named)('%s', async (_, rule) => {
      expect(await rule.faults(member, id)).toEqual([]);
    }, patience);
  });
  describe('the suite itself', () => {
    it.each(named)('notices when this is broken: %s', async (_, rule) => {
      expect(await rule.faults(example, 'example')).toEqual([]);
      expect(await rule.faults(rule.broken(example), 'example')).not.toEqual([]);
    }, patience);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every text of a declaration with the way to it. Schemas and functions carry no words for people. */
function* textsOf(value: unknown, way: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [way, value];
  else if (Array.isArray(value)) for (const [i, inner] of value.entries()) yield* textsOf(inner, `${way}[${i}]`);
  else if (isObject(value) && !('_zod' in value)) for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, `${way}.${key}`);
}

/** Every object that is words in several languages, with the way to it. */
function* wordsOf(value: unknown, way: string): Generator<[string, Record<string, unknown>]> {
  if (Array.isArray(value)) for (const [i, inner] of value.entries()) yield* wordsOf(inner, `${way}[${i}]`);
  if (!isObject(value) || '_zod' in value) return;
  if (LANGUAGES.some((language) => language in value)) yield [way, value];
  else for (const [key, inner] of Object.entries(value)) yield* wordsOf(inner, `${way}.${key}`);
}

const placeholders = (text: string): string => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort().join(' ');

function faultsOfWords(way: string, words: Record<string, unknown>): string[] {
  const texts = LANGUAGES.map((language) => ({ language, text: words[language] }));
  const empty = texts.filter(({ text }) => typeof text !== 'string' || text.trim() === '').map(({ language }) => `${way}: nothing in ${language}`);
  const values = new Set(texts.map(({ text }) => placeholders(String(text))));
  return values.size > 1 ? [...empty, `${way}: the languages put in different values`] : empty;
}

const withWords = <M extends object>(member: M, words: object): M => ({ ...member, brokenWords: words });

/** The declaration says everything in every language. `declarationOf` and `change` reach into a member that holds its declaration inside. */
export const speaksEveryLanguage = <M extends object>(declarationOf: (member: M) => object = (member) => member, change: (member: M, more: object) => M = withWords): Rule<M> => ({
  promise: 'says everything in three languages, with the same values put in',
  faults: (member) => [...wordsOf(declarationOf(member), '')].flatMap(([way, words]) => faultsOfWords(way, words)),
  broken: (example) => change(example, { en: 'Hello {{name}}', 'zh-Hans': '你好', 'zh-Hant': '' }),
});

/** Nothing of the scaffold is left: an author who has not decided is reminded here. */
export const hasDecided = <M extends object>(declarationOf: (member: M) => object = (member) => member, change: (member: M, more: object) => M = withWords): Rule<M> => ({
  promise: 'leaves nothing undecided: no ⟨…⟩ of the scaffold is left',
  faults: (member) => [...textsOf(declarationOf(member), '')].filter(([, text]) => /⟨.*⟩/.test(text)).map(([way, text]) => `${way} is to be decided: ${text}`),
  broken: (example) => change(example, { en: '⟨its name⟩', 'zh-Hans': '⟨its name⟩', 'zh-Hant': '⟨its name⟩' }),
});

/** The id in the declaration is the name of the file or folder. */
export const isNamedAsItsFile = <M>(idOf: (member: M) => string, rename: (member: M, id: string) => M): Rule<M> => ({
  promise: 'is called as its file or folder is called',
  faults: (member, id) => (idOf(member) === id ? [] : [`it calls itself ${idOf(member)} and stands under ${id}`]),
  broken: (example) => rename(example, 'another'),
});
