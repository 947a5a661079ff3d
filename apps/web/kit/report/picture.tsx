import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture, Report, ReportColumn } from '#loop/measure/reports/contract.ts';
import { useSay } from '../../shell/language.ts';
import { HeatTable } from '../charts/heat-table.tsx';
import { Ranked } from '../charts/ranked.tsx';
import { SeriesChart } from '../charts/series-chart.tsx';
import { useFormat } from '../use-format.tsx';
import { numberOf, textOf, writeColumn, writeNumber, writeText, writeTextShort, type ReportRow } from './cell.ts';
import classes from './picture.module.css';
import { columnOf, panelsOf, type Panel, type SeriesPicture } from './pivot.ts';

interface Drawn<P extends Picture = Picture> { report: Report; picture: P; rows: readonly ReportRow[]; /** How many of a ranking; twelve when absent. */ top?: number; /** YYYY-MM-DD: the last day asked for. */ to?: string }

/** The picture that a report declares, drawn the same way wherever it stands. */
export function ReportPicture({ report, picture, rows, top, to }: Drawn) {
  switch (picture.kind) {
    case 'line': case 'bars': case 'stacked': return <SeriesPictures report={report} picture={picture} rows={rows} {...(to ? { to } : {})} />;
    case 'ranked': return <RankedPicture report={report} picture={picture} rows={rows} {...(top ? { top } : {})} />;
    case 'cohort': case 'grid': return <HeatPicture report={report} picture={picture} rows={rows} />;
    case 'none': return null;
  }
}

function SeriesPictures({ report, picture, rows, to }: Drawn<SeriesPicture>) {
  const { t } = useTranslation('kit');
  const words = useSay();
  const format = useFormat();
  const panels = useMemo(() => panelsOf(report, picture, rows, {
    column: (column) => words(column.label), value: (column, value) => writeText(column, value, format, words) ?? t('unknown'), others: t('picture.other'),
  }), [report, picture, rows, words, format, t]);
  return <>{panels.map((panel) => <SeriesPanel key={panel.kind} report={report} picture={picture} panel={panel} running={isRunning(columnOf(report, picture.x).kind, panel.x.at(-1), to)} />)}</>;
}

/** Whether the month of the last bar goes on after the last day asked for. */
function isRunning(kind: ReportColumn['kind'], last: string | undefined, to: string | undefined): boolean {
  if (kind !== 'month' || !last || !to || last.slice(0, 7) !== to.slice(0, 7)) return false;
  const next = new Date(`${to}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.getUTCDate() !== 1;
}

function SeriesPanel({ report, picture, panel, running }: { report: Report; picture: SeriesPicture; panel: Panel; running: boolean }) {
  const { t } = useTranslation('kit');
  const words = useSay();
  const format = useFormat();
  const along = columnOf(report, picture.x);
  const written = useMemo(() => {
    const { whole, short } = writeNumber(panel.kind, format);
    return {
      write: whole, writeShort: short,
      writeX: (x: string) => writeText(along, x, format, words) ?? t('unknown'),
      writeXShort: (x: string) => writeTextShort(along, x, format, words) ?? t('unknown'),
    };
  }, [panel.kind, along, format, words, t]);
  const label = `${t('picture.chart', { title: words(report.question) })} ${panel.series.map((series) => rangeOf(series.name, series.values)).join(' ')}`;
  function rangeOf(name: string, values: readonly (number | null)[]): string {
    const known = values.filter((value) => value !== null);
    if (known.length === 0) return '';
    return `${t('picture.range', { name, low: written.write(Math.min(...known)), high: written.write(Math.max(...known)) })}.`;
  }
  const last = panel.x.at(-1);
  return (
    <>
      <SeriesChart kind={picture.kind} x={panel.x} series={panel.series} label={label} running={running} {...written} />
      {running && last ? <p className={classes.note}>{t('picture.running', { month: written.writeX(last) })}</p> : null}
    </>
  );
}

function RankedPicture({ report, picture, rows, top }: Drawn<Extract<Picture, { kind: 'ranked' }>>) {
  const { t } = useTranslation('kit');
  const words = useSay();
  const format = useFormat();
  const [name, measured] = [columnOf(report, picture.label), columnOf(report, picture.value)];
  const items = rows
    .flatMap((row, index) => {
      const value = numberOf(row, measured.name);
      return value === null ? [] : [{ id: String(index), label: writeText(name, textOf(row, name.name), format, words) ?? t('unknown'), value }];
    })
    .sort((a, b) => b.value - a.value);
  return <Ranked {...(top ? { top } : {})} items={items} write={writeNumber(measured.kind, format).whole} label={t('picture.chart', { title: words(report.question) })} />;
}

function HeatPicture({ report, picture, rows }: Drawn<Extract<Picture, { kind: 'cohort' | 'grid' }>>) {
  const { t } = useTranslation('kit');
  const words = useSay();
  const format = useFormat();
  const [down, across, measured] = [columnOf(report, picture.row), columnOf(report, picture.column), columnOf(report, picture.value)];
  const cells = useMemo(() => new Map(rows.map((row) => [`${textOf(row, down.name)} ${textOf(row, across.name)}`, numberOf(row, measured.name)])), [rows, down, across, measured]);
  const size = picture.kind === 'cohort' ? columnOf(report, picture.size) : null;
  const columns = [...new Set(rows.map((row) => textOf(row, across.name)))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  // In its first month a whole cohort has ordered: that column would take all the colour and says nothing.
  const told = picture.kind === 'cohort' ? columns.filter((column) => column !== '0') : columns;
  return (
    <HeatTable
      caption={words(report.question)}
      corner={words(down.label)}
      rows={[...new Map(rows.map((row) => [textOf(row, down.name), row])).entries()].map(([id, row]) => ({
        id, label: (size ? writeTextShort(down, id, format, words) : writeText(down, id, format, words)) ?? t('unknown'),
        ...(size ? { size: format.count(numberOf(row, size.name) ?? 0) } : {}),
      }))}
      columns={told.map((id) => ({ id, label: writeText(across, id, format, words) ?? t('unknown') }))}
      value={(row, column) => cells.get(`${row} ${column}`) ?? null}
      write={writeColumn(measured.kind, format, [...cells.values()])}
      {...(size ? { sizeLabel: words(size.label) } : {})}
    />
  );
}
