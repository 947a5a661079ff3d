import type { ReportColumn } from '#loop/measure/reports/contract.ts';
import type { Words } from '#vocabulary/words.ts';
import type { Format } from '../format.ts';

/** A row as a report's query gives it; the report's declaration says what each column is. */
export type ReportRow = Readonly<Record<string, unknown>>;

type Kind = ReportColumn['kind'];
const NUMERIC: readonly Kind[] = ['money', 'count', 'share', 'days'];
export const isNumeric = (kind: Kind): boolean => NUMERIC.includes(kind);

export const numberOf = (row: ReportRow, name: string): number | null => {
  const value = row[name];
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
};
export const textOf = (row: ReportRow, name: string): string => String(row[name] ?? '');

/** Writes numbers of a column's kind: whole for tables and tips, short for axes. */
export function writeNumber(kind: Kind, format: Format): { whole: (value: number) => string; short: (value: number) => string } {
  switch (kind) {
    case 'money': return { whole: format.money, short: format.moneyShort };
    case 'share': return { whole: format.share, short: format.share };
    default: return { whole: format.count, short: format.countShort };
  }
}

/** Writes the numbers of one column so that their digits stand under each other: the largest decides for all. */
export function writeColumn(kind: Kind, format: Format, values: readonly (number | null)[]): (value: number) => string {
  const known = values.filter((value) => value !== null);
  if (kind === 'money') return known.some((value) => Math.abs(value) >= 1000 * format.minorPerUnit) ? format.moneyRound : format.moneyExact;
  if (kind === 'share') return format.shareFixed;
  if (known.every(Number.isInteger)) return writeNumber(kind, format).whole;
  const decimals = kind === 'days' ? 1 : 2;
  return (value) => format.fixed(value, decimals);
}

/** Writes what stands in a column that is not a number; null when it is not known ("?" is how queries say nobody knows). */
export function writeText(column: ReportColumn, value: string, format: Format, words: (words: Words) => string): string | null {
  if (value === '' || value === '?') return null;
  switch (column.kind) {
    case 'day': return format.day(value);
    case 'month': return format.month(value);
    case 'country': return format.country(value);
    case 'code': return column.labels?.[value] ? words(column.labels[value]) : value;
    default: return value;
  }
}

/** As on an axis, where there is little room. */
export function writeTextShort(column: ReportColumn, value: string, format: Format, words: (words: Words) => string): string | null {
  if (column.kind === 'day') return format.dayShort(value);
  return column.kind === 'month' ? format.monthShort(value) : writeText(column, value, format, words);
}
