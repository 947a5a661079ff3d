import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archiveObjective, listCampaigns, listMetrics, listObjectives } from '#client/gen/sdk.gen.ts';
import type { Campaign, Objective } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { LeftOutNote } from '../../kit/left-out.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import { useWorkspace } from '../../shell/session.ts';
import { Meter } from './meter.tsx';
import { useWrite } from './use-write.ts';

interface Known { unit: string; better: 'up' | 'down'; name: string }

/** What we want, by when; how far it has come; which campaigns serve it. */
export function Page() {
  const { t } = useTranslation('plan');
  const { role } = useWorkspace();
  const answer = useQuery({ queryKey: ['objectives', 'page'], queryFn: async () => {
    const [{ objectives }, { metrics }, { campaigns }] = await Promise.all([told(listObjectives()), told(listMetrics()), told(listCampaigns())]);
    return { objectives, campaigns, metrics: new Map(metrics.map((metric) => [metric.id, metric])) };
  } });
  const make = reaches(role, 'marketer') ? <Button component={Link} to="/plan/new" leftSection={<IconPlus size={17} aria-hidden />}>{t('new')}</Button> : null;
  const some = (answer.data?.objectives.length ?? 0) > 0;
  return (
    <KitPage title={t('title')} lead={t('lead')} actions={some ? make : null}>
      <Answered answer={answer}>
        {({ objectives, metrics, campaigns }) => objectives.length === 0
          ? <EmptyState title={t('none')} action={make} example={t('example')}>{t('noneWhy')}</EmptyState>
          : objectives.map((objective) => (
            <One key={objective.id} objective={objective} metric={metrics.get(objective.metric)!} campaigns={campaigns.filter((campaign) => campaign.objective === objective.id)} mayChange={reaches(role, 'marketer')} />
          ))}
      </Answered>
    </KitPage>
  );
}

function One({ objective, metric, campaigns, mayChange }: { objective: Objective; metric: Known; campaigns: readonly Campaign[]; mayChange: boolean }) {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const write = useWrite(metric.unit);
  const [asking, setAsking] = useState(false);
  const archiving = useAction({ act: () => told(archiveObjective({ path: { id: objective.id } })), renews: [['objectives'], ['home']], done: t('archived') });
  const { progress } = objective;
  const change = objective.baseline === 0 ? null : objective.target / objective.baseline - 1;
  return (
    <Section
      title={objective.name} meaning={t(`says.${progress.state}`, { metric: metric.name, day: format.day(objective.dueOn) })}
      actions={mayChange ? <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('archive', { name: objective.name })} onClick={() => setAsking(true)}><IconArchive size={18} /></ActionIcon> : null}
    >
      <LeftOutNote leftOut={progress.leftOut} />
      <Figures>
        <Figure label={t('target', { day: format.day(objective.dueOn) })} value={write(objective.target)} {...(change === null ? {} : { note: t('overBaseline', { change: format.change(change) }) })} />
        <Figure label={t('actual')} value={progress.actual === null ? null : write(progress.actual)} />
        <Figure label={t('plannedByNow')} value={progress.expectedByNow === null ? null : write(progress.expectedByNow)} />
        <Figure label={t('baseline')} value={write(objective.baseline)} note={t('span', { from: format.day(objective.baselineFrom), to: format.day(objective.baselineTo) })} />
      </Figures>
      <Meter actual={progress.actual} planned={progress.expectedByNow} target={objective.target} label={t('meter', { actual: progress.actual === null ? '–' : write(progress.actual), target: write(objective.target) })} state={progress.state} />
      <p>{campaigns.length === 0 ? t('noCampaign') : t('campaigns')} {campaigns.map((campaign, i) => <span key={campaign.id}>{i > 0 ? ', ' : ''}<Link to="/engage/campaigns/$id" params={{ id: String(campaign.id) }}>{campaign.name}</Link></span>)}</p>
      <Confirm opened={asking} onClose={() => setAsking(false)} title={t('archiveTitle')} action={t('archiveDo')} pending={archiving.isPending} onConfirm={() => { setAsking(false); archiving.mutate(undefined); }}>{t('archiveWhat', { name: objective.name })}</Confirm>
    </Section>
  );
}
