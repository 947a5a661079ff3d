import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { GetImportResponse } from '#client/gen/types.gen.ts';
import { Answered } from '../../kit/answered.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Section } from '../../kit/section.tsx';
import { Moment } from '../../kit/values.tsx';
import classes from './data.module.css';
import { ImportProgress, isAtWork, useImport } from './progress.tsx';

/** One import: how far it is, what came of it, and how the file was read. */
export function Page() {
  const { t } = useTranslation('data');
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useImport(Number(id));
  return <Answered answer={answer} page={{ title: t('imports.title'), back: { to: '/data', label: t('imports.title') } }}>{(asked) => <Shown asked={asked} />}</Answered>;
}

function Shown({ asked }: { asked: GetImportResponse }) {
  const { t } = useTranslation('data');
  const { read, understanding, columns } = asked.plan;
  return (
    <KitPage title={asked.fileName} lead={asked.kindLabel} back={{ to: '/data', label: t('imports.title') }}>
      <ImportProgress asked={asked} />
      {isAtWork(asked) || asked.state === 'failed' ? null : (
        <div className={classes.buttons}>
          <Button component={Link} to="/data/quality" variant="default">{t('quality.look')}</Button>
          {asked.kind === 'customers' || asked.kind === 'orders' ? <Button component={Link} to="/customers" variant="default">{t('toCustomers')}</Button> : null}
        </div>
      )}
      <Section title={t('how.title')}>
        <dl className={classes.facts}>
          <dt>{t('how.format')}</dt><dd>{t(`format.${read.format}`)}{read.gzip ? ' (gzip)' : ''}{read.sheet ? ` · ${read.sheet}` : ''}</dd>
          {read.format === 'csv' ? <><dt>{t('how.encoding')}</dt><dd>{read.encoding.toUpperCase()}</dd></> : null}
          <dt>{t('how.dates')}</dt><dd>{t(`order.${understanding.dateOrder}`)} · {understanding.timeZone}</dd>
          <dt>{t('how.currency')}</dt><dd>{understanding.currency}</dd>
          <dt>{t('how.columns')}</dt><dd>{Object.values(columns).join(', ')}</dd>
          <dt>{t('how.begun')}</dt><dd><Moment value={asked.startedAt} /></dd>
          <dt>{t('how.ended')}</dt><dd><Moment value={asked.finishedAt} /></dd>
        </dl>
      </Section>
    </KitPage>
  );
}
