import { Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '#vocabulary/roles.ts';
import { api, type ApiFault } from '../../api.ts';
import { placeFault } from '../../kit/field-fault.ts';
import { Form } from '../../kit/form.tsx';
import { useAction } from '../../kit/use-action.ts';

/** There is no mail server to rely on at first, so an owner hands over the first password. */
export function AddPerson({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <Modal opened={opened} onClose={onClose} title={t('people.add')} closeButtonProps={{ 'aria-label': t('close') }}>
      {opened ? <Fields onDone={onClose} /> : null}
    </Modal>
  );
}

function Fields({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('settings');
  const [fault, setFault] = useState<ApiFault | null>(null);
  const form = useForm<{ name: string; email: string; role: Role; password: string }>({
    initialValues: { name: '', email: '', role: 'marketer', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('needed') : null),
      email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : t('notEmail')),
      password: (value) => (value.length < 8 ? t('shortPassword') : null),
    },
  });
  const adding = useAction({
    act: (values: typeof form.values) => api.post('/members', values), renews: [['members']], done: t('people.added'), onDone,
    onRefused: (thrown) => setFault(placeFault(form, thrown)),
  });
  return (
    <Form submit={t('people.add')} pending={adding.isPending} fault={fault} onSubmit={form.onSubmit((values) => { setFault(null); adding.mutate(values); })}>
      <TextInput data-autofocus label={t('people.name')} autoComplete="off" {...form.getInputProps('name')} />
      <TextInput type="email" label={t('people.email')} autoComplete="off" {...form.getInputProps('email')} />
      <Select label={t('people.role')} description={t(`roleMay.${form.values.role}`)} allowDeselect={false} data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))} {...form.getInputProps('role')} />
      <PasswordInput
        label={t('people.firstPassword')} description={t('people.firstPasswordWhat')} autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} {...form.getInputProps('password')}
      />
    </Form>
  );
}
