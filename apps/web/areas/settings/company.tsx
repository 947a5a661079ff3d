import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSuspenseQuery } from '@tanstack/react-query';
import { LANGUAGES, LANGUAGE_NAMES } from '#vocabulary/words.ts';
import { reaches } from '#vocabulary/roles.ts';
import { api, type ApiFault } from '../../api.ts';
import { currencyOptions, timeZoneOptions } from '../../kit/choices.ts';
import { placeFault } from '../../kit/field-fault.ts';
import { Form, Row } from '../../kit/form.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useLanguage } from '../../shell/language.ts';
import { companyQuery, useWorkspace, type Company } from '../../shell/session.ts';
import { Rates } from './rates.tsx';
import { SUMS } from './sums.ts';

export function Page() {
  const { t } = useTranslation('settings');
  const { id, role } = useWorkspace();
  const { data: company } = useSuspenseQuery(companyQuery(id));
  const mayChange = reaches(role, 'owner');
  return (
    <KitPage title={t('company.title')} lead={mayChange ? t('company.lead') : t('onlyOwner')}>
      <Section title={t('company.about')}><CompanyForm key={company.id} company={company} mayChange={mayChange} /></Section>
      <Rates mayChange={mayChange} />
    </KitPage>
  );
}

function CompanyForm({ company, mayChange }: { company: Company; mayChange: boolean }) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const { id: _id, sample: _sample, effectiveToday: _today, ...given } = company;
  const form = useForm({
    initialValues: { ...given, today: given.today ?? '' },
    validate: { name: (value) => (value.trim() === '' ? t('needed') : null) },
  });
  const saving = useAction({
    act: (values: typeof form.values) => api.patch('/workspace', { ...values, today: values.today === '' ? null : values.today }),
    renews: [['me'], ['workspace'], ...SUMS], done: t('company.saved'), onRefused: (thrown) => setFault(placeFault(form, thrown)),
  });
  return (
    <Form submit={t('save')} pending={saving.isPending} fault={fault} onSubmit={form.onSubmit((values) => { setFault(null); saving.mutate(values); })}>
      <fieldset disabled={!mayChange} style={{ display: 'contents' }}>
        <TextInput label={t('company.name')} {...form.getInputProps('name')} />
        <Row>
          <Select label={t('company.currency')} description={t('company.currencyWhat')} searchable allowDeselect={false} disabled={!mayChange} data={currencyOptions(language)} {...form.getInputProps('currency')} />
          <Select label={t('company.timeZone')} searchable allowDeselect={false} disabled={!mayChange} data={timeZoneOptions()} {...form.getInputProps('timeZone')} />
        </Row>
        <Row>
          <Select label={t('company.language')} description={t('company.languageWhat')} allowDeselect={false} disabled={!mayChange} data={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))} {...form.getInputProps('language')} />
          <TextInput type="date" label={t('company.today')} description={t('company.todayWhat')} {...form.getInputProps('today')} />
        </Row>
        <Row>
          <TextInput label={t('company.senderName')} description={t('company.senderNameWhat')} {...form.getInputProps('senderName')} />
          <TextInput type="email" label={t('company.senderEmail')} description={t('company.senderEmailWhat')} {...form.getInputProps('senderEmail')} />
        </Row>
        <Textarea label={t('company.postalAddress')} description={t('company.postalAddressWhat')} autosize minRows={2} {...form.getInputProps('postalAddress')} />
      </fieldset>
    </Form>
  );
}
