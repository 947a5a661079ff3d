import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listSegmentMembers } from '#client/gen/sdk.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Section } from '../../kit/section.tsx';
import { Unknown } from '../../kit/values.tsx';
import { Waiting } from '../../kit/waiting.tsx';

interface Member { id: number; name: string | null; email: string | null }

/** Who is in the segment as it was saved. */
export function Members({ id }: { id: number }) {
  const { t } = useTranslation('engage');
  const answer = useInfiniteQuery({
    queryKey: ['segments', id, 'members'], initialPageParam: 0,
    queryFn: ({ pageParam }) => told(listSegmentMembers({ path: { id }, query: { after: pageParam, limit: 50 } })),
    getNextPageParam: (page) => page.next,
  });
  const columns: Column<Member>[] = [
    { id: 'name', header: t('members.name'), cell: (member) => <Link to={`/customers/${member.id}`}>{member.name ?? t('members.unnamed', { id: member.id })}</Link> },
    { id: 'email', header: t('members.email'), cell: (member) => member.email ?? <Unknown /> },
  ];
  const rows = answer.data?.pages.flatMap((page) => page.customers) ?? [];
  return (
    <Section title={t('members.title')} bare>
      {answer.error ? <FaultNotice fault={faultOf(answer.error)} /> : answer.isPending ? <Waiting /> : rows.length === 0 ? <p>{t('members.none')}</p> : (
        <DataTable caption={t('members.title')} columns={columns} rows={rows} rowKey={(member) => member.id}
          more={answer.hasNextPage ? { onMore: () => void answer.fetchNextPage(), pending: answer.isFetchingNextPage } : null} />
      )}
    </Section>
  );
}
