import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listCustomers } from '#client/gen/sdk.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { CustomerTable } from '../../kit/customer-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Waiting } from '../../kit/waiting.tsx';
import classes from './list.module.css';

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
        ? <CustomerTable caption={t('list.title')} rows={rows} more={answer.hasNextPage ? { onMore: () => void answer.fetchNextPage(), pending: answer.isFetchingNextPage } : null} />
        : search === ''
          ? <EmptyState title={t('list.none')} action={<Button component={Link} to="/data/import">{t('list.bring')}</Button>}>{t('list.noneWhy')}</EmptyState>
          : <EmptyState title={t('list.notFound', { search })}>{t('list.notFoundWhy')}</EmptyState>}
    </KitPage>
  );
}
