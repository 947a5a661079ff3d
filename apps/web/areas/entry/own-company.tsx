import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#vocabulary/words.ts';
import { api, type ApiFault } from '../../api.ts';
import { currencyOptions, timeZoneOptions } from '../../kit/choices.ts';
import { placeFault } from '../../kit/field-fault.ts';
import { Form, Row } from '../../kit/form.tsx';
import { useLanguage } from '../../shell/language.ts';

const LIKELY: Readonly<Record<Language, string>> = { en: 'USD', 'zh-Hans': 'CNY', 'zh-Hant': 'TWD' };

export function OwnCompany({ onMade, onBack }: { onMade: (workspace: number) => void; onBack: () => void }) {
  const { t } = useTranslation('entry');
  const language = useLanguage();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const form = useForm({
    initialValues: { name: '', currency: LIKELY[language], timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    validate: { name: (value) => (value.trim() === '' ? t('needed') : null) },
  });
  const making = useMutation({
    mutationFn: (values: typeof form.values) => api.post<{ workspace: number }>('/workspaces', { ...values, name: values.name.trim(), language }),
    onMutate: () => setFault(null),
    onSuccess: ({ workspace }) => onMade(workspace),
    onError: (error) => setFault(placeFault(form, error)),
  });
  return (
    <Form
      submit={t('own.go')} pending={making.isPending || making.isSuccess} fault={fault} onSubmit={form.onSubmit((values) => making.mutate(values))}
      also={<Button variant="subtle" onClick={onBack}>{t('own.back')}</Button>}
    >
      <TextInput label={t('own.name')} required withAsterisk={false} autoComplete="organization" {...form.getInputProps('name')} />
      <Row>
        <Select label={t('own.currency')} description={t('own.currencyWhat')} searchable allowDeselect={false} data={currencyOptions(language)} {...form.getInputProps('currency')} />
        <Select label={t('own.timeZone')} description={t('own.timeZoneWhat')} searchable allowDeselect={false} data={timeZoneOptions()} {...form.getInputProps('timeZone')} />
      </Row>
    </Form>
  );
}
