import { folded, plain } from './normalise.ts';

/** A word as it is counted (small, simplified) and as it was written. '' stands where marks part two words. */
export interface Word { word: string; written: string }

const BREAK: Word = { word: '', written: '' };
const HAN = /\p{Script=Han}/u;
const LETTER = /[\p{L}\p{N}]/u;

let segmenter: Intl.Segmenter | null = null;

/** Own terms by their first character, longest first: 私域流量 goes before 私域. */
export type Dictionary = ReadonlyMap<string, readonly string[]>;

export function dictionaryOf(terms: readonly string[]): Dictionary {
  const byFirst = new Map<string, string[]>();
  for (const term of terms.map((each) => folded(plain(each)).trim()).filter((each) => each !== '')) {
    byFirst.set(term.charAt(0), [...byFirst.get(term.charAt(0)) ?? [], term].toSorted((a, b) => b.length - a.length));
  }
  return byFirst;
}

/** Words of a text in order, by the word breaks of the ICU library (UAX 29 with its Chinese dictionary); own terms stay whole. */
export function wordsOf(text: string, dictionary: Dictionary): Word[] {
  const written = plain(text);
  const small = folded(written);
  const words: Word[] = [];
  let from = 0;
  for (let at = 0; at < small.length;) {
    const term = dictionary.get(small.charAt(at))?.find((each) => small.startsWith(each, at) && standsAlone(small, at, each));
    if (term === undefined) { at++; continue; }
    segment(small, written, from, at, words);
    words.push({ word: term, written: written.slice(at, at + term.length) });
    at += term.length;
    from = at;
  }
  segment(small, written, from, small.length, words);
  return words;
}

/** A Latin term is no part of a longer word: "app" is not in "apple". */
function standsAlone(text: string, at: number, term: string): boolean {
  const joins = (a: string, b: string): boolean => LETTER.test(a) && LETTER.test(b) && !HAN.test(a) && !HAN.test(b);
  return !joins(text.charAt(at - 1), term.charAt(0)) && !joins(term.charAt(term.length - 1), text.charAt(at + term.length));
}

function segment(small: string, written: string, from: number, to: number, words: Word[]): void {
  if (from === to) return;
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  for (const { segment: word, index, isWordLike } of segmenter.segment(small.slice(from, to))) {
    if (isWordLike) words.push({ word, written: written.slice(from + index, from + index + word.length) });
    else if (word.trim() !== '' && words.at(-1) !== BREAK) words.push(BREAK);
  }
}
