import { Button, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeCustomer } from '#client/gen/sdk.gen.ts';
import type { GetCustomerResponse } from '#client/gen/types.gen.ts';
import type { ApiFault } from '../../api.ts';
import { told } from '../../house.ts';
import { placeFault } from '../../kit/field-fault.ts';
import { Form, Row } from '../../kit/form.tsx';
import { useAction } from '../../kit/use-action.ts';

const FIELDS = ['name', 'email', 'phone', 'country', 'language'] as const;

export function ChangeCustomer({ customer }: { customer: GetCustomerResponse }) {
  const { t } = useTranslation('customers');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>{t('change')}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('change')} closeButtonProps={{ 'aria-label': t('close') }}>
        {opened ? <Fields customer={customer} onDone={() => setOpened(false)} /> : null}
      </Modal>
    </>
  );
}

function Fields({ customer, onDone }: { customer: GetCustomerResponse; onDone: () => void }) {
  const { t } = useTranslation('customers');
  const [fault, setFault] = useState<ApiFault | null>(null);
  const form = useForm({ initialValues: Object.fromEntries(FIELDS.map((field) => [field, customer[field] ?? ''])) as Record<(typeof FIELDS)[number], string> });
  const saving = useAction({
    act: (values: typeof form.values) => {
      const changed = FIELDS.filter((field) => values[field].trim() !== (customer[field] ?? ''));
      return told(changeCustomer({ path: { id: customer.id }, body: Object.fromEntries(changed.map((field) => [field, values[field].trim() || null])) }));
    },
    renews: [['customers']], done: t('changed'), onDone, onRefused: (thrown) => setFault(placeFault(form, thrown)),
  });
  return (
    <Form submit={t('save')} pending={saving.isPending} fault={fault} onSubmit={form.onSubmit((values) => { setFault(null); saving.mutate(values); })}>
      <TextInput data-autofocus label={t('name')} {...form.getInputProps('name')} />
      <TextInput type="email" label={t('email')} {...form.getInputProps('email')} />
      <TextInput type="tel" label={t('phone')} {...form.getInputProps('phone')} />
      <Row>
        <TextInput label={t('country')} description={t('countryWhat')} {...form.getInputProps('country')} />
        <TextInput label={t('language')} description={t('languageWhat')} {...form.getInputProps('language')} />
      </Row>
    </Form>
  );
}
