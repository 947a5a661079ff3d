import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listSegments } from '#client/gen/sdk.gen.ts';
import type { Segment } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { Answered } from '../../kit/answered.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Moment } from '../../kit/values.tsx';
import { told } from '../../house.ts';
import { useWorkspace } from '../../shell/session.ts';
import { useRuleWords } from './rule-words.ts';

/** Saved audiences; each is counted anew when it is opened. */
export function Page() {
  const { t } = useTranslation('engage');
  const { role } = useWorkspace();
  const answer = useQuery({ queryKey: ['segments'], queryFn: async () => (await told(listSegments())).segments });
  const make = reaches(role, 'marketer')
    ? <Button component={Link} to="/engage/segments/new" leftSection={<IconPlus size={17} aria-hidden />}>{t('segment.new')}</Button> : null;
  return (
    <KitPage title={t('segments.title')} lead={t('segments.lead')} actions={answer.data?.length ? make : null}>
      <Answered answer={answer}>
        {(segments) => segments.length === 0
          ? <EmptyState title={t('segments.none')} action={make} example={t('segments.example')}>{t('segments.noneWhy')}</EmptyState>
          : <Segments segments={segments} />}
      </Answered>
    </KitPage>
  );
}

function Segments({ segments }: { segments: readonly Segment[] }) {
  const { t } = useTranslation('engage');
  const words = useRuleWords();
  const columns: Column<Segment>[] = [
    { id: 'name', header: t('name'), cell: (segment) => <Link to="/engage/segments/$id" params={{ id: String(segment.id) }}>{segment.name}</Link>, sortBy: (segment) => segment.name },
    { id: 'rules', header: t('segment.who'), cell: (segment) => words.group(segment.rules), wideOnly: true },
    { id: 'changed', header: t('changed'), cell: (segment) => <Moment value={segment.updatedAt} />, sortBy: (segment) => segment.updatedAt, wideOnly: true },
  ];
  return <DataTable caption={t('segments.title')} columns={columns} rows={segments} rowKey={(segment) => segment.id} />;
}
