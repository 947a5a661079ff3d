import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { rememberWorkspace } from './remembered.ts';
import { meQuery, useMe, useWorkspace } from './session.ts';
import classes from './workspace-name.module.css';

/** Says whose room this is, and leads to another. */
export function WorkspaceName() {
  const { t } = useTranslation('shell');
  const { workspaces } = useMe();
  const here = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();

  // Answers of one workspace must never be shown in another: everything but the reader's own record is forgotten.
  const enter = async (id: number) => {
    rememberWorkspace(id);
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
    await queries.invalidateQueries(meQuery);
    await navigate({ to: '/' });
  };
  return (
    <Menu width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.name} aria-label={t('workspaceNamed', { name: here.name })}>
          <span className={classes.text}>{here.name}</span>
          <IconSelector size={16} aria-hidden className={classes.hint} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('workspaces')}</Menu.Label>
        {workspaces.map((workspace) => (
          <Menu.Item
            key={workspace.id}
            onClick={() => void enter(workspace.id)}
            rightSection={workspace.id === here.id ? <IconCheck size={16} aria-label={t('chosen')} /> : null}
          >
            {workspace.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/start' })}>{t('newWorkspace')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
