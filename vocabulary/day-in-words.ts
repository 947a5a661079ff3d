import type { Words } from './words.ts';

const written = (locale: string): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const [english, simplified, traditional] = [written('en-GB'), written('zh-CN'), written('zh-TW')];

/** A calendar day, YYYY-MM-DD, as it is written in each language: 9 Dec 2011, 2011年12月9日. */
export function dayInWords(day: string): Words {
  const midnight = new Date(`${day}T00:00:00Z`);
  return { en: english!.format(midnight), 'zh-Hans': simplified!.format(midnight), 'zh-Hant': traditional!.format(midnight) };
}
