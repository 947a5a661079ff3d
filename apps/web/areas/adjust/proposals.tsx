import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptProposal, dismissProposal, listProposals } from '#client/gen/sdk.gen.ts';
import type { Proposal } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { IntervalBar } from '../../kit/interval-bar.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Section } from '../../kit/section.tsx';
import { Tag } from '../../kit/tag.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import { Moment } from '../../kit/values.tsx';
import { useWorkspace } from '../../shell/session.ts';
import classes from './proposals.module.css';

/** What the evidence says should change, with what it is expected to bring; or why there is nothing to say. */
export function Page() {
  const { t } = useTranslation('adjust');
  const answer = useQuery({ queryKey: ['proposals'], queryFn: () => told(listProposals()) });
  const waiting = answer.data?.proposals.filter((proposal) => proposal.state === 'open').length ?? 0;
  return (
    <KitPage title={t('title')} {...(answer.data ? { meaning: t('meaning', { count: waiting }) } : {})}>
      <Answered answer={answer}>
        {({ proposals, nothing }) => (
          <>
            {proposals.filter((proposal) => proposal.state === 'open').map((proposal) => <Open key={proposal.id} proposal={proposal} />)}
            {nothing.length > 0 ? (
              <Section title={t('nothing')} meaning={t('nothingWhat')}>
                <ul className={classes.nothing}>{nothing.map((each) => <li key={each.advice}><strong>{each.name}</strong><span>{each.says}</span></li>)}</ul>
              </Section>
            ) : null}
            <Decided proposals={proposals.filter((proposal) => proposal.state !== 'open')} />
            {proposals.length === 0 && nothing.length === 0 ? <EmptyState title={t('none')} /> : null}
          </>
        )}
      </Answered>
    </KitPage>
  );
}

function Open({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('adjust');
  const { role } = useWorkspace();
  const format = useFormat();
  const go = useNavigate();
  const [asking, setAsking] = useState(false);
  const path = { id: proposal.id };
  const renews = [['proposals'], ['home'], ['campaigns'], ['segments']];
  const accepting = useAction({ act: () => told(acceptProposal({ path })), renews, done: t('accepted'), onDone: ({ campaign }) => { if (campaign !== null) void go({ to: '/engage/campaigns/$id', params: { id: String(campaign) } }); } });
  const dismissing = useAction({ act: () => told(dismissProposal({ path })), renews, done: t('dismissed') });
  const { gain } = proposal;
  const write = (value: number): string => (gain.unit === 'money' ? format.money(value) : format.count(value));
  const between = t('between', { low: write(gain.low), high: write(gain.high), level: format.share(gain.level) });
  const refused = accepting.error ?? dismissing.error;
  return (
    <Section title={proposal.title} meaning={proposal.because}>
      <Figures><Figure label={t('gain')} value={write(gain.value)} interval={between} /></Figures>
      <IntervalBar low={gain.low} expected={gain.value} high={gain.high} scale={[Math.min(0, gain.low), Math.max(0, gain.high)]} label={between} />
      {refused ? <FaultNotice fault={faultOf(refused)} /> : null}
      {reaches(role, 'marketer') ? (
        <div className={classes.buttons}>
          <Button loading={accepting.isPending} onClick={() => accepting.mutate(undefined)}>{t(`accept.${proposal.change}` as 'accept.new campaign')}</Button>
          <Button variant="default" onClick={() => setAsking(true)}>{t('dismiss')}</Button>
        </div>
      ) : null}
      <Confirm opened={asking} onClose={() => setAsking(false)} title={t('dismissTitle')} action={t('dismiss')} pending={dismissing.isPending} onConfirm={() => { setAsking(false); dismissing.mutate(undefined); }}>{t('dismissWhat')}</Confirm>
    </Section>
  );
}

function Decided({ proposals }: { proposals: readonly Proposal[] }) {
  const { t } = useTranslation('adjust');
  if (proposals.length === 0) return null;
  return (
    <Section title={t('decided')} bare>
      <DataTable caption={t('decided')} rows={proposals} rowKey={(proposal) => proposal.id} columns={[
        { id: 'title', header: t('proposal'), cell: (proposal) => proposal.title },
        { id: 'state', header: t('decision'), cell: (proposal) => <Tag tone={proposal.state === 'accepted' ? 'better' : 'quiet'}>{t(`state.${proposal.state}`)}</Tag> },
        { id: 'by', header: t('by'), cell: (proposal) => proposal.decidedBy ?? '', wideOnly: true },
        { id: 'at', header: t('at'), cell: (proposal) => <Moment value={proposal.decidedAt} />, wideOnly: true },
      ]} />
    </Section>
  );
}
