import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, say, type Language, type Words } from '#vocabulary/words.ts';

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return LANGUAGES.find((language) => language === i18n.language) ?? 'en';
}

/** Says the words of declarations (stages, reports, metrics, channels) in the reader's language. */
export function useSay(): (words: Words, values?: Readonly<Record<string, string | number>>) => string {
  const language = useLanguage();
  return useCallback((words, values) => say(words, language, values), [language]);
}
