import { LANGUAGES, languageOf, type Language } from '#vocabulary/words.ts';

/** What this browser remembers for its reader; nothing secret. public/before-paint.js reads the same keys. */
const KEYS = { language: 'tributary.language', appearance: 'tributary.appearance', workspace: 'tributary.workspace' } as const;

export const APPEARANCE_KEY = KEYS.appearance;

export function rememberedLanguage(): Language {
  const kept = localStorage.getItem(KEYS.language);
  return LANGUAGES.find((language) => language === kept) ?? languageOf(navigator.languages.join(','));
}
export const rememberLanguage = (language: Language): void => localStorage.setItem(KEYS.language, language);

export function rememberedWorkspace(): number | null {
  const kept = Number(localStorage.getItem(KEYS.workspace));
  return Number.isInteger(kept) && kept > 0 ? kept : null;
}
export const rememberWorkspace = (id: number): void => localStorage.setItem(KEYS.workspace, String(id));
export const forgetWorkspace = (): void => localStorage.removeItem(KEYS.workspace);
