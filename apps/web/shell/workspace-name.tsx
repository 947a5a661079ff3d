import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { rememberWorkspace } from './remembered.ts';
import { useMe, useWorkspace } from './session.ts';
import classes from './workspace-name.module.css';

/** Says whose room this is, and leads to another. */
export function WorkspaceName() {
  const { t } = useTranslation('shell');
  const { workspaces } = useMe();
  const here = useWorkspace();
  const navigate = useNavigate();

  // Answers of one workspace must never be shown in another: the application starts anew.
  const enter = (id: number) => { rememberWorkspace(id); window.location.assign('/'); };
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
        {workspaces.map(({ workspace, name }) => (
          <Menu.Item
            key={workspace}
            onClick={() => enter(workspace)}
            rightSection={workspace === here.id ? <IconCheck size={16} aria-label={t('chosen')} /> : null}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/start' })}>{t('newWorkspace')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
