import { Alert, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createObjective, getBaseline, getWorkspace, listMetrics } from '#client/gen/sdk.gen.ts';
import { faultOf, type ApiFault } from '../../api.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { placeFault } from '../../kit/field-fault.ts';
import { Figure, Figures } from '../../kit/figure.tsx';
import { Form, Row } from '../../kit/form.tsx';
import { LeftOutNote } from '../../kit/left-out.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import { useWrite } from './use-write.ts';

interface Metric { id: string; unit: string; better: 'up' | 'down'; name: string; means: string }

const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

export function Page() {
  const { t } = useTranslation('plan');
  const answer = useQuery({ queryKey: ['objectives', 'form'], queryFn: async () => {
    const [{ metrics }, workspace] = await Promise.all([told(listMetrics()), told(getWorkspace())]);
    return { metrics, today: workspace.effectiveToday };
  } });
  return (
    <KitPage title={t('new')} lead={t('newLead')} back={{ to: '/plan', label: t('title') }}>
      <Answered answer={answer}>{({ metrics, today }) => <Fields metrics={metrics} today={today} />}</Answered>
    </KitPage>
  );
}

/** The next 90 days against the 90 before, to begin with; the baseline is read from the data while the form is filled in. */
function Fields({ metrics, today }: { metrics: readonly Metric[]; today: string }) {
  const { t } = useTranslation('plan');
  const go = useNavigate();
  const { minorPerUnit } = useFormat();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const form = useForm({
    initialValues: { name: '', metric: 'repeat-revenue', target: '' as number | string, startsOn: addDays(today, 1), dueOn: addDays(today, 90), baselineFrom: addDays(today, -89), baselineTo: today },
    validate: { name: (value) => (value.trim() === '' ? t('needed') : null), target: (value) => (value === '' ? t('needed') : null) },
  });
  const metric = metrics.find((each) => each.id === form.values.metric) ?? metrics[0]!;
  const scale = metric.unit === 'money' ? minorPerUnit : metric.unit === 'share' ? 0.01 : 1;
  const target = form.values.target === '' ? null : Number(form.values.target) * scale;
  const saving = useAction({
    act: (values: typeof form.values) => told(createObjective({ body: {
      name: values.name.trim(), metric: values.metric, target: target ?? 0, startsOn: values.startsOn, dueOn: values.dueOn, baselineFrom: values.baselineFrom, baselineTo: values.baselineTo,
    } })),
    renews: [['objectives'], ['home']], done: t('saved'), onDone: () => { void go({ to: '/plan' }); }, onRefused: (thrown) => setFault(placeFault(form, thrown)),
  });
  return (
    <Section title={t('new')} quiet>
      <Form submit={t('save')} pending={saving.isPending} fault={fault} onSubmit={form.onSubmit((values) => { setFault(null); saving.mutate(values); })}>
        <TextInput label={t('name')} placeholder={t('namePlaceholder')} {...form.getInputProps('name')} />
        <Select label={t('metric')} description={metric.means} allowDeselect={false} data={metrics.map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('metric')} />
        <Row>
          <TextInput type="date" label={t('baselineFrom')} {...form.getInputProps('baselineFrom')} />
          <TextInput type="date" label={t('baselineTo')} {...form.getInputProps('baselineTo')} />
        </Row>
        <Row>
          <TextInput type="date" label={t('startsOn')} {...form.getInputProps('startsOn')} />
          <TextInput type="date" label={t('dueOn')} {...form.getInputProps('dueOn')} />
          <NumberInput label={t('targetField', { unit: t(`unit.${metric.unit}`) })} thousandSeparator {...form.getInputProps('target')} />
        </Row>
        <Baseline metric={metric} from={form.values.baselineFrom} to={form.values.baselineTo} target={target} />
      </Form>
    </Section>
  );
}

function Baseline({ metric, from, to, target }: { metric: Metric; from: string; to: string; target: number | null }) {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const write = useWrite(metric.unit);
  const [asked] = useDebouncedValue({ metric: metric.id, from, to, target }, 400);
  const { data, error } = useQuery({
    queryKey: ['baseline', asked], retry: false, enabled: asked.from !== '' && asked.to !== '' && asked.from <= asked.to,
    queryFn: () => told(getBaseline({ query: { metric: asked.metric, from: asked.from, to: asked.to, ...(asked.target === null ? {} : { target: asked.target }) } })),
  });
  if (error) return <FaultNotice fault={faultOf(error)} />;
  if (!data) return null;
  return (
    <>
      <LeftOutNote leftOut={data.leftOut} />
      <Figures>
        <Figure label={t('baseline')} value={data.value === null ? null : write(data.value)} note={t('span', { from: format.day(data.from), to: format.day(data.to) })} />
        {data.reach ? <Figure label={t('wanted')} value={format.change(data.reach.wantedChange)} note={t('largest', { change: format.change(data.reach.largestChange) })} /> : null}
      </Figures>
      {data.reach?.outOfReach ? <Alert color="worse" title={t('outOfReach')}>{t('outOfReachWhy', { change: format.change(data.reach.largestChange) })}</Alert> : null}
    </>
  );
}
