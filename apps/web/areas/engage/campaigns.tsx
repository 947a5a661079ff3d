import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createCampaign, listCampaigns } from '#client/gen/sdk.gen.ts';
import type { Campaign } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useAction } from '../../kit/use-action.ts';
import { Money, Moment } from '../../kit/values.tsx';
import { useWorkspace } from '../../shell/session.ts';
import { StateTag } from './state-tag.tsx';

/** Every campaign, newest first. */
export function Page() {
  const { t } = useTranslation('engage');
  const { role } = useWorkspace();
  const go = useNavigate();
  const answer = useQuery({ queryKey: ['campaigns'], queryFn: async () => (await told(listCampaigns())).campaigns });
  const making = useAction({
    act: () => told(createCampaign({ body: { name: t('campaign.untitled') } })), renews: [['campaigns']],
    onDone: (made) => { void go({ to: '/engage/campaigns/$id', params: { id: String(made.id) } }); },
  });
  const make = reaches(role, 'marketer')
    ? <Button leftSection={<IconPlus size={17} aria-hidden />} loading={making.isPending} onClick={() => making.mutate(undefined)}>{t('campaign.new')}</Button> : null;
  return (
    <KitPage title={t('campaigns.title')} lead={t('campaigns.lead')} actions={answer.data?.length ? make : null}>
      {making.error ? <FaultNotice fault={faultOf(making.error)} /> : null}
      <Answered answer={answer}>
        {(campaigns) => campaigns.length === 0
          ? <EmptyState title={t('campaigns.none')} action={make} example={t('campaigns.example')}>{t('campaigns.noneWhy')}</EmptyState>
          : <Campaigns campaigns={campaigns} />}
      </Answered>
    </KitPage>
  );
}

function Campaigns({ campaigns }: { campaigns: readonly Campaign[] }) {
  const { t } = useTranslation('engage');
  const columns: Column<Campaign>[] = [
    { id: 'name', header: t('name'), cell: (one) => <Link to="/engage/campaigns/$id" params={{ id: String(one.id) }}>{one.name}</Link>, sortBy: (one) => one.name },
    { id: 'state', header: t('state'), cell: (one) => <StateTag state={one.state} />, sortBy: (one) => one.state },
    { id: 'budget', header: t('budget'), cell: (one) => <Money value={one.budget} />, sortBy: (one) => one.budget, numeric: true, wideOnly: true },
    { id: 'launched', header: t('launched'), cell: (one) => <Moment value={one.launchedAt} />, sortBy: (one) => one.launchedAt, wideOnly: true },
  ];
  return <DataTable caption={t('campaigns.title')} columns={columns} rows={campaigns} rowKey={(one) => one.id} />;
}
