import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listImports } from '#client/gen/sdk.gen.ts';
import type { GetImportResponse } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Count, Moment } from '../../kit/values.tsx';
import { Waiting } from '../../kit/waiting.tsx';
import { useWorkspace } from '../../shell/session.ts';
import { ImportState } from './import-state.tsx';

/** Every file that was brought in, newest first. */
export function Page() {
  const { t } = useTranslation('data');
  const { role } = useWorkspace();
  const answer = useInfiniteQuery({
    queryKey: ['imports'], initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => told(listImports({ query: { limit: 30, ...(pageParam !== undefined && { before: pageParam }) } })),
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.imports.some((one) => one.state === 'running' || one.state === 'waiting') ? 1500 : false),
  });
  const rows = answer.data?.pages.flatMap((page) => page.imports) ?? [];
  const make = reaches(role, 'marketer') ? <Button component={Link} to="/data/import" leftSection={<IconPlus size={17} aria-hidden />}>{t('imports.new')}</Button> : null;
  return (
    <KitPage title={t('imports.title')} lead={t('imports.lead')} actions={rows.length > 0 ? make : null}>
      {answer.error ? <FaultNotice fault={faultOf(answer.error)} onRetry={() => void answer.refetch()} /> : answer.isPending ? <Waiting /> : rows.length === 0
        ? <EmptyState title={t('imports.none')} action={make} example={t('imports.example')}>{t('imports.noneWhy')}</EmptyState>
        : <Imports rows={rows} more={answer.hasNextPage ? { onMore: () => void answer.fetchNextPage(), pending: answer.isFetchingNextPage } : null} />}
    </KitPage>
  );
}

function Imports({ rows, more }: { rows: readonly GetImportResponse[]; more: { onMore: () => void; pending: boolean } | null }) {
  const { t } = useTranslation('data');
  const columns: Column<GetImportResponse>[] = [
    { id: 'file', header: t('file'), cell: (row) => <Link to="/data/imports/$id" params={{ id: String(row.id) }}>{row.fileName}</Link> },
    { id: 'kind', header: t('kind'), cell: (row) => row.kindLabel, wideOnly: true },
    { id: 'state', header: t('state'), tight: true, cell: (row) => <ImportState state={row.state} /> },
    { id: 'new', header: t('rowsNew'), numeric: true, cell: (row) => <Count value={row.rowsNew} /> },
    { id: 'same', header: t('rowsSame'), numeric: true, cell: (row) => <Count value={row.rowsSame} />, wideOnly: true },
    { id: 'bad', header: t('rowsBad'), numeric: true, cell: (row) => <Count value={row.rowsBad} />, wideOnly: true },
    { id: 'when', header: t('when'), tight: true, cell: (row) => <Moment value={row.createdAt} />, wideOnly: true },
  ];
  return <DataTable caption={t('imports.title')} columns={columns} rows={rows} rowKey={(row) => row.id} more={more} />;
}
