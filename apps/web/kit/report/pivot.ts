import type { Picture, Report, ReportColumn } from '#loop/measure/reports/contract.ts';
import type { Series } from '../charts/series.ts';
import { numberOf, textOf, type ReportRow } from './cell.ts';

export type SeriesPicture = Extract<Picture, { x: string }>;
export interface Panel { kind: ReportColumn['kind']; x: string[]; series: Series[] }

/** Names of the columns and codes in the reader's language. */
export interface Naming { column: (column: ReportColumn) => string; value: (column: ReportColumn, value: string) => string; others: string }

/** More kinds than this in one picture cannot be told apart: the rest is summed into "others". */
const MOST = 6;

export const columnOf = (report: Report, name: string): ReportColumn => {
  const column = report.columns.find((one) => one.name === name);
  if (!column) throw new Error(`The report ${report.id} pictures a column "${name}" that it does not declare.`);
  return column;
};

/** Rows into series: one for each measured column or, with `by`, one for each kind; one panel for each unit. */
export function panelsOf(report: Report, picture: SeriesPicture, rows: readonly ReportRow[], naming: Naming): Panel[] {
  const x = [...new Set(rows.map((row) => textOf(row, picture.x)))];
  const measured = picture.y.map((name) => columnOf(report, name));
  if (picture.by) return measured.map((column) => ({ kind: column.kind, x, series: byKind(report, picture, column, rows, x, naming) }));
  const at = new Map(rows.map((row) => [textOf(row, picture.x), row]));
  const kinds = [...new Set(measured.map((column) => column.kind))];
  return kinds.map((kind) => {
    const same = measured.filter((column) => column.kind === kind);
    const series = same.map((column): Series => ({
      id: column.name, name: naming.column(column), means: meaningOf(column.name, same.length),
      values: x.map((one) => { const row = at.get(one); return row ? numberOf(row, column.name) : null; }),
    }));
    return { kind, x, series };
  });
}

/** A planned column is drawn as plan wherever it stands; one alone is the actual; several are kinds. */
function meaningOf(name: string, count: number): Series['means'] {
  if (/^(plan|target)/.test(name)) return 'plan';
  if (/^(expected|forecast)/.test(name)) return 'expected';
  return count === 1 || /^actual/.test(name) ? 'actual' : 'kind';
}

function byKind(report: Report, picture: SeriesPicture, column: ReportColumn, rows: readonly ReportRow[], x: readonly string[], naming: Naming): Series[] {
  const split = columnOf(report, picture.by ?? '');
  const totals = new Map<string, number>();
  const cells = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const [kind, value] = [textOf(row, split.name), numberOf(row, column.name)];
    if (value === null) continue;
    totals.set(kind, (totals.get(kind) ?? 0) + Math.abs(value));
    const line = cells.get(kind) ?? new Map<string, number>();
    cells.set(kind, line.set(textOf(row, picture.x), value));
  }
  const ranked = [...totals].sort((a, b) => b[1] - a[1]).map(([kind]) => kind);
  const kept = ranked.length > MOST ? ranked.slice(0, MOST - 1) : ranked;
  const rest = ranked.slice(kept.length);
  const series = kept.map((kind): Series => ({ id: kind, name: naming.value(split, kind), means: 'kind', values: x.map((one) => cells.get(kind)?.get(one) ?? null) }));
  // Shares and averages do not add up, so what is left over of them is left to the table.
  const adds = column.kind === 'money' || column.kind === 'count';
  if (rest.length === 0 || !adds) return series;
  const sum = (one: string): number | null => {
    const known = rest.flatMap((kind) => cells.get(kind)?.get(one) ?? []);
    return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
  };
  return [...series, { id: 'others', name: naming.others, means: 'kind', values: x.map(sum) }];
}
