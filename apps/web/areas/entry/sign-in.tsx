import { PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Navigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ApiFault, faultOf } from '../../api.ts';
import { Form } from '../../kit/form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { goInside, signIn } from './session-start.ts';
import type { StartAnswer } from './start-answer.ts';

export function Page() {
  const { t } = useTranslation('entry');
  const { to } = useSearch({ strict: false }) as { to?: string };
  const start = useQuery({ queryKey: ['start'], queryFn: () => api.get<StartAnswer>('/start') });
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: { email: (value) => (value.trim() === '' ? t('needed') : null), password: (value) => (value === '' ? t('needed') : null) },
  });
  const entering = useMutation({ mutationFn: signIn, onSuccess: () => goInside(to) });
  if (start.data?.hasOwner === false) return <Navigate to="/start" replace />;
  return (
    <EntryFrame title={t('signIn.title')}>
      <Form
        submit={t('signIn.go')}
        pending={entering.isPending || entering.isSuccess}
        fault={entering.error ? told(faultOf(entering.error), t('signIn.wrong'), t('signIn.tooMany')) : null}
        onSubmit={form.onSubmit((values) => entering.mutate(values))}
      >
        <TextInput type="email" label={t('email')} autoComplete="username" required withAsterisk={false} {...form.getInputProps('email')} />
        <PasswordInput label={t('password')} autoComplete="current-password" required withAsterisk={false} visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} {...form.getInputProps('password')} />
      </Form>
    </EntryFrame>
  );
}

/** The sign-in library answers in English; the two answers that people meet are said in theirs. */
function told(fault: ApiFault, wrong: string, tooMany: string): ApiFault {
  if (fault.status === 401) return new ApiFault(401, 'access.credentials', wrong, 'fix');
  return fault.status === 429 ? new ApiFault(429, 'access.too-many', tooMany, 'retry') : fault;
}
