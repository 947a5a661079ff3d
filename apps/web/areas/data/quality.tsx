import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listDataQuality } from '#client/gen/sdk.gen.ts';
import type { ListDataQualityResponse } from '#client/gen/types.gen.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { LeftOutNote } from '../../kit/left-out.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Count } from '../../kit/values.tsx';
import classes from './data.module.css';

type Finding = ListDataQualityResponse['findings'][number];

/** What is odd about the data that came in: kept all the same, but counted. */
export function Page() {
  const { t } = useTranslation('data');
  const answer = useQuery({ queryKey: ['data-quality'], queryFn: () => told(listDataQuality()) });
  return (
    <KitPage title={t('quality.title')} lead={t('quality.lead')}>
      <Answered answer={answer}>
        {({ findings, leftOut }) => (findings.length === 0
          ? <EmptyState title={t('quality.none')} action={<Button component={Link} to="/data/import">{t('imports.new')}</Button>}>{t('quality.noneWhy')}</EmptyState>
          : <><LeftOutNote leftOut={leftOut} /><Findings findings={findings} /></>)}
      </Answered>
    </KitPage>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation('data');
  const columns: Column<Finding>[] = [
    {
      id: 'finding', header: t('quality.finding'), sortBy: (row) => row.name, cell: (row) => (
        <div className={classes.finding}>
          <span>{row.name}</span>
          <span className={classes.quiet}>{row.means}</span>
          {row.examples.length > 0 ? <span className={classes.quiet}>{t('quality.example', { row: row.examples[0]!.row, value: row.examples[0]!.value })}</span> : null}
        </div>
      ),
    },
    { id: 'count', header: t('run.counts'), numeric: true, sortBy: (row) => row.count, cell: (row) => <Count value={row.count} /> },
    { id: 'file', header: t('file'), cell: (row) => row.subject, wideOnly: true },
  ];
  return <DataTable caption={t('quality.title')} columns={columns} rows={findings} rowKey={(row) => `${row.code}:${row.subject}`} />;
}
