import { Button, Modal, Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { liftSuppression, suppressAddress } from '#client/gen/sdk.gen.ts';
import type { GetCustomerResponse } from '#client/gen/types.gen.ts';
import type { ApiFault } from '../../api.ts';
import { told } from '../../house.ts';
import { placeFault } from '../../kit/field-fault.ts';
import { Form } from '../../kit/form.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import classes from './customer.module.css';

type Shown = { customer: GetCustomerResponse; may: boolean };
type Suppressed = GetCustomerResponse['suppressed'][number];
/** What is asked about: an address to be written to again, or one of these to be blocked. */
type Asked = { lift: Suppressed } | { block: readonly string[] };

/** Addresses that no campaign writes to, why, and the way to write to one again. */
export function Suppressions({ customer, may }: Shown) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const [lift, setLift] = useState<Suppressed | null>(null);
  if (customer.suppressed.length === 0) return null;
  return (
    <ul className={classes.blocked}>
      {customer.suppressed.map((each) => (
        <li key={`${each.channel} ${each.address}`} className={classes.entry}>
          <p className={classes.made}>{t(`suppression.${each.reason}`, { address: each.address })}</p>
          <p className={classes.quiet}>{each.detail === '' ? format.moment(each.at) : t('from', { source: each.detail, at: format.moment(each.at) })}</p>
          {may ? <div><Button variant="subtle" size="compact-sm" onClick={() => setLift(each)}>{t('suppression.lift')}</Button></div> : null}
        </li>
      ))}
      <AskModal id={customer.id} asked={lift && { lift }} onClose={() => setLift(null)} />
    </ul>
  );
}

/** The way to block an e-mail address; nothing where none is left. */
export function BlockAddress({ customer }: Pick<Shown, 'customer'>) {
  const { t } = useTranslation('customers');
  const [asking, setAsking] = useState(false);
  const block = customer.identities.filter(({ kind, value }) => kind === 'email' && !customer.suppressed.some(({ channel, address }) => channel === 'email' && address === value)).map(({ value }) => value);
  if (block.length === 0) return null;
  return (
    <>
      <Button variant="default" size="sm" onClick={() => setAsking(true)}>{t('suppression.block')}</Button>
      <AskModal id={customer.id} asked={asking ? { block } : null} onClose={() => setAsking(false)} />
    </>
  );
}

function AskModal({ id, asked, onClose }: { id: number; asked: Asked | null; onClose: () => void }) {
  const { t } = useTranslation('customers');
  return (
    <Modal opened={asked !== null} onClose={onClose} title={t(asked && 'lift' in asked ? 'suppression.lift' : 'suppression.block')} closeButtonProps={{ 'aria-label': t('close') }}>
      {asked ? <Ask id={id} asked={asked} onDone={onClose} /> : null}
    </Modal>
  );
}

function Ask({ id, asked, onDone }: { id: number; asked: Asked; onDone: () => void }) {
  const { t } = useTranslation('customers');
  const [fault, setFault] = useState<ApiFault | null>(null);
  const lifting = 'lift' in asked;
  const form = useForm({
    initialValues: lifting ? { channel: asked.lift.channel, address: asked.lift.address, why: '' } : { channel: 'email', address: asked.block[0] ?? '', why: '' },
    validate: { why: (value) => (value.trim() === '' ? t('needed') : null) },
  });
  const acting = useAction({
    act: (body: typeof form.values) => told((lifting ? liftSuppression : suppressAddress)({ path: { id }, body })), renews: [['customers']],
    done: t(lifting ? 'suppression.lifted' : 'suppression.blocked', { address: form.values.address }), onDone, onRefused: (thrown) => setFault(placeFault(form, thrown)),
  });
  return (
    <Form submit={t(lifting ? 'suppression.lift' : 'suppression.block')} pending={acting.isPending} fault={fault} onSubmit={form.onSubmit((values) => { setFault(null); acting.mutate(values); })}>
      <p className={classes.words}>{lifting ? t(`suppression.liftWhat.${asked.lift.reason}`, { address: asked.lift.address }) : t('suppression.blockWhat')}</p>
      {lifting || asked.block.length === 1 ? null : <Select label={t('kind.email')} allowDeselect={false} data={[...asked.block]} {...form.getInputProps('address')} />}
      <Textarea label={t('suppression.why')} description={t('suppression.whyWhat')} data-autofocus autosize minRows={2} {...form.getInputProps('why')} />
    </Form>
  );
}
