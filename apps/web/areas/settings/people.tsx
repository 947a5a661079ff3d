import { Button, Menu, ActionIcon } from '@mantine/core';
import { IconDots, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListMembersResponse } from '#client/gen/types.gen.ts';
import { reaches, ROLES, type Role } from '#vocabulary/roles.ts';
import { api, faultOf } from '../../api.ts';
import { Answered } from '../../kit/answered.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useAction } from '../../kit/use-action.ts';
import { Moment } from '../../kit/values.tsx';
import { useMe, useWorkspace } from '../../shell/session.ts';
import { AddPerson } from './add-person.tsx';

type Member = ListMembersResponse['members'][number];

export function Page() {
  const { t } = useTranslation('settings');
  const { role } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const answer = useQuery({ queryKey: ['members'], queryFn: async () => (await api.get<ListMembersResponse>('/members')).members });
  const mayChange = reaches(role, 'owner');
  const add = mayChange ? <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>{t('people.add')}</Button> : null;
  return (
    <KitPage title={t('people.title')} lead={mayChange ? t('people.lead') : t('onlyOwner')} actions={add}>
      <Answered answer={answer}>{(members) => <Members members={members} mayChange={mayChange} />}</Answered>
      <AddPerson opened={adding} onClose={() => setAdding(false)} />
    </KitPage>
  );
}

function Members({ members, mayChange }: { members: readonly Member[]; mayChange: boolean }) {
  const { t } = useTranslation('settings');
  const { id: self } = useMe();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const giving = useAction({
    act: ({ user, role }: { user: string; role: Role }) => api.patch(`/members/${user}`, { role }), renews: [['members'], ['me']], done: t('people.changed'),
  });
  const removing = useAction({ act: (user: string) => api.delete(`/members/${user}`), renews: [['members']], done: t('people.removed'), onDone: () => setLeaving(null) });
  const refused = giving.error ?? removing.error;
  const columns: Column<Member>[] = [
    { id: 'name', header: t('people.name'), cell: (member) => (member.user === self ? t('people.you', { name: member.name }) : member.name), sortBy: (member) => member.name },
    { id: 'email', header: t('people.email'), cell: (member) => member.email, sortBy: (member) => member.email, wideOnly: true },
    { id: 'role', header: t('people.role'), tight: true, cell: (member) => t(`role.${member.role}`), sortBy: (member) => ROLES.indexOf(member.role) },
    { id: 'since', header: t('people.since'), cell: (member) => <Moment value={member.since} />, sortBy: (member) => member.since, wideOnly: true },
  ];
  const actions: Column<Member> = {
    id: 'actions', header: t('actions'), numeric: true,
    cell: (member) => <MemberMenu member={member} onRole={(role) => giving.mutate({ user: member.user, role })} onRemove={() => setLeaving(member)} />,
  };
  return (
    <>
      {refused ? <FaultNotice fault={faultOf(refused)} /> : null}
      <DataTable caption={t('people.title')} columns={mayChange ? [...columns, actions] : columns} rows={members} rowKey={(member) => member.user} />
      <Confirm
        opened={leaving !== null} onClose={() => setLeaving(null)} title={t('people.removeTitle')} action={t('people.remove')} pending={removing.isPending}
        onConfirm={() => { if (leaving) removing.mutate(leaving.user); }}
      >
        {t('people.removeWhat', { name: leaving?.name ?? '' })}
      </Confirm>
    </>
  );
}

function MemberMenu({ member, onRole, onRemove }: { member: Member; onRole: (role: Role) => void; onRemove: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('people.change', { name: member.name })}><IconDots size={18} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('people.giveRole')}</Menu.Label>
        {ROLES.map((role) => <Menu.Item key={role} disabled={role === member.role} onClick={() => onRole(role)}>{t(`role.${role}`)}</Menu.Item>)}
        <Menu.Divider />
        <Menu.Item color="worse" onClick={onRemove}>{t('people.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
