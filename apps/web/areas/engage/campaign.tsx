import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteCampaign, getCampaign, pauseCampaign, resumeCampaign, stopCampaign } from '#client/gen/sdk.gen.ts';
import type { Campaign } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useWorkspace } from '../../shell/session.ts';
import { CampaignPlan } from './campaign-plan.tsx';
import { CampaignResults } from './campaign-results.tsx';
import { Launch } from './launch.tsx';
import { MessageEditor } from './message-editor.tsx';
import { StateTag } from './state-tag.tsx';

/** One campaign from draft to results; while it is sending the page looks again every two seconds. */
export function Page() {
  const { t } = useTranslation('engage');
  const id = Number(useParams({ strict: false }).id);
  const answer = useQuery({
    queryKey: ['campaigns', id], queryFn: () => told(getCampaign({ path: { id } })),
    refetchInterval: ({ state }) => (state.data?.state === 'sending' ? 2000 : false),
  });
  return <Answered answer={answer} page={{ title: t('campaigns.title'), back: { to: '/engage', label: t('campaigns.title') } }}>{(campaign) => <One campaign={campaign} />}</Answered>;
}

function One({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('engage');
  const { role } = useWorkspace();
  const mayChange = reaches(role, 'marketer') && campaign.state === 'draft';
  const [tab, setTab] = useState<string | null>(null);
  const steps = campaign.state === 'draft' ? ['plan', 'message', 'launch'] as const : ['results', 'plan', 'message'] as const;
  const open = tab ?? steps[0];
  return (
    <KitPage title={campaign.name} lead={<StateTag state={campaign.state} />} back={{ to: '/engage', label: t('campaigns.title') }} actions={reaches(role, 'marketer') ? <Actions campaign={campaign} /> : null}>
      <Tabs value={open} onChange={setTab} keepMounted={false}>
        <Tabs.List>{steps.map((step, i) => <Tabs.Tab key={step} value={step}>{campaign.state === 'draft' ? `${i + 1}. ` : ''}{t(`step.${step}`)}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value="plan" pt="lg"><CampaignPlan campaign={campaign} mayChange={mayChange} onDone={() => setTab('message')} /></Tabs.Panel>
        <Tabs.Panel value="message" pt="lg"><MessageEditor campaign={campaign} mayChange={mayChange} onDone={() => setTab('launch')} /></Tabs.Panel>
        <Tabs.Panel value="launch" pt="lg"><Launch campaign={campaign} onLaunched={() => setTab('results')} /></Tabs.Panel>
        <Tabs.Panel value="results" pt="lg"><CampaignResults campaign={campaign} /></Tabs.Panel>
      </Tabs>
    </KitPage>
  );
}

function Actions({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('engage');
  const go = useNavigate();
  const [asking, setAsking] = useState<'stop' | 'delete' | null>(null);
  const path = { id: campaign.id };
  const renews = [['campaigns'], ['home']];
  const pausing = useAction({ act: () => told(pauseCampaign({ path })), renews });
  const resuming = useAction({ act: () => told(resumeCampaign({ path })), renews });
  const stopping = useAction({ act: () => told(stopCampaign({ path })), renews, onDone: () => setAsking(null) });
  const deleting = useAction({ act: () => told(deleteCampaign({ path })), renews, done: t('campaign.deleted'), onDone: () => { void go({ to: '/engage' }); } });
  const refused = pausing.error ?? resuming.error ?? stopping.error ?? deleting.error;
  return (
    <>
      {campaign.state === 'sending' ? <Button variant="default" loading={pausing.isPending} onClick={() => pausing.mutate(undefined)}>{t('pause')}</Button> : null}
      {campaign.state === 'paused' ? <Button loading={resuming.isPending} onClick={() => resuming.mutate(undefined)}>{t('resume')}</Button> : null}
      {campaign.state === 'sending' || campaign.state === 'paused' ? <Button variant="default" onClick={() => setAsking('stop')}>{t('stop')}</Button> : null}
      {campaign.state === 'draft' ? <Button variant="default" onClick={() => setAsking('delete')}>{t('delete')}</Button> : null}
      {refused ? <FaultNotice fault={faultOf(refused)} /> : null}
      <Confirm opened={asking === 'stop'} onClose={() => setAsking(null)} title={t('campaign.stopTitle')} action={t('stop')} pending={stopping.isPending} onConfirm={() => stopping.mutate(undefined)}>{t('campaign.stopWhat')}</Confirm>
      <Confirm opened={asking === 'delete'} onClose={() => setAsking(null)} title={t('campaign.deleteTitle')} action={t('delete')} pending={deleting.isPending} onConfirm={() => deleting.mutate(undefined)}>{t('campaign.deleteWhat', { name: campaign.name })}</Confirm>
    </>
  );
}
