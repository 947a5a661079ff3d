import { isTerm } from '../../text/function-words.ts';
import { joinPhrases } from '../../text/phrases.ts';
import { dictionaryOf, wordsOf, type Word } from '../../text/words.ts';

/** Terms of each text with how often they stand in it; and how each term is written most often. */
export interface Termed { texts: Map<string, number>[]; written: Map<string, string> }

export function termsOf(texts: readonly string[], ownTerms: readonly string[], leftOut: readonly string[]): Termed {
  const dictionary = dictionaryOf(ownTerms);
  const passed = new Set(dictionaryWords(leftOut));
  const own = new Set(dictionaryWords(ownTerms));
  const spellings = new Map<string, Map<string, number>>();
  const documents = joinPhrases(texts.map((text) => wordsOf(text, dictionary))).map((words) => {
    const counts = new Map<string, number>();
    for (const { word, written } of words) {
      if (passed.has(word) || !(own.has(word) || isTerm(word))) continue;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      const seen = spellings.get(word) ?? new Map<string, number>();
      spellings.set(word, seen.set(written, (seen.get(written) ?? 0) + 1));
    }
    return counts;
  });
  return { texts: documents, written: new Map([...spellings].map(([word, seen]) => [word, mostFrequent(seen)])) };
}

const dictionaryWords = (terms: readonly string[]): string[] => [...dictionaryOf(terms).values()].flat();

/** Ties go to the first in the order of characters, so that the order of rows decides nothing. */
function mostFrequent(seen: ReadonlyMap<string, number>): string {
  return [...seen].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
}

/** Whether the words of a text hold the pieces of a term in a row: joined terms are found in texts where they were not joined. */
export function holds(text: readonly Word[], term: string): boolean {
  const wanted = term.replaceAll(' ', '');
  for (let i = 0; i < text.length; i++) {
    let run = '';
    for (let j = i; j < text.length && text[j].word !== '' && run.length < wanted.length; j++) run += text[j].word.replaceAll(' ', '');
    if (run === wanted) return true;
  }
  return false;
}
