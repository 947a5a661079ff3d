import { fractionDigits } from '#vocabulary/currency.ts';
import type { Language } from '#vocabulary/words.ts';

/** Days in the British order; numbers in the American way, whose short forms are K and M and not k and m. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' };

export interface FormatSettings { language: Language; currency: string; timeZone: string }

/**
 * Writes values for readers. Money comes in minor units, shares from 0 to 1, days as YYYY-MM-DD (a calendar day, the same in
 * every zone), months as YYYY-MM or their first day, moments as ISO 8601. From ten thousand on, short forms use K and M, in
 * Chinese 万 and 亿.
 */
export interface Format {
  money: (minor: number) => string;
  /** To the last minor unit, whatever the size: for columns whose digits stand under each other. */
  moneyExact: (minor: number) => string;
  /** Without minor units: for columns of large sums. */
  moneyRound: (minor: number) => string;
  moneyShort: (minor: number) => string;
  count: (value: number) => string;
  /** With so many decimals, for columns of averages. */
  fixed: (value: number, decimals: 1 | 2) => string;
  countShort: (value: number) => string;
  share: (value: number) => string;
  /** With one decimal, but none and all plain: for columns and grids. */
  shareFixed: (value: number) => string;
  /** A share with its sign: +6%, −3%. */
  change: (value: number) => string;
  days: (value: number) => string;
  day: (day: string) => string;
  dayShort: (day: string) => string;
  month: (month: string) => string;
  monthShort: (month: string) => string;
  moment: (iso: string) => string;
  country: (code: string) => string;
  list: (items: readonly string[]) => string;
  /** Minor units in one unit of the currency: 100 for GBP, 1 for JPY. */
  minorPerUnit: number;
}

export function makeFormat({ language, currency, timeZone }: FormatSettings): Format {
  const locale = LOCALES[language];
  const money = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language === 'en' ? 'en-US' : locale, options);
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  // As many decimals as amounts are kept in: the browser's own table may say otherwise.
  const digits = fractionDigits(currency);
  const exact = number({ ...money, minimumFractionDigits: digits, maximumFractionDigits: digits });
  const round = number({ ...money, maximumFractionDigits: 0 });
  const minorPerUnit = 10 ** digits;
  const compact = { notation: 'compact', maximumSignificantDigits: 3 } as const;
  const [moneyCompact, countCompact, whole] = [number({ ...money, ...compact }), number(compact), number({ maximumFractionDigits: 2 })];
  const [share, oneDecimal] = [number({ style: 'percent', maximumFractionDigits: 1 }), number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })];
  const decimal = { 1: number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }), 2: number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }) };
  const signed = number({ style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const inDays = number({ style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 });
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const calendar = { timeZone: 'UTC' } as const;
  const [dayLong, dayBrief] = [date({ ...calendar, dateStyle: 'medium' }), date({ ...calendar, day: 'numeric', month: 'short' })];
  const [monthLong, monthBrief] = [date({ ...calendar, year: 'numeric', month: 'long' }), date({ ...calendar, year: '2-digit', month: 'short' })];
  const moments = date({ timeZone, dateStyle: 'medium', timeStyle: 'short' });
  return {
    money: (minor) => (Math.abs(minor) >= 1000 * minorPerUnit ? round : exact).format(minor / minorPerUnit),
    moneyExact: (minor) => exact.format(minor / minorPerUnit),
    moneyRound: (minor) => round.format(minor / minorPerUnit),
    moneyShort: (minor) => (Math.abs(minor) >= LONG * minorPerUnit ? moneyCompact : round).format(minor / minorPerUnit),
    count: (value) => whole.format(value),
    fixed: (value, decimals) => decimal[decimals].format(value),
    countShort: (value) => (Math.abs(value) >= LONG ? countCompact : whole).format(value),
    share: (value) => share.format(value),
    shareFixed: (value) => (value === 0 || value === 1 ? share : oneDecimal).format(value),
    change: (value) => signed.format(value),
    days: (value) => inDays.format(value),
    day: (day) => dayLong.format(calendarDay(day)),
    dayShort: (day) => dayBrief.format(calendarDay(day)),
    month: (month) => monthLong.format(calendarDay(month)),
    monthShort: (month) => monthBrief.format(calendarDay(month)),
    moment: (iso) => moments.format(new Date(iso)),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? regions.of(code) ?? code : code),
    list: (items) => lists.format(items),
    minorPerUnit,
  };
}

/** Below this the exact number is as short as its short form. */
const LONG = 10_000;

const calendarDay = (day: string): Date => new Date(`${day.length === 7 ? `${day}-01` : day.slice(0, 10)}T00:00:00Z`);
