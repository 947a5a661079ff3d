import type { TFunction } from 'i18next';
import type { Report } from '#loop/measure/reports/contract.ts';
import type { Words } from '#vocabulary/words.ts';
import type { Format } from '../../kit/format.ts';
import { numberOf, textOf, writeText, type ReportRow } from '../../kit/report/cell.ts';
import { columnOf } from '../../kit/report/pivot.ts';

export interface Read { report: Report; rows: readonly ReportRow[]; /** YYYY-MM-DD: the month of this day is not over yet. */ to: string; t: TFunction<'understand'>; format: Format; words: (words: Words) => string }

/** What a report's rows say, in one sentence; null where there is too little to say anything. */
export function meaningOf(read: Read): string | null {
  if (read.rows.length === 0) return null;
  return MEANINGS[read.report.id]?.(read) ?? null;
}

const MEANINGS: Readonly<Record<string, (read: Read) => string | null>> = {
  'revenue-by-month': revenueByMonth,
  'revenue-by-country': (read) => leader(read, 'country', 'net', 'meaning.country'),
  'revenue-by-product': topProducts,
  'new-and-returning': newAndReturning,
  cohorts: cohortsComeBack,
  'rfm-groups': groups,
};

const sum = (rows: readonly ReportRow[], name: string): number => rows.reduce((all, row) => all + (numberOf(row, name) ?? 0), 0);
/** Months that are over: the running one would look like a fall. */
const whole = (rows: readonly ReportRow[], name: string, to: string): ReportRow[] => rows.filter((row) => textOf(row, name) < to.slice(0, 7));

/** The last whole month against the one before, and against the same month a year earlier where that is known. */
function revenueByMonth({ rows, to, t, format }: Read): string | null {
  const over = whole(rows, 'month', to);
  const last = over.at(-1);
  if (!last) return t('meaning.revenueOnly', { net: format.moneyShort(sum(rows, 'net')) });
  const month = textOf(last, 'month');
  const yearBefore = over.find((row) => textOf(row, 'month') === `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`);
  const other = yearBefore ?? over.at(-2);
  const [now, before] = [numberOf(last, 'net'), other ? numberOf(other, 'net') : null];
  if (now === null) return null;
  const values = { month: format.month(month), net: format.moneyShort(now) };
  if (!other || before === null || before <= 0) return t('meaning.revenueMonth', values);
  const by = now / before - 1;
  return t(by >= 0 ? 'meaning.revenueUp' : 'meaning.revenueDown', { ...values, by: format.share(Math.abs(by)), other: format.month(textOf(other, 'month')) });
}

/** Whom most comes from, and how much of all that is. */
function leader({ report, rows, t, format, words }: Read, label: string, value: string, key: 'meaning.country'): string | null {
  const total = sum(rows, value);
  const first = [...rows].sort((a, b) => (numberOf(b, value) ?? 0) - (numberOf(a, value) ?? 0))[0];
  if (!first || total <= 0) return null;
  const name = writeText(columnOf(report, label), textOf(first, label), format, words);
  return name === null ? null : t(key, { name, share: format.share((numberOf(first, value) ?? 0) / total), count: rows.length });
}

function topProducts({ rows, t, format }: Read): string | null {
  const first = rows.slice(0, 10);
  return t('meaning.products', { count: first.length, net: format.moneyShort(sum(first, 'net')), first: textOf(rows[0]!, 'product') });
}

/** Who brought the money of the whole months shown. */
function newAndReturning({ rows, t, format }: Read): string | null {
  const known = sum(rows, 'returning_net') + sum(rows, 'new_net');
  if (known <= 0) return null;
  return t('meaning.returning', { share: format.share(sum(rows, 'returning_net') / known), new: format.count(sum(rows, 'new_customers')) });
}

/** Of all cohorts whose third month is over, how many people ordered again in it. */
function cohortsComeBack({ rows, to, t, format }: Read): string | null {
  const LATER = 3;
  const monthOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  const over = rows.filter((row) => monthOf(textOf(row, 'cohort')) + LATER < monthOf(to));
  const sizes = new Map(over.map((row) => [textOf(row, 'cohort'), numberOf(row, 'size') ?? 0]));
  const size = [...sizes.values()].reduce((all, one) => all + one, 0);
  if (size === 0) return null;
  const came = sum(over.filter((row) => numberOf(row, 'months_later') === LATER), 'customers');
  return t('meaning.cohorts', { share: format.share(came / size), months: LATER });
}

/** The best group's part of the money, and how many stand to be lost. */
function groups({ rows, t, format }: Read): string | null {
  const one = (id: string) => rows.find((row) => textOf(row, 'grouping') === id);
  const [best, risk, total] = [one('champions'), one('at risk'), sum(rows, 'customers')];
  if (!best || total === 0) return null;
  const values = { people: format.share((numberOf(best, 'customers') ?? 0) / total), share: format.share(numberOf(best, 'revenue_share') ?? 0) };
  return risk ? t('meaning.groupsRisk', { ...values, risk: format.count(numberOf(risk, 'customers') ?? 0) }) : t('meaning.groups', values);
}
