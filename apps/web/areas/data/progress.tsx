import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getImport, resumeImport, stopImport } from '#client/gen/sdk.gen.ts';
import type { GetImportResponse } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { ApiFault, faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { Progress } from '../../kit/progress.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import { Count } from '../../kit/values.tsx';
import { useWorkspace } from '../../shell/session.ts';
import classes from './data.module.css';
import { download } from './download.ts';

export const isAtWork = ({ state }: Pick<GetImportResponse, 'state'>): boolean => state === 'waiting' || state === 'running';

/** An import or a dry run as it stands, asked again twice a second while it works. */
export const useImport = (id: number) => useQuery({
  queryKey: ['imports', id], queryFn: () => told(getImport({ path: { id } })), refetchInterval: ({ state }) => (state.data && !isAtWork(state.data) ? false : 500),
});

/** Progress while it works; then the counts, which always add up, and the rows that were not taken. */
export function ImportProgress({ asked }: { asked: GetImportResponse }) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const may = reaches(useWorkspace().role, 'marketer');
  const stopping = useAction({ act: () => told(stopImport({ path: { id: asked.id } })), renews: [['imports']] });
  const going = useAction({ act: () => told(resumeImport({ path: { id: asked.id } })), renews: [['imports']] });
  const fault = stopping.error ?? going.error;
  const expected = asked.rowsTotal ?? (asked.share > 0.01 ? rounded(asked.rowsRead / asked.share) : null);
  return (
    <Section title={t(asked.dryRun ? 'run.check' : 'run.title')} meaning={saying(asked, t, format.count)}>
      {isAtWork(asked) ? (
        <Progress label={t(asked.dryRun ? 'run.checking' : 'run.importing', { file: asked.fileName })} done={asked.rowsRead} total={expected} unit={t(asked.rowsTotal === null && expected !== null ? 'rowsAbout' : 'rows')}
          {...(may ? { onStop: () => stopping.mutate(undefined) } : {})} />
      ) : null}
      {asked.error ? <FaultNotice fault={new ApiFault(0, asked.error.code, asked.error.message, 'fix')} /> : null}
      {fault ? <FaultNotice fault={faultOf(fault)} /> : null}
      <Figures label={t('run.counts')}>
        <Figure label={t('rowsRead')} value={format.count(asked.rowsRead)} />
        <Figure label={t('rowsNew')} value={format.count(asked.rowsNew)} note={t('rowsNewWhat')} />
        <Figure label={t('rowsSame')} value={format.count(asked.rowsSame)} note={t('rowsSameWhat')} />
        <Figure label={t('rowsBad')} value={format.count(asked.rowsBad)} {...(asked.rowsBad > 0 ? { note: t('rowsBadWhat') } : {})} />
      </Figures>
      {may && (asked.state === 'stopped' || asked.state === 'failed') ? <div className={classes.buttons}><Button loading={going.isPending} onClick={() => going.mutate(undefined)}>{t('run.goOn')}</Button></div> : null}
      {asked.rowsBad > 0 ? <Bad asked={asked} /> : null}
    </Section>
  );
}

const rounded = (value: number): number => Number(value.toPrecision(2));

function saying(asked: GetImportResponse, t: (key: string, values?: Record<string, unknown>) => string, count: (value: number) => string): string {
  const values = { fresh: count(asked.rowsNew), same: count(asked.rowsSame), bad: count(asked.rowsBad), read: count(asked.rowsRead) };
  if (asked.state === 'done') {
    if (asked.dryRun) return t(asked.rowsBad > 0 ? 'run.wouldBad' : 'run.would', values);
    return t(asked.rowsNew === 0 && asked.rowsBad === 0 ? 'run.nothingNew' : asked.rowsBad > 0 ? 'run.doneBad' : 'run.done', values);
  }
  return t(`run.${asked.state}`, values);
}

function Bad({ asked }: { asked: GetImportResponse }) {
  const { t } = useTranslation('data');
  const fetching = useAction({ act: () => download(`/imports/${asked.id}/bad-rows.csv`, `${asked.fileName}-${t('rowsBad')}.csv`), renews: [] });
  const columns: Column<GetImportResponse['reasons'][number]>[] = [
    { id: 'reason', header: t('reason'), cell: (row) => row.sentence.charAt(0).toUpperCase() + row.sentence.slice(1) },
    { id: 'count', header: t('run.counts'), numeric: true, cell: (row) => <Count value={row.count} /> },
  ];
  return (
    <div className={classes.reasons}>
      <DataTable caption={t('run.reasons')} columns={columns} rows={asked.reasons} rowKey={(row) => row.reason} />
      {fetching.error ? <FaultNotice fault={faultOf(fetching.error)} /> : null}
      <div><Button variant="default" loading={fetching.isPending} onClick={() => fetching.mutate(undefined)} leftSection={<IconDownload size={17} aria-hidden />}>{t('run.download')}</Button></div>
    </div>
  );
}
