import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listCaught } from '#client/gen/sdk.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Moment } from '../../kit/values.tsx';
import { Waiting } from '../../kit/waiting.tsx';

/** What the embedded catcher keeps in place of sending it. */
export function Page() {
  const { t } = useTranslation('engage');
  const answer = useInfiniteQuery({
    queryKey: ['caught'], initialPageParam: undefined as number | undefined, refetchInterval: 5000,
    queryFn: ({ pageParam }) => told(listCaught({ query: { limit: 100, ...(pageParam === undefined ? {} : { before: pageParam }) } })), getNextPageParam: (page) => page.next ?? undefined,
  });
  const messages = answer.data?.pages.flatMap((page) => page.messages) ?? [];
  const active = answer.data?.pages[0]?.active ?? true;
  return (
    <KitPage title={t('caught.title')} lead={active ? t('caught.lead') : t('caught.off')}>
      {answer.error ? <FaultNotice fault={faultOf(answer.error)} /> : answer.isPending ? <Waiting /> : messages.length === 0
        ? <EmptyState title={t('caught.none')}>{t('caught.noneWhy')}</EmptyState>
        : (
          <DataTable caption={t('caught.title')} rows={messages} rowKey={(message) => message.id}
            more={answer.hasNextPage ? { onMore: () => void answer.fetchNextPage(), pending: answer.isFetchingNextPage } : null}
            columns={[
              { id: 'subject', header: t('message.subject'), cell: (message) => <Link to="/engage/caught/$id" params={{ id: String(message.id) }}>{message.subject || t('caught.noSubject')}</Link> },
              { id: 'to', header: t('caught.to'), cell: (message) => message.to.join(', ') },
              { id: 'at', header: t('caught.at'), cell: (message) => <Moment value={message.at} />, wideOnly: true },
            ]} />
        )}
    </KitPage>
  );
}
