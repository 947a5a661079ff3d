import iconv from 'iconv-lite';
import { ALL_HEADERS } from '../fields/all.ts';
import type { Encoding } from './settings.ts';

/** Turns bytes into text piece by piece; a character cut by a piece's end waits for the next. */
export interface Decoder { write(bytes: Buffer): string; end(): string }

export function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') {
    const decoder = new TextDecoder('utf-8');
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
}

/**
 * The likeliest encoding of a file from its first bytes: byte-order mark, then valid UTF-8, then the zero bytes of
 * UTF-16, then whichever of GB18030 and Big5 reads as more of the characters that tables are made of.
 */
export function guessEncoding(bytes: Buffer): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) zeros[at % 2]! += 1;
  // Delimiters, digits and line ends are ASCII in every table: in UTF-16 one half of each is a zero byte.
  if (zeros[1]! > bytes.length / 20 && zeros[1]! > 4 * zeros[0]!) return 'utf-16le';
  if (zeros[0]! > bytes.length / 20 && zeros[0]! > 4 * zeros[1]!) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  const scores = (['gb18030', 'big5'] as const).map((encoding) => ({ encoding, score: chineseScore(bytes, encoding) }));
  const best = scores[0]!.score >= scores[1]!.score ? scores[0]! : scores[1]!;
  return best.score > 0.5 ? best.encoding : 'windows-1252';
}

/** Valid but for a character that the sample's end may have cut. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false; // not an error here: it is the answer
  }
}

/** Share of the non-ASCII characters that are everyday Chinese ones, 0 to 1; 0 when it does not decode. */
function chineseScore(bytes: Buffer, encoding: 'gb18030' | 'big5'): number {
  const text = iconv.decode(bytes, encoding);
  let wide = 0;
  let good = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) continue;
    wide += 1;
    if (code === 0xfffd) good -= 3;
    else if (everyday(encoding).has(character)) good += 1;
  }
  // Half of the true text's characters are everyday ones; of a misreading hardly any are.
  return wide === 0 ? 0 : Math.max(0, Math.min(1, (good / wide) * 1.5));
}

const sets = new Map<string, ReadonlySet<string>>();
/** The first level of each standard: characters in common use, in the order of sound (GB 2312) or strokes (Big5). */
function everyday(encoding: 'gb18030' | 'big5'): ReadonlySet<string> {
  let set = sets.get(encoding);
  if (!set) {
    const [first, last] = encoding === 'gb18030' ? [0xb0, 0xd7] : [0xa4, 0xc6];
    const pairs: number[] = [];
    for (let lead = first!; lead <= last!; lead += 1) {
      for (let trail = encoding === 'gb18030' ? 0xa1 : 0x40; trail <= 0xfe; trail += 1) if (trail < 0x7f || trail > 0xa0) pairs.push(lead, trail);
    }
    const characters = [...iconv.decode(Buffer.from(pairs), encoding)].filter((character) => character >= '一' && character <= '鿿');
    set = new Set([...characters, ...[...ALL_HEADERS.join('')].filter((character) => character > '\u007f'), ...'\uff0c\u3002\uff1a\uff1b\u3001\uff08\uff09\uffe5']);
    sets.set(encoding, set);
  }
  return set;
}
