/** What a text is written in, told by its script alone. */
export type Writing = 'zh' | 'en' | 'other' | 'none';

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * Han characters make Chinese unless kana or hangul stand among them; words in plain Latin letters make English, though
 * they may be French: scripts cannot tell. In a mixed text a Han character weighs as much as a Latin word.
 * `none`: no letters at all.
 */
export function writingOf(text: string): Writing {
  const han = count(text, /\p{Script=Han}/gu);
  const latin = count(text, /\p{Script=Latin}+/gu);
  const others = count(text, /[^\P{L}\p{Script=Han}\p{Script=Latin}]/gu);
  if (han + latin + others === 0) return 'none';
  if (others * 4 > han + latin) return 'other';
  return han >= latin ? 'zh' : 'en';
}
