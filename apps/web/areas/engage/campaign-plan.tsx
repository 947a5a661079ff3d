import { NumberInput, Select, Slider, TextInput, Input } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeCampaign, listObjectives, listSegments } from '#client/gen/sdk.gen.ts';
import type { Campaign } from '#client/gen/types.gen.ts';
import type { ApiFault } from '../../api.ts';
import { told } from '../../house.ts';
import { placeFault } from '../../kit/field-fault.ts';
import { Form, Row } from '../../kit/form.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';

/** What the campaign is for: objective, audience, budget, what it should bring, and whom it leaves out to know. */
export function CampaignPlan({ campaign, mayChange, onDone }: { campaign: Campaign; mayChange: boolean; onDone: () => void }) {
  const { t } = useTranslation('engage');
  const { minorPerUnit } = useFormat();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const segments = useQuery({ queryKey: ['segments'], queryFn: async () => (await told(listSegments())).segments });
  const objectives = useQuery({ queryKey: ['objectives'], queryFn: async () => (await told(listObjectives())).objectives });
  const form = useForm({
    initialValues: {
      name: campaign.name, segment: campaign.segment === null ? null : String(campaign.segment), objective: campaign.objective === null ? null : String(campaign.objective),
      budget: campaign.budget / minorPerUnit, expectedOrders: campaign.expectedOrders ?? '', expectedRevenue: campaign.expectedRevenue === null ? '' : campaign.expectedRevenue / minorPerUnit,
      holdout: Math.round(campaign.holdoutShare * 100), windowDays: campaign.windowDays,
    },
    validate: { name: (value) => (value.trim() === '' ? t('needed') : null) },
  });
  const saving = useAction({
    act: (values: typeof form.values) => told(changeCampaign({ path: { id: campaign.id }, body: {
      name: values.name.trim(), segment: values.segment === null ? null : Number(values.segment), objective: values.objective === null ? null : Number(values.objective),
      budget: Math.round(Number(values.budget) * minorPerUnit), expectedOrders: values.expectedOrders === '' ? null : Number(values.expectedOrders),
      expectedRevenue: values.expectedRevenue === '' ? null : Math.round(Number(values.expectedRevenue) * minorPerUnit), holdoutShare: values.holdout / 100, windowDays: Number(values.windowDays),
    } })),
    renews: [['campaigns']], done: t('campaign.saved'), onDone, onRefused: (thrown) => setFault(placeFault(form, thrown)),
  });
  const fields = (
    <>
      <TextInput label={t('name')} {...form.getInputProps('name')} />
      <Select label={t('campaign.audience')} description={<Link to="/engage/segments/new">{t('campaign.makeAudience')}</Link>} clearable searchable
        placeholder={t('campaign.chooseAudience')} data={(segments.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))} {...form.getInputProps('segment')} />
      <Select label={t('campaign.objective')} clearable placeholder={t('campaign.noObjective')} data={(objectives.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))} {...form.getInputProps('objective')} />
      <Row>
        <NumberInput label={t('budget')} min={0} thousandSeparator {...form.getInputProps('budget')} />
        <NumberInput label={t('campaign.expectedOrders')} min={0} {...form.getInputProps('expectedOrders')} />
        <NumberInput label={t('campaign.expectedRevenue')} min={0} thousandSeparator {...form.getInputProps('expectedRevenue')} />
      </Row>
      <Input.Wrapper label={t('campaign.holdout', { share: form.values.holdout })} description={t('campaign.holdoutWhy')}>
        <Slider mt="sm" mb="xl" min={0} max={50} step={5} disabled={!mayChange} thumbLabel={t('campaign.holdoutLabel')} marks={[0, 10, 20, 30, 50].map((value) => ({ value, label: `${value}%` }))} {...form.getInputProps('holdout')} />
      </Input.Wrapper>
      <NumberInput label={t('campaign.window')} description={t('campaign.windowWhat')} min={1} max={90} allowDecimal={false} {...form.getInputProps('windowDays')} />
    </>
  );
  return (
    <Section title={t('step.plan')} meaning={t('campaign.planWhat')}>
      {mayChange
        ? <Form submit={t('saveAndOn')} pending={saving.isPending} fault={fault} onSubmit={form.onSubmit((values) => { setFault(null); saving.mutate(values); })}>{fields}</Form>
        : <fieldset disabled style={{ border: 0, padding: 0, margin: 0, display: 'grid', gap: 'var(--mantine-spacing-md)' }}>{fields}</fieldset>}
    </Section>
  );
}
