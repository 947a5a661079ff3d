import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listSegmentMembers } from '#client/gen/sdk.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { CustomerTable } from '../../kit/customer-table.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Section } from '../../kit/section.tsx';
import { Waiting } from '../../kit/waiting.tsx';

/** Who is in the segment as it was saved. */
export function Members({ id }: { id: number }) {
  const { t } = useTranslation('engage');
  const answer = useInfiniteQuery({
    queryKey: ['segments', id, 'members'], initialPageParam: 0,
    queryFn: ({ pageParam }) => told(listSegmentMembers({ path: { id }, query: { after: pageParam, limit: 50 } })),
    getNextPageParam: (page) => page.next,
  });
  const rows = answer.data?.pages.flatMap((page) => page.customers) ?? [];
  return (
    <Section title={t('members.title')} bare>
      {answer.error ? <FaultNotice fault={faultOf(answer.error)} /> : answer.isPending ? <Waiting /> : rows.length === 0 ? <p>{t('members.none')}</p> : (
        <CustomerTable caption={t('members.title')} rows={rows} more={answer.hasNextPage ? { onMore: () => void answer.fetchNextPage(), pending: answer.isFetchingNextPage } : null} />
      )}
    </Section>
  );
}
