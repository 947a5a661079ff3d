import { PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiFault } from '../../api.ts';
import { placeFault } from '../../kit/field-fault.ts';
import { Form } from '../../kit/form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { signIn } from './session-start.ts';

const SHORTEST = 8;

export function CreateOwner() {
  const { t } = useTranslation('entry');
  const queries = useQueryClient();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('needed') : null),
      email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : t('notEmail')),
      password: (value) => (value.length < SHORTEST ? t('shortPassword', { count: SHORTEST }) : null),
    },
  });
  const making = useMutation({
    mutationFn: async (values: typeof form.values) => { await api.post('/start/owner', { ...values, name: values.name.trim(), email: values.email.trim() }); await signIn(values); },
    onMutate: () => setFault(null),
    onSuccess: () => queries.invalidateQueries(),
    onError: (error) => setFault(placeFault(form, error)),
  });
  return (
    <EntryFrame title={t('owner.title')} lead={t('owner.lead')}>
      <Form submit={t('owner.go')} pending={making.isPending} fault={fault} onSubmit={form.onSubmit((values) => making.mutate(values))}>
        <TextInput label={t('name')} autoComplete="name" required withAsterisk={false} {...form.getInputProps('name')} />
        <TextInput type="email" label={t('email')} autoComplete="username" required withAsterisk={false} {...form.getInputProps('email')} />
        <PasswordInput
          label={t('password')} description={t('shortPassword', { count: SHORTEST })} autoComplete="new-password" required withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} {...form.getInputProps('password')}
        />
      </Form>
    </EntryFrame>
  );
}
