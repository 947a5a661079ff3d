import type { TFunction } from 'i18next';

/** How something is known, in words: a file by its name, the usual ways by theirs, anything else as it was written down. */
export const sourceWords = (t: TFunction<'customers'>, source: string): string =>
  source.startsWith('import:') ? t('source.file', { name: source.slice('import:'.length) }) : t(`source.${source}`, { defaultValue: source, nsSeparator: false });
