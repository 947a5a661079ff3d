import type { Report } from '#loop/measure/reports/contract.ts';
import type { Language } from '#vocabulary/words.ts';
import type { ReportRow } from './cell.ts';

/**
 * A report's rows as CSV (RFC 4180) for spreadsheets: a byte-order mark, so that Chinese is read as UTF-8; money in whole
 * units; a quote before what a spreadsheet would run as a formula (OWASP, CSV injection).
 */
export function csvOf(report: Report, rows: readonly ReportRow[], language: Language, minorPerUnit: number): string {
  const head = report.columns.map((column) => column.label[language]);
  const lines = rows.map((row) => report.columns.map(({ name, kind }) => {
    const value = row[name];
    return kind === 'money' && typeof value === 'number' ? value / minorPerUnit : value;
  }));
  return `\uFEFF${[head, ...lines].map((line) => line.map(fieldOf).join(',')).join('\r\n')}\r\n`;
}

function fieldOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands text to the reader as a file. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
