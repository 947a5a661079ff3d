import { TagsInput, TextInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../kit/section.tsx';
import classes from './data.module.css';
import type { Given, Inspection } from './inspection.ts';

type Plan = Inspection['plan'];

/** Choices that only one kind of import has. */
export function KindOptions({ plan, onChange }: { plan: Plan; onChange: (given: Given) => void }) {
  const change = (options: Partial<Plan['options']>): void => onChange({ options: { ...plan.options, ...options } });
  if (plan.kind === 'orders') return <Orders plan={plan} change={change} />;
  return plan.kind === 'customers' && (plan.columns['email_consent'] || plan.columns['sms_consent']) ? <Customers plan={plan} change={change} /> : null;
}

interface Shown { plan: Plan; change: (options: Partial<Plan['options']>) => void }

function Orders({ plan: { options, columns }, change }: Shown) {
  const { t } = useTranslation('data');
  const codes = (kind: 'fee' | 'adjustment'): string[] => options.nonProducts.filter((one) => one.kind === kind).map(({ code }) => code);
  const put = (kind: 'fee' | 'adjustment', list: string[]): void => {
    const kept = options.nonProducts.filter((one) => one.kind !== kind || list.includes(one.code));
    const fresh = list.filter((code) => !kept.some((one) => one.kind === kind && one.code === code)).map((code) => ({ code, name: '', kind }));
    change({ nonProducts: [...kept, ...fresh] });
  };
  return (
    <details className={classes.reading}>
      <summary><span>{t('orders.title')}</span><span className={classes.quiet}>{t('orders.summary', { fees: codes('fee').slice(0, 4).join(t('comma')), adjustments: codes('adjustment').slice(0, 3).join(t('comma')) })}</span></summary>
      <div className={classes.fields}>
        <TagsInput label={t('orders.fees')} description={t('orders.feesWhat')} value={codes('fee')} onChange={(list) => put('fee', list)} />
        <TagsInput label={t('orders.adjustments')} description={t('orders.adjustmentsWhat')} value={codes('adjustment')} onChange={(list) => put('adjustment', list)} />
        <TextInput label={t('orders.returnPrefix')} description={t('orders.returnPrefixWhat')} defaultValue={options.returnPrefix} maxLength={10} onBlur={(event) => change({ returnPrefix: event.currentTarget.value.trim() })} />
        {columns['channel'] ? null : <TextInput label={t('orders.channel')} description={t('orders.channelWhat')} defaultValue={options.channel} maxLength={60} onBlur={(event) => change({ channel: event.currentTarget.value.trim() })} />}
      </div>
    </details>
  );
}

function Customers({ plan: { options, columns }, change }: Shown) {
  const { t } = useTranslation('data');
  return (
    <Section title={t('consent.title')} meaning={t('consent.meaning')}>
      {columns['consent_wording'] ? null : <Textarea label={t('consent.wording')} description={t('consent.wordingWhat')} autosize minRows={2} defaultValue={options.wording} onBlur={(event) => change({ wording: event.currentTarget.value.trim() })} />}
    </Section>
  );
}
