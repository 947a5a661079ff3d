import { Alert, Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreateKeyResponse, ListKeysResponse } from '#client/gen/types.gen.ts';
import type { Role } from '#vocabulary/roles.ts';
import { api } from '../../api.ts';
import { Answered } from '../../kit/answered.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { Copyable } from '../../kit/copyable.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useAction } from '../../kit/use-action.ts';
import { Moment } from '../../kit/values.tsx';
import { NameDialog } from './name-dialog.tsx';

type ApiKey = ListKeysResponse['keys'][number];

export function Page() {
  const { t } = useTranslation('settings');
  const [naming, setNaming] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const answer = useQuery({ queryKey: ['keys'], queryFn: async () => (await api.get<ListKeysResponse>('/keys')).keys });
  const making = useAction({
    act: (given: { name: string; role: Role }) => api.post<CreateKeyResponse>('/keys', given), renews: [['keys']],
    onDone: ({ key }) => { setMade(key); setNaming(false); },
  });
  const add = <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setNaming(true)}>{t('keys.add')}</Button>;
  return (
    <KitPage title={t('keys.title')} lead={t('keys.lead')} actions={answer.data?.length ? add : null}>
      {made ? <Alert icon={<IconKey size={18} />} title={t('keys.made')} withCloseButton closeButtonLabel={t('close')} onClose={() => setMade(null)}><Copyable text={made} label={t('keys.title')} /></Alert> : null}
      <Answered answer={answer}>
        {(keys) => (keys.length === 0 ? <EmptyState title={t('keys.empty')} action={add}>{t('keys.emptyWhy')}</EmptyState> : <Keys keys={keys} />)}
      </Answered>
      {naming ? (
        <NameDialog
          withRole title={t('keys.add')} label={t('keys.name')} hint={t('keys.nameHint')} pending={making.isPending} refused={making.error}
          onClose={() => { making.reset(); setNaming(false); }} onGive={(name, role) => making.mutate({ name, role })}
        />
      ) : null}
    </KitPage>
  );
}

function Keys({ keys }: { keys: readonly ApiKey[] }) {
  const { t } = useTranslation('settings');
  const [going, setGoing] = useState<ApiKey | null>(null);
  const revoking = useAction({ act: (id: string) => api.delete(`/keys/${id}`), renews: [['keys']], done: t('keys.revoked'), onDone: () => setGoing(null) });
  const columns: Column<ApiKey>[] = [
    { id: 'name', header: t('keys.name'), cell: (key) => key.name, sortBy: (key) => key.name },
    { id: 'start', header: t('keys.start'), cell: (key) => <code>{key.start}…</code>, wideOnly: true },
    { id: 'role', header: t('keys.may'), tight: true, cell: (key) => t(`role.${key.role}`) },
    { id: 'used', header: t('keys.used'), cell: (key) => (key.lastUsedAt ? <Moment value={key.lastUsedAt} /> : t('keys.never')), sortBy: (key) => key.lastUsedAt, wideOnly: true },
    { id: 'actions', header: t('actions'), numeric: true, cell: (key) => <Button variant="subtle" color="worse" size="compact-sm" onClick={() => setGoing(key)}>{t('keys.revoke')}</Button> },
  ];
  return (
    <>
      <DataTable caption={t('keys.title')} columns={columns} rows={keys} rowKey={(key) => key.id} />
      {going ? (
        <Confirm opened onClose={() => setGoing(null)} title={t('keys.revokeTitle')} action={t('keys.revoke')} typed={going.name} pending={revoking.isPending} onConfirm={() => revoking.mutate(going.id)}>
          {t('keys.revokeWhat', { name: going.name })}
        </Confirm>
      ) : null}
    </>
  );
}
