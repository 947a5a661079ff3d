import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './data.module.css';
import type { Given, Inspection } from './inspection.ts';

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'] as const;
const DELIMITERS = [',', '\t', ';', '|'] as const;
const ORDERS = ['ymd', 'dmy', 'mdy'] as const;

/** Encoding, delimiter, dates and numbers: guessed, and mostly right; open for when they are not. */
export function Reading({ inspection: { plan, sheets }, onChange }: { inspection: Inspection; onChange: (given: Given) => void }) {
  const { t } = useTranslation('data');
  const { read, understanding } = plan;
  const text = read.format === 'csv' || read.format === 'ndjson';
  const rows = read.format === 'csv' || read.format === 'xlsx';
  const reread = (more: Partial<typeof read>): void => onChange({ read: { ...read, ...more } });
  const understand = (more: Partial<typeof understanding>): void => onChange({ understanding: { ...understanding, ...more } });
  const summary = [t(`format.${read.format}`), ...(text ? [read.encoding.toUpperCase()] : []), ...(read.format === 'csv' ? [t(`delimiter.${DELIMITERS.indexOf(read.delimiter)}`)] : []), t(`order.${understanding.dateOrder}`), t(understanding.decimal === ',' ? 'decimal.comma' : 'decimal.point'), understanding.currency];
  return (
    <details className={classes.reading}>
      <summary><span>{t('reading.title')}</span><span className={classes.quiet}>{summary.join(' · ')}</span></summary>
      <div className={classes.fields}>
        {text ? <Select label={t('how.encoding')} allowDeselect={false} data={ENCODINGS.map((value) => ({ value, label: value.toUpperCase() }))} value={read.encoding} onChange={(value) => { const encoding = ENCODINGS.find((one) => one === value); if (encoding) reread({ encoding }); }} /> : null}
        {read.format === 'csv' ? <Select label={t('reading.delimiter')} allowDeselect={false} data={DELIMITERS.map((value, index) => ({ value, label: t(`delimiter.${index}`) }))} value={read.delimiter} onChange={(value) => { const delimiter = DELIMITERS.find((one) => one === value); if (delimiter) reread({ delimiter }); }} /> : null}
        {read.format === 'xlsx' && sheets.length > 1 ? <Select label={t('reading.sheet')} allowDeselect={false} data={[...sheets]} value={read.sheet} onChange={(sheet) => { if (sheet) onChange({ read: { ...read, sheet, skip: undefined }, columns: undefined }); }} /> : null}
        <Select label={t('reading.decimal')} allowDeselect={false} data={[{ value: '.', label: t('decimal.point') }, { value: ',', label: t('decimal.comma') }]} value={understanding.decimal} onChange={(value) => { if (value === '.' || value === ',') understand({ decimal: value }); }} />
        <Select label={t('how.dates')} allowDeselect={false} data={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))} value={understanding.dateOrder} onChange={(value) => { const dateOrder = ORDERS.find((one) => one === value); if (dateOrder) understand({ dateOrder }); }} />
        <Select label={t('reading.zone')} searchable allowDeselect={false} data={['UTC', ...Intl.supportedValuesOf('timeZone')]} value={understanding.timeZone} onChange={(timeZone) => { if (timeZone) understand({ timeZone }); }} />
        <TextInput key={understanding.currency} label={t('how.currency')} description={t('reading.currencyWhat')} defaultValue={understanding.currency} maxLength={3} onBlur={(event) => { const currency = event.currentTarget.value.toUpperCase(); if (/^[A-Z]{3}$/.test(currency) && currency !== understanding.currency) understand({ currency }); }} />
        {plan.columns['phone'] ? <TextInput key={understanding.country ?? ''} label={t('reading.country')} description={t('reading.countryWhat')} defaultValue={understanding.country ?? ''} maxLength={2} onBlur={(event) => { const country = event.currentTarget.value.toUpperCase(); if (/^([A-Z]{2})?$/.test(country)) understand({ country: country || null }); }} /> : null}
        {rows ? <NumberInput key={read.skip} label={t('reading.skip')} description={t('reading.skipWhat')} min={0} max={1000} allowDecimal={false} defaultValue={read.skip} onBlur={(event) => { const skip = Number(event.currentTarget.value); if (Number.isInteger(skip) && skip !== read.skip) onChange({ read: { ...read, skip }, columns: undefined }); }} /> : null}
        {rows ? <Switch label={t('reading.header')} checked={read.header} onChange={(event) => onChange({ read: { ...read, header: event.currentTarget.checked }, columns: undefined })} /> : null}
      </div>
    </details>
  );
}
