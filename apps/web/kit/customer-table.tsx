import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListedCustomer } from '#client/gen/types.gen.ts';
import classes from './customer-table.module.css';
import { DataTable, type Column } from './data-table.tsx';
import { useFormat } from './use-format.tsx';
import { Count, Moment, Money, Unknown } from './values.tsx';

interface CustomersShown { caption: string; rows: readonly ListedCustomer[]; more: { onMore: () => void; pending: boolean } | null }

/** Customers with what they bought, wherever people are listed; each leads to the record. */
export function CustomerTable({ caption, rows, more }: CustomersShown) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const columns: Column<ListedCustomer>[] = [
    {
      id: 'name', header: t('customers.customer'), cell: (row) => (
        <div className={classes.who}>
          <Link to="/customers/$id" params={{ id: String(row.id) }}>{row.name ?? row.email ?? row.ownId ?? t('customers.numbered', { id: row.id })}</Link>
          {row.name || !row.ownId || !row.email ? null : <span className={classes.also}>{t('customers.ownNumber', { id: row.ownId })}</span>}
          {row.name && row.email ? <span className={classes.also}>{row.email}</span> : null}
        </div>
      ),
    },
    { id: 'country', header: t('customers.country'), cell: (row) => (row.country ? format.country(row.country) : <Unknown />), wideOnly: true },
    { id: 'orders', header: t('customers.orders'), numeric: true, cell: (row) => <Count value={row.totals.orders} />, wideOnly: true },
    { id: 'revenue', header: t('customers.revenue'), numeric: true, cell: (row) => (row.totals.leftOut === 0 ? <Money value={row.totals.revenue} /> : (
      <div className={classes.who}><Money value={row.totals.revenue} /><span className={classes.also}>{t('customers.leftOut', { count: row.totals.leftOut })}</span></div>
    )) },
    { id: 'last', header: t('customers.lastOrder'), tight: true, cell: (row) => (row.totals.lastOrderAt ? <Moment value={row.totals.lastOrderAt} /> : '–'), wideOnly: true },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} more={more} />;
}
