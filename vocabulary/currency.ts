import { z } from 'zod';

/**
 * Decimals of a currency's amounts where they are not two (ISO 4217). Written out here: what an engine's own tables say
 * changes with its version (Node 20 counts forints in whole ones), and amounts once kept must not change their meaning.
 */
const DIGITS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4,
};

const KNOWN: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether it is the code of a currency in use (ISO 4217), in capitals. */
export const isCurrency = (code: string): boolean => KNOWN.has(code);

/** Digits after the point of a currency's amounts: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code that nobody knows. */
export const fractionDigits = (code: string): number => DIGITS[code] ?? 2;

const says = { en: 'it is not the code of a currency, such as GBP', 'zh-Hans': '不是货币代码（如 CNY）', 'zh-Hant': '不是貨幣代碼（如 TWD）' };

/** A currency in use today. */
export const Currency = z.string().refine(isCurrency, { params: { says } });
/** What an order may name: also a currency of the past, or one that is no country's. */
export const CurrencyCode = z.string().refine((code) => /^[A-Z]{3}$/.test(code), { params: { says } });

/** What orders in a currency without a rate are left out of sums: how many. */
export const LeftOut = z.object({ currency: z.string(), orders: z.number().int() }).meta({ id: 'LeftOut' });
export type LeftOut = z.infer<typeof LeftOut>;
