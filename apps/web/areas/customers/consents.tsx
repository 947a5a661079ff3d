import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordConsent } from '#client/gen/sdk.gen.ts';
import type { GetCustomerResponse } from '#client/gen/types.gen.ts';
import type { ApiFault } from '../../api.ts';
import { told } from '../../house.ts';
import { placeFault } from '../../kit/field-fault.ts';
import { Form, Row } from '../../kit/form.tsx';
import { Section } from '../../kit/section.tsx';
import { Tag } from '../../kit/tag.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import classes from './customer.module.css';
import { sourceWords } from './source-words.ts';
import { BlockAddress, Suppressions } from './suppressions.tsx';

type Shown = { customer: GetCustomerResponse; may: boolean };
const CHANNELS = ['email', 'sms', 'phone', 'post'] as const;

/** What the customer agreed to and took back, with the words and the proof; entries are only ever added. */
export function Consents({ customer, may }: Shown) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const holds = (entry: GetCustomerResponse['consents'][number]): boolean =>
    entry.state === 'granted' && customer.inForce.some(({ channel, purpose }) => channel === entry.channel && purpose === entry.purpose) && newest(customer, entry);
  return (
    <Section title={t('consent.title')} meaning={customer.consents.length === 0 ? t('consent.none') : undefined}>
      <Suppressions customer={customer} may={may} />
      <ul className={classes.list}>
        {customer.consents.map((entry) => (
          <li key={entry.id} className={classes.entry}>
            <div className={classes.head}>
              <Tag tone={holds(entry) ? 'better' : entry.state === 'withdrawn' ? 'worse' : 'quiet'}>{t(`consent.${entry.state}`)}</Tag>
              <span>{t(`channel.${entry.channel}`, { defaultValue: entry.channel })} · {t(`purpose.${entry.purpose}`, { defaultValue: entry.purpose })}</span>
            </div>
            {entry.demonstration ? <p className={classes.made}>{t('consent.demonstration')}</p> : null}
            <p className={classes.words}>{entry.wording === '' ? t('consent.noWording') : `“${entry.wording}”`}</p>
            <p className={classes.quiet}>{t('from', { source: sourceWords(t, entry.source), at: format.moment(entry.at) })}</p>
          </li>
        ))}
      </ul>
      {may ? <div className={classes.buttons}><Button variant="default" size="sm" onClick={() => setAdding(true)}>{t('consent.add')}</Button><BlockAddress customer={customer} /></div> : null}
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('consent.add')} closeButtonProps={{ 'aria-label': t('close') }}>
        {adding ? <AddConsent id={customer.id} onDone={() => setAdding(false)} /> : null}
      </Modal>
    </Section>
  );
}

const newest = (customer: GetCustomerResponse, entry: GetCustomerResponse['consents'][number]): boolean =>
  customer.consents.find(({ channel, purpose }) => channel === entry.channel && purpose === entry.purpose)?.id === entry.id;

function AddConsent({ id, onDone }: { id: number; onDone: () => void }) {
  const { t } = useTranslation('customers');
  const [fault, setFault] = useState<ApiFault | null>(null);
  const form = useForm<{ state: 'granted' | 'withdrawn'; channel: string; purpose: string; wording: string; source: string }>({
    initialValues: { state: 'withdrawn', channel: 'email', purpose: 'marketing', wording: '', source: '' },
    validate: { wording: (value) => (value.trim() === '' ? t('needed') : null), source: (value) => (value.trim() === '' ? t('needed') : null) },
  });
  const adding = useAction({
    act: (body: typeof form.values) => told(recordConsent({ path: { id }, body })), renews: [['customers']], done: t('consent.added'), onDone,
    onRefused: (thrown) => setFault(placeFault(form, thrown)),
  });
  return (
    <Form submit={t('consent.add')} pending={adding.isPending} fault={fault} onSubmit={form.onSubmit((values) => { setFault(null); adding.mutate(values); })}>
      <Row>
        <Select label={t('consent.what')} allowDeselect={false} data={(['granted', 'withdrawn'] as const).map((value) => ({ value, label: t(`consent.${value}`) }))} {...form.getInputProps('state')} />
        <Select label={t('consent.channel')} allowDeselect={false} data={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} {...form.getInputProps('channel')} />
      </Row>
      <Textarea label={t('consent.wording')} description={t('consent.wordingWhat')} autosize minRows={2} {...form.getInputProps('wording')} />
      <TextInput label={t('consent.source')} description={t('consent.sourceWhat')} {...form.getInputProps('source')} />
    </Form>
  );
}
