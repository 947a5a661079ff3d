import type { Word } from './words.ts';
import { isFunctionWord } from './function-words.ts';

const HAN_END = /\p{Script=Han}$/u;
/** Normalised pointwise mutual information from which two neighbours are one term; 1 is "never apart". */
const CLOSE = 0.55;
/** Two whole Chinese words must cling more: 颜色|漂亮 often meet without being a name. */
const CLOSE_WORDS = 0.85;
const LEAST = 4;
/** Two turns join up to four pieces. */
const TURNS = 2;

/**
 * Joins neighbours that stand together far more often than chance: 小|红|书 becomes 小红书, customer|service one term.
 * npmi = ln(p(ab)/(p(a)p(b))) / −ln p(ab) (Bouma 2009, eq. 8), over the words of all documents.
 */
export function joinPhrases(documents: readonly (readonly Word[])[]): Word[][] {
  let current = documents.map((words) => [...words]);
  for (let turn = 0; turn < TURNS; turn++) {
    const close = closePairs(current);
    if (close.size === 0) break;
    current = current.map((words) => joined(words, close));
  }
  return current;
}

const pairOf = (a: string, b: string): string => `${a}\u0001${b}`;
const mayJoin = (word: string): boolean => word !== '' && !isFunctionWord(word) && !/^\p{N}+$/u.test(word);

function closePairs(documents: readonly (readonly Word[])[]): Set<string> {
  const singles = new Map<string, number>();
  const pairs = new Map<string, number>();
  let all = 0;
  for (const words of documents) {
    for (let i = 0; i < words.length; i++) {
      const { word } = words[i];
      if (word === '') continue;
      all++;
      singles.set(word, (singles.get(word) ?? 0) + 1);
      const next = words[i + 1]?.word ?? '';
      if (mayJoin(word) && mayJoin(next)) pairs.set(pairOf(word, next), (pairs.get(pairOf(word, next)) ?? 0) + 1);
    }
  }
  return new Set([...pairs].filter(([pair, count]) => {
    const [a, b] = pair.split('\u0001');
    const together = count / all;
    const apart = ((singles.get(a) ?? 0) / all) * ((singles.get(b) ?? 0) / all);
    const whole = a.length > 1 && b.length > 1 && HAN_END.test(a) && HAN_END.test(b);
    return count >= LEAST && Math.log(together / apart) / -Math.log(together) >= (whole ? CLOSE_WORDS : CLOSE);
  }).map(([pair]) => pair));
}

function joined(words: readonly Word[], close: ReadonlySet<string>): Word[] {
  const out: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const next = words[i + 1];
    if (next === undefined || !close.has(pairOf(words[i].word, next.word))) { out.push(words[i]); continue; }
    const space = HAN_END.test(words[i].word) ? '' : ' ';
    out.push({ word: words[i].word + space + next.word, written: words[i].written + space + next.written });
    i++;
  }
  return out;
}
