import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '#loop/measure/reports/contract.ts';
import { useLanguage, useSay } from '../../shell/language.ts';
import { DataTable, type Column } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Section } from '../section.tsx';
import { useFormat } from '../use-format.tsx';
import { Unknown } from '../values.tsx';
import { isNumeric, numberOf, textOf, writeColumn, writeText, type ReportRow } from './cell.ts';
import { csvOf, download } from './csv.ts';
import { ReportPicture } from './picture.tsx';

interface ReportShown {
  report: Report;
  rows: readonly ReportRow[];
  /** One sentence computed from the rows, under the question. */
  meaning?: ReactNode;
  /** The first step when there are no rows. */
  emptyAction?: ReactNode;
  /** The page's title asks the question already: it is not written a second time. */
  asked?: boolean;
  /** YYYY-MM-DD: the last day asked for; a month that goes on after it is drawn pale. */
  to?: string;
  /** Only the picture with its table behind a switch: where several reports share a page. */
  compact?: boolean;
  /** Where all of it is shown. */
  more?: { to: string; label: string };
}

/** Any report from its declaration and its rows: the picture, then the table, and the rows as a file. */
export function ReportView({ report, rows, meaning, emptyAction, asked, to, compact, more }: ReportShown) {
  const { t } = useTranslation('kit');
  const words = useSay();
  const language = useLanguage();
  const format = useFormat();
  const [shown, setShown] = useState<'picture' | 'table'>('picture');
  const title = words(report.question);
  if (rows.length === 0) return <Section title={title} quiet={asked ?? false} bare={!compact}><EmptyState title={words(report.empty)} action={emptyAction} /></Section>;

  const until = to ? { to } : {};
  const pictured = report.picture.kind !== 'none';
  const save = () => download(`${report.id}.csv`, csvOf(report, rows, language, format.minorPerUnit));
  const actions = (
    <>
      {compact && pictured ? (
        <SegmentedControl
          size="xs" value={shown} onChange={(value) => setShown(value === 'table' ? 'table' : 'picture')} aria-label={t('picture.switch')}
          data={[{ value: 'picture', label: t('picture.show') }, { value: 'table', label: t('picture.table') }]}
        />
      ) : null}
      <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconDownload size={15} aria-hidden />} onClick={save}>{t('picture.download')}</Button>
    </>
  );
  const table = <ReportTable report={report} rows={rows} />;
  if (compact) {
    return <Section title={title} meaning={meaning} actions={actions} {...(more ? { more } : {})}>{shown === 'table' || !pictured ? table : <ReportPicture report={report} picture={report.picture} rows={rows} top={7} {...until} />}</Section>;
  }
  return (
    <>
      {pictured ? <Section title={title} quiet={asked ?? false} meaning={meaning}><ReportPicture report={report} picture={report.picture} rows={rows} {...until} /></Section> : null}
      <Section title={pictured ? t('picture.figures') : title} meaning={pictured ? undefined : meaning} actions={actions} bare>{table}</Section>
    </>
  );
}

export function ReportTable({ report, rows }: { report: Report; rows: readonly ReportRow[] }) {
  const words = useSay();
  const format = useFormat();
  const columns = useMemo(() => report.columns.map((column): Column<{ row: ReportRow }> => {
    const { name, kind, label } = column;
    if (isNumeric(kind)) {
      const write = writeColumn(kind, format, rows.map((row) => numberOf(row, name)));
      return {
        id: name, header: words(label), numeric: true, sortBy: ({ row }) => numberOf(row, name),
        cell: ({ row }) => { const value = numberOf(row, name); return value === null ? <Unknown /> : write(value); },
      };
    }
    // Beside the name that a ranking is of, further texts are left out on a phone.
    const beside = report.picture.kind === 'ranked' && kind === 'text' && name !== report.picture.label;
    const byTime = kind === 'day' || kind === 'month';
    return {
      id: name, header: words(label), cell: ({ row }) => writeText(column, textOf(row, name), format, words) ?? <Unknown />,
      wideOnly: beside, rowHeader: report.picture.kind === 'ranked' && name === report.picture.label,
      sortBy: ({ row }) => (byTime ? textOf(row, name) : writeText(column, textOf(row, name), format, words)),
    };
  }), [report, rows, words, format]);
  const keyed = useMemo(() => rows.map((row, index) => ({ row, index })), [rows]);
  return <DataTable caption={words(report.question)} columns={columns} rows={keyed} rowKey={({ index }) => index} />;
}
