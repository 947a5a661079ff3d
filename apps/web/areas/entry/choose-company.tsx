import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LoadSampleResponse } from '#client/gen/types.gen.ts';
import { useTranslation } from 'react-i18next';
import { api, ApiFault, faultOf } from '../../api.ts';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { FormatPlace } from '../../kit/use-format.tsx';
import { Progress } from '../../kit/progress.tsx';
import { rememberWorkspace } from '../../shell/remembered.ts';
import type { Me } from '../../shell/session.ts';
import classes from './choose-company.module.css';
import { EntryFrame } from './entry-frame.tsx';
import { OwnCompany } from './own-company.tsx';
import { goInside } from './session-start.ts';
import type { StartAnswer } from './start-answer.ts';

const enter = (workspace: number): void => { rememberWorkspace(workspace); goInside(); };

export function ChooseCompany({ me }: { me: Me }) {
  const { t } = useTranslation('entry');
  const [own, setOwn] = useState(false);
  const first = me.workspaces.length === 0;
  if (own) {
    return <EntryFrame title={t('own.title')} lead={t('own.lead')}><OwnCompany onMade={enter} onBack={() => setOwn(false)} /></EntryFrame>;
  }
  return (
    <EntryFrame title={first ? t('choose.title', { name: me.name }) : t('choose.another')} lead={t('choose.lead')}>
      <div className={classes.ways}>
        <Sample />
        <section className={classes.way}>
          <h2>{t('choose.own')}</h2>
          <p>{t('choose.ownWhat')}</p>
          <Button variant="default" onClick={() => setOwn(true)}>{t('choose.ownGo')}</Button>
        </section>
        {first ? null : <Button variant="subtle" onClick={() => goInside()}>{t('choose.back')}</Button>}
      </div>
    </EntryFrame>
  );
}

const EVERY = 700;

/** The sample company: begun once, followed while it loads, entered when it is ready. */
function Sample() {
  const { t } = useTranslation('entry');
  const [asked, setAsked] = useState(false);
  const start = useQuery({
    queryKey: ['start'], queryFn: () => api.get<StartAnswer>('/start'), staleTime: 0,
    refetchInterval: ({ state }) => (asked || state.data?.sample.state === 'loading' ? EVERY : false),
  });
  const load = useMutation({ mutationFn: () => api.post<LoadSampleResponse>('/workspaces/sample'), onSuccess: () => { setAsked(true); void start.refetch(); } });
  const sample = start.data?.sample;
  const ready = sample?.state === 'ready' ? sample.workspace : null;
  useEffect(() => { if (asked && ready !== null) enter(ready); }, [asked, ready]);
  return (
    <section className={classes.way}>
      <h2>{t('choose.sample')}</h2>
      <p>{t('choose.sampleWhat')}</p>
      {sample?.state === 'loading' || (asked && sample?.state !== 'failed')
        ? <FormatPlace currency="GBP" timeZone="UTC"><Progress label={t('choose.loading')} done={Math.round((sample?.share ?? 0) * 100)} total={100} unit="%" /></FormatPlace>
        : <Button onClick={() => load.mutate()} loading={load.isPending}>{t('choose.sampleGo')}</Button>}
      {sample?.state === 'failed' ? <FaultNotice fault={new ApiFault(0, 'web.sample', sample.message ?? t('choose.failed'), 'retry')} /> : null}
      {load.isError ? <FaultNotice fault={faultOf(load.error)} /> : null}
    </section>
  );
}
