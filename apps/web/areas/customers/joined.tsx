import { Button, NumberInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mergeCustomers, undoMerge } from '#client/gen/sdk.gen.ts';
import type { GetCustomerResponse } from '#client/gen/types.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { Confirm } from '../../kit/confirm.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import classes from './customer.module.css';

/** Records that were joined to this one, those that may belong to it, and the way to join and part them. */
export function Joined({ customer, may }: { customer: GetCustomerResponse; may: boolean }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const [asked, setAsked] = useState<number | null>(null);
  const [typed, setTyped] = useState<number | ''>('');
  const undoing = useAction({ act: (id: number) => told(undoMerge({ path: { id } })), renews: [['customers'], ['duplicates']], done: t('joined.undone') });
  return (
    <Section title={t('joined.title')} meaning={t('joined.meaning')}>
      <ul className={classes.list}>
        {customer.merges.map((merge) => (
          <li key={merge.id} className={classes.entry}>
            <p className={classes.words}>{t(merge.undoneAt ? 'joined.wasUndone' : 'joined.took', { absorbed: merge.absorbed, kept: merge.kept })}</p>
            <p className={classes.quiet}>{t(`reason.${merge.reason}`, { defaultValue: merge.reason, nsSeparator: false, keySeparator: false })} · {format.moment(merge.undoneAt ?? merge.at)}</p>
            {may && !merge.undoneAt ? <div><Button variant="subtle" size="compact-sm" loading={undoing.isPending} onClick={() => undoing.mutate(merge.id)}>{t('joined.undo')}</Button></div> : null}
          </li>
        ))}
        {customer.suspected.map(({ first, second, kind, value }) => {
          const other = first === customer.id ? second : first;
          return (
            <li key={other} className={classes.entry}>
              <p className={classes.words}><Link to="/customers/$id" params={{ id: String(other) }}>{t('numbered', { id: other })}</Link></p>
              <p className={classes.quiet}>{t('joined.shares', { kind: t(`kind.${kind}`), value })}</p>
              {may ? <div><Button variant="subtle" size="compact-sm" onClick={() => setAsked(other)}>{t('joined.merge')}</Button></div> : null}
            </li>
          );
        })}
      </ul>
      {undoing.error ? <FaultNotice fault={faultOf(undoing.error)} /> : null}
      {may ? (
        <form className={classes.buttons} onSubmit={(event) => { event.preventDefault(); if (typed !== '') setAsked(typed); }}>
          <NumberInput aria-label={t('joined.other')} placeholder={t('joined.other')} hideControls allowDecimal={false} allowNegative={false} w={170} value={typed} onChange={(value) => setTyped(typeof value === 'number' ? value : '')} />
          <Button type="submit" variant="default" disabled={typed === ''}>{t('joined.merge')}</Button>
        </form>
      ) : null}
      {asked === null ? null : <AskMerge kept={customer.id} other={asked} onClose={() => { setAsked(null); setTyped(''); }} />}
    </Section>
  );
}

/** Joining can be taken back; joining records that the company numbers apart is asked for once more. */
export function AskMerge({ kept, other, onClose }: { kept: number; other: number; onClose: () => void }) {
  const { t } = useTranslation('customers');
  const merging = useAction({
    act: (confirmed: boolean) => told(mergeCustomers({ path: { id: kept }, body: { other, confirmed } })), renews: [['customers'], ['duplicates']], done: t('joined.done'), onDone: onClose,
  });
  const fault = merging.error ? faultOf(merging.error) : null;
  const again = fault?.code === 'customers.own-numbers';
  return (
    <Confirm opened onClose={onClose} onConfirm={() => merging.mutate(again)} title={t('joined.ask', { other, kept })} action={again ? t('joined.allTheSame') : t('joined.merge')} pending={merging.isPending}>
      {fault ? <FaultNotice fault={fault} /> : <p>{t('joined.askWhat')}</p>}
    </Confirm>
  );
}
