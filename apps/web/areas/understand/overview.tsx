import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Report } from '#loop/measure/reports/contract.ts';
import { Answered } from '../../kit/answered.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { LeftOutNote } from '../../kit/left-out.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { PeriodPicker, usePeriod } from '../../kit/period-picker.tsx';
import type { Span } from '../../kit/period.ts';
import { numberOf, type ReportRow } from '../../kit/report/cell.ts';
import { ReportView } from '../../kit/report/report-view.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Waiting } from '../../kit/waiting.tsx';
import { useSay } from '../../shell/language.ts';
import { reportOf, useReport } from './ask-report.ts';
import { meaningOf } from './meanings.ts';
import classes from './overview.module.css';

const SHOWN = ['revenue-by-month', 'new-and-returning', 'rfm-groups', 'revenue-by-country'];

/** Who they are and what they do, on one page; each picture leads to its own. */
export function Page() {
  const { t } = useTranslation('understand');
  const words = useSay();
  const format = useFormat();
  const period = usePeriod('12m');
  const months = useReport('revenue-by-month', period);
  const report = reportOf('revenue-by-month');
  const meaning = months.data && report ? meaningOf({ report, rows: months.data.rows, to: period.to, t, format, words }) : null;
  return (
    <KitPage title={t('overview.title')} meaning={meaning ?? undefined}>
      <PeriodPicker />
      <Answered answer={months} waiting={<Waiting height={480} />}>
        {({ rows, leftOut }) => (rows.length === 0
          ? <EmptyState title={t('overview.empty')} action={<Button component={Link} to="/data">{t('bringData')}</Button>}>{t('overview.emptyWhy')}</EmptyState>
          : <><LeftOutNote leftOut={leftOut} /><Totals rows={rows} whole={leftOut?.length === 0} /><div className={classes.grid}>{SHOWN.map((id) => <One key={id} id={id} period={period} />)}</div></>)}
      </Answered>
    </KitPage>
  );
}

/** @param whole whether the sums of money have every order: else an average of orders would not be one */
function Totals({ rows, whole }: { rows: readonly ReportRow[]; whole: boolean }) {
  const { t } = useTranslation('understand');
  const format = useFormat();
  const sum = (name: string): number => rows.reduce((all, row) => all + (numberOf(row, name) ?? 0), 0);
  const [net, gross, orders, returned] = [sum('net'), sum('gross'), sum('orders'), sum('returned')];
  return (
    <Figures>
      <Figure label={t('overview.net')} value={format.moneyShort(net)} />
      <Figure label={t('overview.orders')} value={format.countShort(orders)} />
      <Figure label={t('overview.average')} value={whole && orders > 0 ? format.money(gross / orders) : null} />
      <Figure label={t('overview.returned')} value={gross > 0 ? format.share(Math.abs(returned) / gross) : null} />
    </Figures>
  );
}

function One({ id, period }: { id: string; period: Span }) {
  const report = reportOf(id);
  return report ? <Known report={report} period={period} /> : null;
}

function Known({ report, period }: { report: Report; period: Span }) {
  const { t } = useTranslation('understand');
  const words = useSay();
  const format = useFormat();
  const answer = useReport(report.id, period, report.id !== 'revenue-by-month');
  return (
    <Answered answer={answer} waiting={<Waiting height={360} />}>
      {({ rows }) => <ReportView compact to={period.to} report={report} rows={rows} meaning={meaningOf({ report, rows, to: period.to, t, format, words })} more={{ to: `/understand/${report.id}`, label: t('overview.more') }} />}
    </Answered>
  );
}
