import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listCustomers } from '#client/gen/sdk.gen.ts';
import type { ListCustomersResponse } from '#client/gen/types.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Count, Moment, Money, Unknown } from '../../kit/values.tsx';
import { Waiting } from '../../kit/waiting.tsx';
import classes from './list.module.css';

type Listed = ListCustomersResponse['customers'][number];
const PAGE = 100;

/** Everybody in the base; found by the beginning of what is known of them. */
export function Page() {
  const { t } = useTranslation('customers');
  const { search: asked = '' } = useSearch({ strict: false }) as { search?: string };
  const navigate = useNavigate();
  const [typed, setTyped] = useState(asked);
  const [search] = useDebouncedValue(typed.trim(), 200);
  useEffect(() => { void navigate({ to: '/customers', search: search === '' ? {} : { search }, replace: true }); }, [search, navigate]);
  const answer = useInfiniteQuery({
    queryKey: ['customers', 'list', search], initialPageParam: undefined as number | undefined, placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => told(listCustomers({ query: { search, limit: PAGE, ...(pageParam !== undefined && { before: pageParam }) } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = answer.data?.pages.flatMap((page) => page.customers) ?? [];
  const empty = rows.length === 0 && search === '';
  return (
    <KitPage title={t('list.title')} lead={t('list.lead')}>
      {empty && !answer.isPending && !answer.error ? null : (
        <TextInput
          className={classes.search ?? ''} size="md" type="search" aria-label={t('list.search')} placeholder={t('list.searchWhat')} leftSection={<IconSearch size={18} aria-hidden />}
          value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" spellCheck={false}
        />
      )}
      {answer.error ? <FaultNotice fault={faultOf(answer.error)} onRetry={() => void answer.refetch()} /> : answer.isPending ? <Waiting height={480} /> : rows.length > 0
        ? <Customers rows={rows} more={answer.hasNextPage ? { onMore: () => void answer.fetchNextPage(), pending: answer.isFetchingNextPage } : null} />
        : search === ''
          ? <EmptyState title={t('list.none')} action={<Button component={Link} to="/data/import">{t('list.bring')}</Button>}>{t('list.noneWhy')}</EmptyState>
          : <EmptyState title={t('list.notFound', { search })}>{t('list.notFoundWhy')}</EmptyState>}
    </KitPage>
  );
}

function Customers({ rows, more }: { rows: readonly Listed[]; more: { onMore: () => void; pending: boolean } | null }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const columns: Column<Listed>[] = [
    {
      id: 'name', header: t('customer'), cell: (row) => (
        <div className={classes.who}>
          <Link to="/customers/$id" params={{ id: String(row.id) }}>{row.name ?? row.email ?? row.ownId ?? t('numbered', { id: row.id })}</Link>
          {row.name || !row.ownId || !row.email ? null : <span className={classes.also}>{t('ownNumber', { id: row.ownId })}</span>}
          {row.name && row.email ? <span className={classes.also}>{row.email}</span> : null}
        </div>
      ),
    },
    { id: 'country', header: t('country'), cell: (row) => (row.country ? format.country(row.country) : <Unknown />), wideOnly: true },
    { id: 'orders', header: t('orders'), numeric: true, cell: (row) => <Count value={row.totals.orders} />, wideOnly: true },
    { id: 'revenue', header: t('revenue'), numeric: true, cell: (row) => <><Money value={row.totals.revenue} />{row.totals.leftOut > 0 ? <span className={classes.also}>{t('leftOut', { count: row.totals.leftOut })}</span> : null}</> },
    { id: 'last', header: t('lastOrder'), tight: true, cell: (row) => (row.totals.lastOrderAt ? <Moment value={row.totals.lastOrderAt} /> : '–'), wideOnly: true },
  ];
  return <DataTable caption={t('list.title')} columns={columns} rows={rows} rowKey={(row) => row.id} more={more} />;
}
