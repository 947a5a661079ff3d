/** The features of a text: runs of one, two or three units, each hashed to 24 bits. */

const UNIT = /\p{Script=Han}|[\p{L}\p{M}]+(?:'[\p{L}]+)?|\p{N}+|[!?]|[^\s\p{L}\p{N}'"]/gu;
const BREAK = /^[^\p{L}\p{N}!?]$/u;
const NEGATION = /^(?:not|no|never|nothing|nobody|neither|nor|without|hardly|cannot|.*n't|dont|cant|wont|isnt|wasnt|doesnt|didnt)$/;
/** How many words after a negation it is taken to reach. */
const REACH = 3;

/** Han characters, words, numbers, ! and ? in order; '' where other marks part them. The text is a normalised one. */
export function units(text: string): string[] {
  return (text.match(UNIT) ?? []).map((unit) => (BREAK.test(unit) ? '' : /^\p{N}/u.test(unit) ? '0' : unit));
}

/** Distinct features as numbers below 2^24, ascending. A word in the reach of an English negation counts as another word. */
export function grams(text: string, longest = 3): number[] {
  const found = new Set<number>();
  const list = units(text);
  let negated = 0;
  for (let i = 0; i < list.length; i++) {
    if (list[i] === '') negated = 0;
    let hash = 0x811c9dc5;
    for (let n = 0; n < longest && list[i + n]; n++) {
      hash = step(step(hash, list[i + n]), ' ');
      found.add(n === 0 && negated > 0 ? spread(step(0x1234567, list[i])) : spread(hash));
    }
    negated = NEGATION.test(list[i]) ? REACH : Math.max(0, negated - 1);
  }
  return [...found].sort((a, b) => a - b);
}

/** FNV-1a over UTF-16 units. */
function step(hash: number, text: string): number {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/** The last stage of murmur3, so that near texts fall far apart; its upper 24 bits. */
function spread(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 8;
}
