import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getCampaignResults } from '#client/gen/sdk.gen.ts';
import type { Campaign, CampaignResults as Results } from '#client/gen/types.gen.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { IntervalBar } from '../../kit/interval-bar.tsx';
import { LeftOutNote } from '../../kit/left-out.tsx';
import { Progress } from '../../kit/progress.tsx';
import { Section } from '../../kit/section.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Count, Money } from '../../kit/values.tsx';
import { CampaignMessages } from './campaign-messages.tsx';
import classes from './campaign-results.module.css';

/** What came of it: messages, what readers did, orders, what it added beyond the hold-out, against what the plan expected. */
export function CampaignResults({ campaign }: { campaign: Campaign }) {
  const answer = useQuery({
    queryKey: ['campaigns', campaign.id, 'results'], queryFn: () => told(getCampaignResults({ path: { id: campaign.id } })),
    refetchInterval: campaign.state === 'sending' ? 2000 : 30_000,
  });
  return <Answered answer={answer}>{(results) => <Shown campaign={campaign} results={results} />}</Answered>;
}

function Shown({ campaign, results }: { campaign: Campaign; results: Results }) {
  const { t } = useTranslation('engage');
  const format = useFormat();
  const { messages, afterClick, expected } = results;
  const toSend = messages.delivered + messages.waiting + messages.bounced + messages.refused + messages.failed + messages.unknown;
  return (
    <div className={classes.stack}>
      <LeftOutNote leftOut={results.leftOut} />
      {campaign.state === 'sending' || campaign.state === 'paused' ? <Progress label={t('results.sending')} done={toSend - messages.waiting} total={toSend} unit={t('results.messages')} /> : null}
      <Section title={t('results.orders')} meaning={t('results.ordersMeaning', { orders: format.count(afterClick.orders), revenue: format.money(afterClick.revenue), days: afterClick.windowDays })}>
        <Figures>
          <Figure label={t('results.afterClick')} value={format.count(afterClick.orders)} {...(expected.orders === null ? {} : { note: t('results.expected', { value: format.count(expected.orders) }) })} />
          <Figure label={t('results.revenue')} value={format.money(afterClick.revenue)} {...(expected.revenue === null ? {} : { note: t('results.expected', { value: format.money(expected.revenue) }) })} />
          <Figure label={t('results.cost')} value={format.money(Math.max(results.cost.budget, results.cost.messages))} />
        </Figures>
      </Section>
      <Added results={results} />
      <CampaignMessages messages={messages} />
      {results.links.length > 0 ? (
        <Section title={t('results.links')} bare>
          <DataTable caption={t('results.links')} rows={results.links} rowKey={(link) => link.url} columns={[
            { id: 'url', header: t('results.link'), cell: (link) => <span style={{ overflowWrap: 'anywhere' }}>{link.url}</span> },
            { id: 'messages', header: t('results.clickedIn'), cell: (link) => <Count value={link.messages} />, numeric: true, sortBy: (link) => link.messages },
            { id: 'clicks', header: t('results.clicks'), cell: (link) => <Count value={link.clicks} />, numeric: true, sortBy: (link) => link.clicks, wideOnly: true },
          ]} />
        </Section>
      ) : null}
    </div>
  );
}

function Added({ results: { added, arms } }: { results: Results }) {
  const { t } = useTranslation('engage');
  const format = useFormat();
  if ('unknown' in added) return <Section title={t('added.title')} meaning={t('added.unknown')} />;
  const { buyers, revenue } = added;
  const clear = buyers.low > 0 ? 'added.more' : buyers.high < 0 ? 'added.less' : 'added.unclear';
  const shown = (label: string, { value, low, high, level }: typeof buyers, write: (value: number) => string) => {
    const between = t('added.between', { low: write(Math.round(low)), high: write(Math.round(high)), level: format.share(level) });
    const bar = <IntervalBar low={low} expected={value} high={high} scale={[Math.min(0, low), Math.max(0, high)]} label={`${label}: ${between}`} />;
    return <Figure label={label} value={write(Math.round(value))} interval={between} note={bar} />;
  };
  return (
    <Section title={t('added.title')} meaning={t(clear)}>
      <Figures>
        {shown(t('added.buyers'), buyers, format.count)}
        {revenue ? shown(t('added.revenue'), revenue, format.money) : null}
      </Figures>
      <DataTable caption={t('added.arms')} rows={arms} rowKey={(arm) => arm.arm} columns={[
        { id: 'arm', header: t('added.arm'), cell: (arm) => t(`arm.${arm.arm}`) },
        { id: 'people', header: t('launch.people'), cell: (arm) => <Count value={arm.people} />, numeric: true },
        { id: 'buyers', header: t('added.bought'), cell: (arm) => <Count value={arm.buyers} />, numeric: true },
        { id: 'revenue', header: t('results.revenue'), cell: (arm) => <Money value={arm.revenue} />, numeric: true },
      ]} />
    </Section>
  );
}
