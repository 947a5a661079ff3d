import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getCustomer } from '#client/gen/sdk.gen.ts';
import type { GetCustomerResponse } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { useWorkspace } from '../../shell/session.ts';
import { ChangeCustomer } from './change.tsx';
import { Consents } from './consents.tsx';
import classes from './customer.module.css';
import { Facts } from './facts.tsx';
import { Joined } from './joined.tsx';
import { Timeline } from './timeline.tsx';

/** One customer: what they are worth in a sentence, what happened, what they agreed to, how we know them. */
export function Page() {
  const { t } = useTranslation('customers');
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useQuery({ queryKey: ['customers', id], queryFn: () => told(getCustomer({ path: { id: Number(id) } })) });
  return <Answered answer={answer} page={{ title: t('list.title'), back: { to: '/customers', label: t('list.title') } }}>{(customer) => <Record customer={customer} />}</Answered>;
}

function Record({ customer }: { customer: GetCustomerResponse }) {
  const { t } = useTranslation('customers');
  const { role } = useWorkspace();
  const may = reaches(role, 'marketer') && customer.mergedInto === null;
  return (
    <KitPage title={nameOf(customer, t)} meaning={useMeaning(customer)} back={{ to: '/customers', label: t('list.title') }} actions={may ? <ChangeCustomer customer={customer} /> : null}>
      {customer.mergedInto === null ? null : <p className={classes.merged}>{t('mergedInto')} <Link to="/customers/$id" params={{ id: String(customer.mergedInto) }}>{t('numbered', { id: customer.mergedInto })}</Link></p>}
      <Sums customer={customer} />
      <div className={classes.columns}>
        <Timeline id={customer.id} />
        <div className={classes.side}>
          <Facts customer={customer} />
          <Consents customer={customer} may={may} />
          <Joined customer={customer} may={may} />
        </div>
      </div>
    </KitPage>
  );
}

const nameOf = (customer: GetCustomerResponse, t: (key: string, values?: Record<string, unknown>) => string): string =>
  customer.name ?? customer.email ?? customer.identities.find(({ kind }) => kind === 'id')?.value ?? t('numbered', { id: customer.id });

/** One sentence before any figure. */
function useMeaning({ email, totals, inForce, suppressed }: GetCustomerResponse): string {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const blocked = suppressed.some(({ channel, address }) => channel === 'email' && address === email);
  const may = blocked ? t('meaning.blocked') : inForce.some(({ channel }) => channel === 'email') ? t('meaning.mayWrite') : t('meaning.mayNot');
  if (totals.orders === 0) return t('sentences', { first: t('meaning.nothing'), second: may });
  const said = totals.leftOut === 0 ? 'meaning.bought' : 'meaning.boughtPartly';
  return t('sentences', { first: t(said, { count: totals.orders, revenue: format.money(totals.revenue), leftOut: format.count(totals.leftOut), last: format.moment(totals.lastOrderAt!) }), second: may });
}

function Sums({ customer: { totals } }: { customer: GetCustomerResponse }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  return (
    <Figures label={t('sums')}>
      <Figure label={t('revenue')} value={format.money(totals.revenue)} note={totals.leftOut === 0 ? t('revenueWhat') : t('leftOut', { count: totals.leftOut })} />
      <Figure label={t('orders')} value={format.count(totals.orders)} />
      <Figure label={t('average')} value={totals.orders === 0 || totals.leftOut > 0 ? null : format.money(Math.round(totals.revenue / totals.orders))} />
      <Figure label={t('returned')} value={format.money(totals.returned)} />
    </Figures>
  );
}
