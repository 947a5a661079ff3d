import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listSuspectedDuplicates, partCustomers } from '#client/gen/sdk.gen.ts';
import type { ListSuspectedDuplicatesResponse } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useAction } from '../../kit/use-action.ts';
import { useWorkspace } from '../../shell/session.ts';
import { AskMerge } from './joined.tsx';
import classes from './customer.module.css';

type Pair = ListSuspectedDuplicatesResponse['pairs'][number];

/** Pairs that share an identity and yet were not joined by themselves: a person decides. */
export function Page() {
  const { t } = useTranslation('customers');
  const answer = useQuery({ queryKey: ['duplicates'], queryFn: async () => (await told(listSuspectedDuplicates({ query: { limit: 200 } }))).pairs });
  return (
    <KitPage title={t('duplicates.title')} lead={t('duplicates.lead')}>
      <Answered answer={answer}>{(pairs) => (pairs.length === 0 ? <EmptyState title={t('duplicates.none')}>{t('duplicates.noneWhy')}</EmptyState> : <Pairs pairs={pairs} />)}</Answered>
    </KitPage>
  );
}

function Pairs({ pairs }: { pairs: readonly Pair[] }) {
  const { t } = useTranslation('customers');
  const may = reaches(useWorkspace().role, 'marketer');
  const [asked, setAsked] = useState<Pair | null>(null);
  const parting = useAction({ act: ({ first, second }: Pair) => told(partCustomers({ body: { first, second } })), renews: [['duplicates'], ['customers']], done: t('duplicates.parted') });
  const who = (id: number, name: string | null, email: string | null) => <Link to="/customers/$id" params={{ id: String(id) }}>{name ?? email ?? t('numbered', { id })}</Link>;
  const columns: Column<Pair>[] = [
    { id: 'first', header: t('duplicates.one'), cell: (pair) => who(pair.first, pair.firstName, pair.firstEmail) },
    { id: 'second', header: t('duplicates.other'), cell: (pair) => who(pair.second, pair.secondName, pair.secondEmail) },
    { id: 'shares', header: t('duplicates.shares'), cell: (pair) => `${t(`kind.${pair.kind}`)}: ${pair.value}`, wideOnly: true },
    ...(may ? [{
      id: 'decide', header: t('duplicates.decide'), cell: (pair: Pair) => (
        <div className={classes.head}>
          <Button size="compact-sm" variant="default" onClick={() => setAsked(pair)}>{t('joined.merge')}</Button>
          <Button size="compact-sm" variant="subtle" loading={parting.isPending && parting.variables === pair} onClick={() => parting.mutate(pair)}>{t('duplicates.part')}</Button>
        </div>
      ),
    }] : []),
  ];
  return (
    <>
      <DataTable caption={t('duplicates.title')} columns={columns} rows={pairs} rowKey={(pair) => `${pair.first}:${pair.second}`} />
      {asked ? <AskMerge kept={asked.first} other={asked.second} onClose={() => setAsked(null)} /> : null}
    </>
  );
}
