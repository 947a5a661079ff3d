import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getCampaignResults, listCampaigns } from '#client/gen/sdk.gen.ts';
import type { Campaign, CampaignResults } from '#client/gen/types.gen.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Section } from '../../kit/section.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Count, Money, Unknown } from '../../kit/values.tsx';

interface Measured { campaign: Campaign; results: CampaignResults }
const NEWEST = 30;

/** What each yuan or pound brought: launched campaigns side by side. */
export function Page() {
  const { t } = useTranslation('measure');
  const format = useFormat();
  const answer = useQuery({ queryKey: ['campaigns', 'measured'], queryFn: async (): Promise<Measured[]> => {
    const launched = (await told(listCampaigns())).campaigns.filter((campaign) => campaign.state !== 'draft').slice(0, NEWEST);
    return Promise.all(launched.map(async (campaign) => ({ campaign, results: await told(getCampaignResults({ path: { id: campaign.id } })) })));
  } });
  const all = answer.data ?? [];
  const orders = all.reduce((sum, { results }) => sum + results.afterClick.orders, 0);
  const revenue = all.reduce((sum, { results }) => sum + results.afterClick.revenue, 0);
  const cost = all.reduce((sum, { results }) => sum + costOf(results), 0);
  return (
    <KitPage title={t('title')} {...(all.length > 0 ? { meaning: t('meaning', { count: all.length, orders: format.count(orders), revenue: format.money(revenue) }) } : {})}>
      <Answered answer={answer}>
        {(measured) => measured.length === 0
          ? <EmptyState title={t('none')} action={<Button component={Link} to="/engage">{t('first')}</Button>}>{t('noneWhy')}</EmptyState>
          : (
            <>
              <Section title={t('together')} quiet>
                <Figures>
                  <Figure label={t('orders')} value={format.count(orders)} />
                  <Figure label={t('revenue')} value={format.money(revenue)} />
                  <Figure label={t('cost')} value={format.money(cost)} />
                  <Figure label={t('costPerOrder')} value={orders === 0 ? null : format.money(cost / orders)} />
                </Figures>
              </Section>
              <Measures measured={measured} />
            </>
          )}
      </Answered>
    </KitPage>
  );
}

const costOf = ({ cost }: CampaignResults): number => Math.max(cost.budget, cost.messages);

function Measures({ measured }: { measured: readonly Measured[] }) {
  const { t } = useTranslation('measure');
  const columns: Column<Measured>[] = [
    { id: 'name', header: t('campaign'), cell: ({ campaign }) => <Link to="/engage/campaigns/$id" params={{ id: String(campaign.id) }}>{campaign.name}</Link>, sortBy: ({ campaign }) => campaign.name },
    { id: 'sent', header: t('sent'), cell: ({ results }) => <Count value={results.messages.sent} />, numeric: true, sortBy: ({ results }) => results.messages.sent },
    { id: 'clicked', header: t('clicked'), cell: ({ results }) => <Count value={results.messages.clicked} />, numeric: true, sortBy: ({ results }) => results.messages.clicked, wideOnly: true },
    { id: 'orders', header: t('orders'), cell: ({ results }) => <Count value={results.afterClick.orders} />, numeric: true, sortBy: ({ results }) => results.afterClick.orders },
    { id: 'expected', header: t('expected'), cell: ({ results }) => (results.expected.orders === null ? <Unknown /> : <Count value={results.expected.orders} />), numeric: true, sortBy: ({ results }) => results.expected.orders, wideOnly: true },
    { id: 'revenue', header: t('revenue'), cell: ({ results }) => <Money value={results.afterClick.revenue} />, numeric: true, sortBy: ({ results }) => results.afterClick.revenue },
    { id: 'cost', header: t('cost'), cell: ({ results }) => <Money value={costOf(results)} />, numeric: true, sortBy: ({ results }) => costOf(results), wideOnly: true },
  ];
  return <Section title={t('each')} bare><DataTable caption={t('each')} columns={columns} rows={measured} rowKey={({ campaign }) => campaign.id} /></Section>;
}
