import { useInfiniteQuery } from '@tanstack/react-query';
import type { ListAuditResponse } from '#client/gen/types.gen.ts';
import { useTranslation } from 'react-i18next';
import { api, faultOf } from '../../api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Moment } from '../../kit/values.tsx';
import { Waiting } from '../../kit/waiting.tsx';

type Entry = ListAuditResponse['entries'][number];
const AT_ONCE = 50;

export function Page() {
  const { t } = useTranslation('settings');
  const answer = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: async ({ pageParam }) => (await api.get<ListAuditResponse>('/audit', { limit: AT_ONCE, before: pageParam })).entries,
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length === AT_ONCE ? last.at(-1)?.id ?? null : null),
  });
  const columns: Column<Entry>[] = [
    { id: 'at', header: t('history.at'), cell: (entry) => <Moment value={entry.at} /> },
    { id: 'action', header: t('history.action'), cell: (entry) => <code>{entry.action}</code> },
    { id: 'subject', header: t('history.subject'), cell: (entry) => entry.subject },
    { id: 'actor', header: t('history.actor'), cell: (entry) => entry.actor, wideOnly: true },
  ];
  const entries = answer.data?.pages.flat() ?? [];
  return (
    <KitPage title={t('history.title')} lead={t('history.lead')}>
      {answer.isError ? <FaultNotice fault={faultOf(answer.error)} onRetry={() => void answer.refetch()} /> : null}
      {answer.isPending ? <Waiting /> : null}
      {answer.data && entries.length === 0 ? <EmptyState title={t('history.empty')} /> : null}
      {entries.length > 0 ? (
        <DataTable
          caption={t('history.title')} columns={columns} rows={entries} rowKey={(entry) => entry.id}
          more={answer.hasNextPage ? { onMore: () => void answer.fetchNextPage(), pending: answer.isFetchingNextPage } : null}
        />
      ) : null}
    </KitPage>
  );
}
