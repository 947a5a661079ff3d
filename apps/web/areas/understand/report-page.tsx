import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Report } from '#loop/measure/reports/contract.ts';
import { Answered } from '../../kit/answered.tsx';
import { LeftOutNote } from '../../kit/left-out.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { PeriodPicker, usePeriod } from '../../kit/period-picker.tsx';
import { ReportView } from '../../kit/report/report-view.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Waiting } from '../../kit/waiting.tsx';
import { useSay } from '../../shell/language.ts';
import { NotFound } from '../../shell/lost.tsx';
import { reportOf, useReport } from './ask-report.ts';
import { meaningOf } from './meanings.ts';

/** Any report by its id: its sentence, its period, its picture, its table. */
export function Page() {
  const { report: id } = useParams({ strict: false }) as { report?: string };
  const report = reportOf(id ?? '');
  return report ? <OneReport key={report.id} report={report} /> : <NotFound />;
}

/** Cohorts need their time: a year is too short to see who comes back. */
const LONGER: readonly string[] = ['cohorts', 'revenue-by-month', 'new-and-returning'];

function OneReport({ report }: { report: Report }) {
  const { t } = useTranslation('understand');
  const words = useSay();
  const format = useFormat();
  const otherwise = LONGER.includes(report.id) ? '24m' : '12m';
  const period = usePeriod(otherwise);
  const answer = useReport(report.id, period);
  const meaning = answer.data ? meaningOf({ report, rows: answer.data.rows, to: period.to, t, format, words }) : null;
  return (
    <KitPage title={words(report.question)} meaning={meaning ?? undefined}>
      <PeriodPicker otherwise={otherwise} />
      <Answered answer={answer} waiting={<Waiting height={420} />}>
        {({ rows, leftOut }) => <><LeftOutNote leftOut={leftOut} /><ReportView asked to={period.to} report={report} rows={rows} emptyAction={<Button component={Link} to="/data">{t('bringData')}</Button>} /></>}
      </Answered>
    </KitPage>
  );
}
