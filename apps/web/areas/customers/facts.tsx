import { useTranslation } from 'react-i18next';
import type { GetCustomerResponse } from '#client/gen/types.gen.ts';
import { Section } from '../../kit/section.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Moment, Unknown } from '../../kit/values.tsx';
import { useLanguage } from '../../shell/language.ts';
import classes from './customer.module.css';
import { sourceWords } from './source-words.ts';

/** What is known, and by which identities events and orders find this customer. */
export function Facts({ customer }: { customer: GetCustomerResponse }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const tongue = new Intl.DisplayNames(useLanguage(), { type: 'language', fallback: 'code' });
  const known: [string, string | null][] = [
    [t('email'), customer.email], [t('phone'), customer.phone], [t('country'), customer.country && format.country(customer.country)], [t('language'), customer.language && (tongue.of(customer.language) ?? customer.language)],
  ];
  const others = customer.identities.filter(({ kind }) => kind !== 'customer');
  return (
    <Section title={t('facts')}>
      <dl className={classes.facts}>
        {known.map(([label, value]) => <Fact key={label} label={label} value={value} />)}
        <dt>{t('since')}</dt><dd><Moment value={customer.createdAt} /></dd>
        {Object.entries(customer.attributes).map(([name, value]) => <Fact key={name} label={name} value={typeof value === 'string' ? value : JSON.stringify(value)} />)}
      </dl>
      <h3 className={classes.heading}>{t('identities')}</h3>
      {others.length === 0 ? <p className={classes.quiet}>{t('noIdentities')}</p> : (
        <ul className={classes.list}>
          {others.map(({ kind, value, source, seenAt }) => (
            <li key={`${kind}:${value}`} className={classes.entry}>
              <p className={classes.words}>{value}</p>
              {value.endsWith('@customers.example') ? <p className={classes.made}>{t('madeUp')}</p> : null}
              <p className={classes.quiet}>{t(`kind.${kind}`)} · {t('from', { source: sourceWords(t, source), at: format.moment(seenAt) })}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const Fact = ({ label, value }: { label: string; value: string | null }) => <><dt>{label}</dt><dd>{value ?? <Unknown />}</dd></>;
