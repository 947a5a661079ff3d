import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CampaignResults as Results } from '#client/gen/types.gen.ts';
import { Ranked } from '../../kit/charts/ranked.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import type { Format } from '../../kit/format.ts';
import { Section } from '../../kit/section.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Count } from '../../kit/values.tsx';

type Messages = Results['messages'];

/** What became of the messages of a campaign, and what their readers did. */
export function CampaignMessages({ messages }: { messages: Messages }) {
  const { t } = useTranslation('engage');
  const format = useFormat();
  const share = (part: number): string => (messages.sent === 0 ? '' : format.share(part / messages.sent));
  const steps = (['sent', 'delivered', 'opened', 'clicked'] as const).map((step) => ({
    id: step, label: t(`results.${step}`), value: messages[step], ...(step === 'sent' || messages.sent === 0 ? {} : { note: share(messages[step]) }),
  }));
  return (
    <Section title={t('results.messagesTitle')} meaning={messages.sent === 0 ? undefined : basisOf(messages, t, format)}>
      <Ranked items={steps} write={format.count} label={t('results.messagesTitle')} />
      <Figures>
        <Figure label={t('results.bounced')} value={format.count(messages.bounced)} />
        <Figure label={t('results.complained')} value={format.count(messages.complained)} note={share(messages.complained)} />
        <Figure label={t('results.unsubscribed')} value={format.count(messages.unsubscribed)} note={share(messages.unsubscribed)} />
      </Figures>
      <Ledger messages={messages} />
    </Section>
  );
}

/** How far "delivered" can be trusted: few servers confirm, so it is what was sent less what came back, if that is heard at all. */
function basisOf({ delivered, confirmed, hearing }: Messages, t: TFunction<'engage'>, format: Format): string {
  const basis = hearing !== 'heard' && hearing !== 'caught' ? t(`results.basis.${hearing}`) : confirmed === delivered ? t('results.basis.confirmed') : t('results.basis.heard', { confirmed: format.count(confirmed) });
  return t('results.basis.says', { basis });
}

/** Everybody of the audience stands in exactly one line, so that the lines add up. */
function Ledger({ messages }: { messages: Messages }) {
  const { t } = useTranslation('engage');
  const lines: [string, number][] = [
    [t('ledger.delivered'), messages.delivered], [t('ledger.waiting'), messages.waiting], [t('ledger.heldOut'), messages.heldOut], [t('ledger.bounced'), messages.bounced],
    [t('ledger.refused'), messages.refused], [t('ledger.failed'), messages.failed], [t('ledger.unknown'), messages.unknown],
    ...Object.entries(messages.withheld).map(([why, people]): [string, number] => [t('ledger.withheld', { why: t(`withheld.${why}` as 'withheld.no consent') }), people]),
    [t('ledger.audience'), messages.audience],
  ];
  return (
    <DataTable caption={t('ledger.title')} rows={lines.filter(([, people], i) => people > 0 || i === lines.length - 1)} rowKey={([line]) => line} columns={[
      { id: 'line', header: t('ledger.title'), cell: ([line]) => line },
      { id: 'people', header: t('launch.people'), cell: ([, people]) => <Count value={people} />, numeric: true },
    ]} />
  );
}
