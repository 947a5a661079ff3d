import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListWriteKeysResponse } from '#client/gen/types.gen.ts';
import { reaches } from '#vocabulary/roles.ts';
import { api } from '../../api.ts';
import { Answered } from '../../kit/answered.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { Copyable } from '../../kit/copyable.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Section } from '../../kit/section.tsx';
import { Tag } from '../../kit/tag.tsx';
import { useAction } from '../../kit/use-action.ts';
import { Moment } from '../../kit/values.tsx';
import { useWorkspace } from '../../shell/session.ts';
import { NameDialog } from './name-dialog.tsx';
import { snippetOf } from './snippet.ts';

type WriteKey = ListWriteKeysResponse['keys'][number];

export function Page() {
  const { t } = useTranslation('settings');
  const { role } = useWorkspace();
  const [naming, setNaming] = useState(false);
  const answer = useQuery({ queryKey: ['write-keys'], queryFn: async () => (await api.get<ListWriteKeysResponse>('/write-keys')).keys });
  const making = useAction({ act: (name: string) => api.post('/write-keys', { name }), renews: [['write-keys']], done: t('websites.made'), onDone: () => setNaming(false) });
  const mayChange = reaches(role, 'marketer');
  const add = mayChange ? <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setNaming(true)}>{t('websites.add')}</Button> : null;
  return (
    <KitPage title={t('websites.title')} lead={t('websites.lead')} actions={answer.data?.length ? add : null}>
      <Answered answer={answer}>
        {(keys) => (keys.length === 0
          ? <EmptyState title={t('websites.empty')} action={add}>{t('websites.emptyWhy')}</EmptyState>
          : <>{keys.map((key) => <One key={key.key} given={key} mayChange={mayChange} />)}</>)}
      </Answered>
      {naming ? (
        <NameDialog
          title={t('websites.add')} label={t('websites.name')} hint={t('websites.nameHint')} pending={making.isPending} refused={making.error}
          onClose={() => { making.reset(); setNaming(false); }} onGive={(name) => making.mutate(name)}
        />
      ) : null}
    </KitPage>
  );
}

function One({ given, mayChange }: { given: WriteKey; mayChange: boolean }) {
  const { t } = useTranslation('settings');
  const [asking, setAsking] = useState(false);
  const revoking = useAction({ act: () => api.delete(`/write-keys/${encodeURIComponent(given.key)}`), renews: [['write-keys']], done: t('websites.revoked'), onDone: () => setAsking(false) });
  const gone = given.revokedAt !== null;
  const actions = gone ? <Tag tone="worse">{t('websites.isRevoked')}</Tag>
    : mayChange ? <Button variant="subtle" color="worse" size="compact-sm" onClick={() => setAsking(true)}>{t('websites.revoke')}</Button> : null;
  return (
    <Section title={given.name} meaning={<>{t('websites.since')} <Moment value={given.createdAt} /></>} actions={actions}>
      {gone ? null : <Copyable text={snippetOf(window.location.origin, given.key)} label={t('websites.snippet')} />}
      <Confirm opened={asking} onClose={() => setAsking(false)} title={t('websites.revokeTitle')} action={t('websites.revoke')} typed={given.name} pending={revoking.isPending} onConfirm={() => revoking.mutate(undefined)}>
        {t('websites.revokeWhat', { name: given.name })}
      </Confirm>
    </Section>
  );
}
