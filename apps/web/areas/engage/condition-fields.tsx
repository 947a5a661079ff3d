import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listCampaigns, listSegments } from '#client/gen/sdk.gen.ts';
import { LANGUAGES } from '#vocabulary/words.ts';
import { told } from '../../house.ts';
import { useFormat } from '../../kit/use-format.tsx';
import type { Condition, When } from './rule-words.ts';
import classes from './condition-fields.module.css';

type Change<C> = (condition: C) => void;
type Of<F extends Condition['fact']> = Extract<Condition, { fact: F }>;

const COMPARISONS = ['at least', 'at most', 'exactly', 'more than', 'less than'] as const;

/** One condition as a line of fields that reads like a sentence. */
export function ConditionFields({ condition, onChange }: { condition: Condition; onChange: Change<Condition> }) {
  const { t } = useTranslation('engage');
  return (
    <div className={classes.line} role="group" aria-label={t(`fact.${condition.fact}`)}>
      <span className={classes.fact}>{t(`fact.${condition.fact}`)}</span>
      <Inner condition={condition} onChange={onChange} />
    </div>
  );
}

function Inner({ condition, onChange }: { condition: Condition; onChange: Change<Condition> }) {
  const { t } = useTranslation('engage');
  switch (condition.fact) {
    case 'orders': return <Counted condition={condition} onChange={onChange} />;
    case 'revenue': return <Revenue condition={condition} onChange={onChange} />;
    case 'did event': return (
      <>
        <TextInput aria-label={t('field.event')} value={condition.name} onChange={(event) => onChange({ ...condition, name: event.currentTarget.value })} />
        <Counted condition={condition} onChange={onChange} />
      </>
    );
    case 'bought product': return (
      <>
        <Is condition={condition} onChange={onChange} />
        <TagsInput aria-label={t('field.products')} value={given(condition.skus)} placeholder={t('field.productsHint')} onChange={(skus) => onChange({ ...condition, skus: kept(skus) })} />
        <WhenFields when={condition.when} onChange={(when) => onChange({ ...condition, when })} />
      </>
    );
    case 'country': return <Among condition={condition} onChange={onChange} hint={t('field.countryHint')} />;
    case 'language': return (
      <>
        <Is condition={condition} onChange={onChange} />
        <TagsInput aria-label={t('fact.language')} data={[...LANGUAGES]} value={given(condition.values)} onChange={(values) => onChange({ ...condition, values: kept(values) })} />
      </>
    );
    case 'attribute': return (
      <>
        <TextInput aria-label={t('field.attribute')} placeholder={t('field.attribute')} value={condition.name} onChange={(event) => onChange({ ...condition, name: event.currentTarget.value })} />
        <Among condition={condition} onChange={onChange} hint={t('field.valuesHint')} />
      </>
    );
    case 'address': return (
      <>
        <Has condition={condition} onChange={onChange} />
        <Select aria-label={t('fact.address')} allowDeselect={false} value={condition.channel} data={(['email', 'phone'] as const).map((value) => ({ value, label: t(`address.${value}`) }))}
          onChange={(channel) => onChange({ ...condition, channel: channel === 'phone' ? 'phone' : 'email' })} />
      </>
    );
    case 'consent': return (
      <>
        <Has condition={condition} onChange={onChange} />
        <span>{t('field.consentFor')}</span>
      </>
    );
    case 'campaign': return <CampaignFields condition={condition} onChange={onChange} />;
    case 'segment': return <SegmentFields condition={condition} onChange={onChange} />;
  }
}

/** An empty list cannot be sent; one empty value stands for "nothing chosen yet" and is not shown. */
const given = (values: string[]): string[] => values.filter((value) => value !== '');
const kept = (values: string[]): string[] => (values.length === 0 ? [''] : values);

function Counted<C extends Of<'orders'> | Of<'did event'>>({ condition, onChange }: { condition: C; onChange: Change<C> }) {
  const { t } = useTranslation('engage');
  return (
    <>
      <Compare condition={condition} onChange={onChange} />
      <NumberInput className={classes.number} aria-label={t('field.times')} min={0} max={1_000_000} allowDecimal={false} value={condition.value} onChange={(value) => onChange({ ...condition, value: Number(value) || 0 })} />
      <span>{t('field.timesUnit')}</span>
      <WhenFields when={condition.when} onChange={(when) => onChange({ ...condition, when })} />
    </>
  );
}

function Revenue({ condition, onChange }: { condition: Of<'revenue'>; onChange: Change<Of<'revenue'>> }) {
  const { t } = useTranslation('engage');
  const { minorPerUnit } = useFormat();
  return (
    <>
      <Compare condition={condition} onChange={onChange} />
      <NumberInput className={classes.number} aria-label={t('field.amount')} thousandSeparator value={condition.value / minorPerUnit} onChange={(value) => onChange({ ...condition, value: Math.round((Number(value) || 0) * minorPerUnit) })} />
      <WhenFields when={condition.when} onChange={(when) => onChange({ ...condition, when })} />
    </>
  );
}

function Compare<C extends Condition & { comparison: (typeof COMPARISONS)[number] }>({ condition, onChange }: { condition: C; onChange: Change<C> }) {
  const { t } = useTranslation('engage');
  return (
    <Select className={classes.short} aria-label={t('field.comparison')} allowDeselect={false} value={condition.comparison} data={COMPARISONS.map((value) => ({ value, label: t(`comparison.${value}`) }))}
      onChange={(value) => onChange({ ...condition, comparison: COMPARISONS.find((each) => each === value) ?? 'at least' })} />
  );
}

interface Turned { is: boolean }
function Is<C extends Condition & Turned>({ condition, onChange }: { condition: C; onChange: Change<C> }) {
  const { t } = useTranslation('engage');
  return <YesNo value={condition.is} yes={t('field.is')} no={t('field.isNot')} onChange={(is) => onChange({ ...condition, is })} />;
}
function Has<C extends Condition & Turned>({ condition, onChange }: { condition: C; onChange: Change<C> }) {
  const { t } = useTranslation('engage');
  return <YesNo value={condition.is} yes={t('field.has')} no={t('field.hasNot')} onChange={(is) => onChange({ ...condition, is })} />;
}
function YesNo({ value, yes, no, onChange }: { value: boolean; yes: string; no: string; onChange: (value: boolean) => void }) {
  return <Select className={classes.short} aria-label={`${yes} / ${no}`} allowDeselect={false} value={value ? 'yes' : 'no'} data={[{ value: 'yes', label: yes }, { value: 'no', label: no }]} onChange={(chosen) => onChange(chosen === 'yes')} />;
}

function Among<C extends Of<'country'> | Of<'attribute'>>({ condition, onChange, hint }: { condition: C; onChange: Change<C>; hint: string }) {
  const { t } = useTranslation('engage');
  return (
    <>
      <Is condition={condition} onChange={onChange} />
      <TagsInput aria-label={t(`fact.${condition.fact}`)} value={given(condition.values)} placeholder={hint} onChange={(values) => onChange({ ...condition, values: kept(values) })} />
    </>
  );
}

function WhenFields({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const { t } = useTranslation('engage');
  const kinds = ['ever', 'last', 'before', 'between'] as const;
  const choose = (kind: string | null): void => {
    const days = 'days' in when ? when.days : 90;
    const today = new Date().toISOString().slice(0, 10);
    onChange(kind === 'last' || kind === 'before' ? { kind, days } : kind === 'between' ? { kind, from: `${today.slice(0, 4)}-01-01`, to: today } : { kind: 'ever' });
  };
  return (
    <>
      <Select className={classes.when} aria-label={t('field.when')} allowDeselect={false} value={when.kind} data={kinds.map((value) => ({ value, label: t(`whenKind.${value}`) }))} onChange={choose} />
      {'days' in when ? (
        <>
          <NumberInput className={classes.number} aria-label={t('field.days')} min={1} max={10_000} allowDecimal={false} value={when.days} onChange={(days) => onChange({ ...when, days: Math.max(1, Number(days) || 1) })} />
          <span>{t('field.daysUnit')}</span>
        </>
      ) : null}
      {when.kind === 'between' ? (
        <>
          <TextInput type="date" aria-label={t('field.from')} value={when.from} onChange={(event) => onChange({ ...when, from: event.currentTarget.value })} />
          <TextInput type="date" aria-label={t('field.to')} value={when.to} onChange={(event) => onChange({ ...when, to: event.currentTarget.value })} />
        </>
      ) : null}
    </>
  );
}

function CampaignFields({ condition, onChange }: { condition: Of<'campaign'>; onChange: Change<Of<'campaign'>> }) {
  const { t } = useTranslation('engage');
  const { data } = useQuery({ queryKey: ['campaigns'], queryFn: async () => (await told(listCampaigns())).campaigns });
  const did = ['was sent', 'opened', 'clicked', 'was held out'] as const;
  return (
    <>
      <Is condition={condition} onChange={onChange} />
      <Select className={classes.when} aria-label={t('field.did')} allowDeselect={false} value={condition.did} data={did.map((value) => ({ value, label: t(`did.${value}`) }))} onChange={(value) => onChange({ ...condition, did: did.find((each) => each === value) ?? 'clicked' })} />
      <Select aria-label={t('fact.campaign')} allowDeselect={false} value={String(condition.campaign)} data={(data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))} onChange={(campaign) => onChange({ ...condition, campaign: Number(campaign) })} />
    </>
  );
}

function SegmentFields({ condition, onChange }: { condition: Of<'segment'>; onChange: Change<Of<'segment'>> }) {
  const { t } = useTranslation('engage');
  const { data } = useQuery({ queryKey: ['segments'], queryFn: async () => (await told(listSegments())).segments });
  return (
    <>
      <Is condition={condition} onChange={onChange} />
      <Select aria-label={t('fact.segment')} allowDeselect={false} value={String(condition.segment)} data={(data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))} onChange={(segment) => onChange({ ...condition, segment: Number(segment) })} />
    </>
  );
}
