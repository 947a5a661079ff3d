import { z } from 'zod';

export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** Each in its own name: whoever chooses may not read the page's language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文' };

/** One sentence in every language of the product; `{{name}}` marks a value put in at reading time. */
export type Words = Readonly<Record<Language, string>>;

/** Puts values into a sentence; a name without a value stays visible, so that a mistake is seen and not hidden. */
export function say(words: Words, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return words[language].replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** The best of our languages for an Accept-Language header (RFC 9110, section 12.5.4) or a tag such as zh-TW. */
export function languageOf(tags: string | null | undefined): Language {
  for (const part of (tags ?? '').split(',')) {
    const tag = part.split(';')[0]!.trim().toLowerCase();
    if (/^zh\b.*(hant|tw|hk|mo)/.test(tag)) return 'zh-Hant';
    if (/^zh\b/.test(tag)) return 'zh-Hans';
    if (/^en\b/.test(tag)) return 'en';
  }
  return 'en';
}
