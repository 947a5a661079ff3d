import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countCampaignAudience, launchCampaign } from '#client/gen/sdk.gen.ts';
import type { AudienceCount, Campaign } from '#client/gen/types.gen.ts';
import { LANGUAGES } from '#vocabulary/words.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import { Count } from '../../kit/values.tsx';

/** Who would get it, who not and why; then the one step that cannot be taken back, asked twice. */
export function Launch({ campaign, onLaunched }: { campaign: Campaign; onLaunched: () => void }) {
  const { t } = useTranslation('engage');
  const answer = useQuery({ queryKey: ['campaigns', campaign.id, 'audience'], queryFn: () => told(countCampaignAudience({ path: { id: campaign.id } })) });
  if (campaign.segment === null) return <EmptyState title={t('launch.noAudience')}>{t('launch.noAudienceWhy')}</EmptyState>;
  return <Answered answer={answer}>{(count) => <Ready campaign={campaign} count={count} onLaunched={onLaunched} />}</Answered>;
}

function Ready({ campaign, count, onLaunched }: { campaign: Campaign; count: AudienceCount; onLaunched: () => void }) {
  const { t } = useTranslation('engage');
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const launching = useAction({ act: () => told(launchCampaign({ path: { id: campaign.id } })), renews: [['campaigns'], ['home']], onDone: onLaunched });
  const written = LANGUAGES.filter((language) => campaign.contents[language]);
  const reasons = Object.entries(count.withheld).filter(([, people]) => people > 0);
  const ready = count.treatment > 0 && written.length > 0;
  return (
    <Section title={t('launch.title')} meaning={t('launch.meaning', { treatment: format.count(count.treatment), customers: format.count(count.customers) })}>
      <Figures>
        <Figure label={t('launch.treatment')} value={format.count(count.treatment)} />
        <Figure label={t('launch.holdout')} value={format.count(count.holdout)} note={t('launch.holdoutNote')} />
        <Figure label={t('launch.withheld')} value={format.count(reasons.reduce((sum, [, people]) => sum + people, 0))} />
      </Figures>
      {reasons.length > 0 ? (
        <DataTable caption={t('launch.withheld')} rows={reasons} rowKey={([why]) => why} columns={[
          { id: 'why', header: t('launch.why'), cell: ([why]) => t(`withheld.${why}` as 'withheld.no consent') },
          { id: 'people', header: t('launch.people'), cell: ([, people]) => <Count value={people} />, numeric: true },
        ]} />
      ) : null}
      {written.length === 0 ? <p>{t('launch.noMessage')}</p> : null}
      {launching.error ? <FaultNotice fault={faultOf(launching.error)} /> : null}
      <Button mt="md" leftSection={<IconSend size={17} aria-hidden />} disabled={!ready} onClick={() => setAsking(true)}>{t('launch.now')}</Button>
      <Confirm opened={asking} onClose={() => setAsking(false)} title={t('launch.sure')} action={t('launch.now')} pending={launching.isPending} onConfirm={() => { setAsking(false); launching.mutate(undefined); }}>
        {t('launch.sureWhat', { treatment: format.count(count.treatment) })}
      </Confirm>
    </Section>
  );
}
