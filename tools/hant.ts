import * as OpenCC from 'opencc-js/cn2t';
import overlay from './hant-overlay.json' with { type: 'json' };

/**
 * Simplified Chinese into the traditional Chinese of Taiwan. opencc-js (dictionary `twp`) knows characters and everyday
 * computing words; the overlay knows what a marketer in Taiwan says and is kept by hand: a term in it goes before every
 * rule of the dictionary. A term also protects: 此系统 would become 此係統 without its entry.
 */
const convert = OpenCC.Converter({ from: 'cn', to: 'twp' });

const terms = new Map(Object.entries(overlay.terms));
const punctuation = new Map(Object.entries(overlay.punctuation));
/** Whole texts too short to tell what they mean: 行 is a row to one reader and a column to the other, 列 the other way round. */
const texts = new Map(Object.entries(overlay.texts));
const longest = Math.max(...[...terms.keys()].map((term) => term.length));

/** The longest term that begins at `at`, or nothing. */
function termAt(text: string, at: number): string | undefined {
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const piece = text.slice(at, at + length);
    if (terms.has(piece)) return piece;
  }
  return undefined;
}

/** Converts one text; what stands in {{…}} is a name and stays as it is. */
export function toTaiwan(text: string): string {
  const whole = texts.get(text);
  if (whole !== undefined) return whole;
  const parts: string[] = [];
  let rest = '';
  const flush = (): void => { parts.push(convert(rest)); rest = ''; };
  for (let at = 0; at < text.length;) {
    const name = /^\{\{[^}]*\}\}/.exec(text.slice(at))?.[0];
    const term = name ?? termAt(text, at);
    if (term === undefined) {
      rest += text.charAt(at);
      at += 1;
      continue;
    }
    flush();
    parts.push(name ?? terms.get(term) ?? term);
    at += term.length;
  }
  flush();
  return parts.join('').replace(/[“”‘’]/g, (mark) => punctuation.get(mark) ?? mark);
}

/** Converts every text of a locale file, its keys as they are. */
export function toTaiwanTexts(value: unknown): unknown {
  if (typeof value === 'string') return toTaiwan(value);
  if (Array.isArray(value)) return value.map(toTaiwanTexts);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toTaiwanTexts(inner)]));
  }
  return value;
}
