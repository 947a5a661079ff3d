import { useTranslation } from 'react-i18next';
import type { CampaignResults as Results } from '#client/gen/types.gen.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { Section } from '../../kit/section.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Count } from '../../kit/values.tsx';

type Messages = Results['messages'];

/** What became of the messages of a campaign, and what their readers did. */
export function CampaignMessages({ messages }: { messages: Messages }) {
  const { t } = useTranslation('engage');
  const format = useFormat();
  const share = (part: number): string => (messages.sent === 0 ? '' : format.share(part / messages.sent));
  return (
    <Section title={t('results.messagesTitle')}>
      <Figures>
        <Figure label={t('results.sent')} value={format.count(messages.sent)} />
        <Figure label={t('results.delivered')} value={format.count(messages.delivered)} note={<Delivered messages={messages} share={share(messages.delivered)} />} />
        <Figure label={t('results.opened')} value={format.count(messages.opened)} note={share(messages.opened)} />
        <Figure label={t('results.clicked')} value={format.count(messages.clicked)} note={share(messages.clicked)} />
        <Figure label={t('results.bounced')} value={format.count(messages.bounced)} />
        <Figure label={t('results.complained')} value={format.count(messages.complained)} note={share(messages.complained)} />
        <Figure label={t('results.unsubscribed')} value={format.count(messages.unsubscribed)} note={share(messages.unsubscribed)} />
      </Figures>
      <Ledger messages={messages} />
    </Section>
  );
}

/** How far the number can be trusted: few servers confirm, so it is what was sent less what came back, if that is heard at all. */
function Delivered({ messages: { sent, delivered, confirmed, hearing }, share }: { messages: Messages; share: string }) {
  const { t } = useTranslation('engage');
  const format = useFormat();
  if (sent === 0) return null;
  const basis = hearing !== 'heard' && hearing !== 'caught' ? t(`results.basis.${hearing}`) : confirmed === delivered ? t('results.basis.confirmed') : t('results.basis.heard', { confirmed: format.count(confirmed) });
  return <>{share} · {basis}</>;
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
