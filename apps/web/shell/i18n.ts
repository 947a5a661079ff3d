import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES } from '#vocabulary/words.ts';
import { rememberedLanguage, rememberLanguage } from './remembered.ts';

type Texts = Record<string, unknown>;
const files = {
  ...import.meta.glob<Texts>('../areas/*/locales/*.json', { import: 'default' }),
  ...import.meta.glob<Texts>('./locales/*.json', { import: 'default' }),
  ...import.meta.glob<Texts>('../kit/locales/*.json', { import: 'default' }),
};

/** `shell` and `kit` have their texts beside their code; any other namespace is an area. Traditional Chinese is generated. */
function fileOf(language: string, namespace: string): string {
  const name = language === 'zh-Hant' ? 'zh-Hant.gen.json' : `${language}.json`;
  if (namespace === 'shell') return `./locales/${name}`;
  return namespace === 'kit' ? `../kit/locales/${name}` : `../areas/${namespace}/locales/${name}`;
}

const lazily: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[fileOf(language, namespace)];
    if (!load) { done(new Error(`There are no texts ${fileOf(language, namespace)}.`), null); return; }
    load().then((texts) => done(null, texts), (error: Error) => done(error, null));
  },
};

/** Texts come with the pages that need them, one language at a time. */
export async function startWords(): Promise<void> {
  i18next.on('languageChanged', (language) => { document.documentElement.lang = language; });
  await i18next.use(lazily).use(initReactI18next).init({
    lng: rememberedLanguage(),
    supportedLngs: [...LANGUAGES],
    load: 'currentOnly',
    fallbackLng: false,
    ns: ['shell', 'kit'],
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function changeLanguage(language: (typeof LANGUAGES)[number]): Promise<void> {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
}
