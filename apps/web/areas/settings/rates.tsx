import { ActionIcon, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listCurrencies, removeRate, setRate } from '#client/gen/sdk.gen.ts';
import type { ListCurrenciesResponse } from '#client/gen/types.gen.ts';
import type { ApiFault } from '../../api.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { currencyOptions } from '../../kit/choices.ts';
import { Confirm } from '../../kit/confirm.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { placeFault } from '../../kit/field-fault.ts';
import { Form, Row } from '../../kit/form.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useFormat } from '../../kit/use-format.tsx';
import { useLanguage } from '../../shell/language.ts';
import { useWorkspace } from '../../shell/session.ts';
import { SUMS } from './sums.ts';

type Currencies = ListCurrenciesResponse;
type Rate = Currencies['rates'][number];

/** In a rate: from the beginning. */
const BEGINNING = '1970-01';

/** What other currencies are worth: orders in them are in sums of money from the day on which their rate stands here. */
export function Rates({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('settings');
  const { id, currency } = useWorkspace();
  const answer = useQuery({ queryKey: ['currencies', id, currency], queryFn: () => told(listCurrencies()) });
  return (
    <div id="rates">
      <Section title={t('rates.title')} meaning={t('rates.lead', { currency })}>
        <Answered answer={answer}>{(currencies) => (
          <>
            <Listed currencies={currencies} mayChange={mayChange} />
            {mayChange ? <NewRate key={currencies.inUse.find(({ leftOut }) => leftOut > 0)?.currency ?? ''} currencies={currencies} /> : null}
          </>
        )}</Answered>
      </Section>
    </div>
  );
}

interface Line { currency: string; since: string | null; rate: number | null; orders: number; leftOut: number }

/** Every rate, and every currency that orders came in and that has none. */
function linesOf({ inUse, rates }: Currencies): Line[] {
  const known = new Map(inUse.map((each) => [each.currency, each]));
  const lines = rates.map((rate): Line => ({ ...rate, orders: known.get(rate.currency)?.orders ?? 0, leftOut: known.get(rate.currency)?.leftOut ?? 0 }));
  const missing = inUse.filter(({ currency }) => !rates.some((rate) => rate.currency === currency));
  return [...missing.map(({ currency, orders, leftOut }): Line => ({ currency, since: null, rate: null, orders, leftOut })), ...lines];
}

function Listed({ currencies, mayChange }: { currencies: Currencies; mayChange: boolean }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const number = new Intl.NumberFormat(useLanguage(), { maximumSignificantDigits: 12 });
  const [going, setGoing] = useState<Rate | null>(null);
  const removing = useAction({
    act: ({ currency, since }: Rate) => told(removeRate({ path: { currency, since } })), renews: SUMS, done: t('rates.removed'), onDone: () => setGoing(null),
  });
  const columns: Column<Line>[] = [
    { id: 'currency', header: t('company.currency'), rowHeader: true, tight: true, cell: ({ currency }) => currency },
    { id: 'rate', header: t('rates.rate'), tight: true, cell: ({ currency, rate }) => (rate === null ? t('rates.none') : t('rates.worth', { currency, rate: number.format(rate), own: currencies.currency })) },
    { id: 'since', header: t('rates.since'), cell: ({ since }) => (since === null ? '' : since === BEGINNING ? t('rates.always') : format.month(since)), wideOnly: true },
    { id: 'orders', header: t('rates.orders'), numeric: true, cell: ({ orders }) => format.count(orders), wideOnly: true },
    { id: 'leftOut', header: t('rates.leftOut'), numeric: true, cell: ({ leftOut }) => format.count(leftOut) },
    ...(mayChange ? [{
      id: 'remove', header: t('actions'), tight: true,
      cell: ({ currency, since, rate }: Line) => (rate === null || since === null ? '' : <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('rates.remove', { currency })} onClick={() => setGoing({ currency, since, rate })}><IconTrash size={18} /></ActionIcon>),
    }] : []),
  ];
  const lines = linesOf(currencies);
  if (lines.length === 0) return null;
  return (
    <>
      <DataTable caption={t('rates.title')} columns={columns} rows={lines} rowKey={({ currency, since }) => `${currency} ${since ?? ''}`} />
      <Confirm opened={going !== null} onClose={() => setGoing(null)} title={t('rates.removeTitle')} action={t('rates.removeDo')} pending={removing.isPending} onConfirm={() => { if (going) removing.mutate(going); }}>
        {t('rates.removeWhat', { currency: going?.currency ?? '' })}
      </Confirm>
    </>
  );
}

function NewRate({ currencies }: { currencies: Currencies }) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const wanting = currencies.inUse.find(({ leftOut }) => leftOut > 0) ?? currencies.inUse[0];
  const form = useForm({
    initialValues: { currency: wanting?.currency ?? '', rate: '' as number | string, since: '' },
    validate: { currency: (value) => (value ? null : t('needed')), rate: (value) => (Number(value) > 0 ? null : t('needed')) },
  });
  const saving = useAction({
    act: ({ currency, rate, since }: typeof form.values) => told(setRate({ path: { currency, since: since || BEGINNING }, body: { rate: Number(rate) } })),
    renews: SUMS, done: t('rates.saved'), onDone: () => form.reset(), onRefused: (thrown) => setFault(placeFault(form, thrown)),
  });
  const named = currencyOptions(language);
  const known = new Set(named.map(({ value }) => value));
  const options = [...currencies.inUse.filter(({ currency }) => !known.has(currency)).map(({ currency }) => ({ value: currency, label: currency })), ...named].filter(({ value }) => value !== currencies.currency);
  return (
    <Form submit={t('rates.give')} pending={saving.isPending} fault={fault} onSubmit={form.onSubmit((values) => { setFault(null); saving.mutate(values); })}>
      <Row>
        <Select label={t('company.currency')} searchable allowDeselect={false} data={options} {...form.getInputProps('currency')} />
        <NumberInput label={t('rates.one', { currency: form.values.currency || '…', own: currencies.currency })} min={0} decimalScale={10} hideControls {...form.getInputProps('rate')} />
        <TextInput type="month" label={t('rates.since')} description={t('rates.sinceWhat')} {...form.getInputProps('since')} />
      </Row>
    </Form>
  );
}
