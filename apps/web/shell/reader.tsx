import { Menu, UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { auth } from '../api.ts';
import { Initials } from '../kit/initials.tsx';
import { Appearance } from './appearance.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import classes from './reader.module.css';
import { forgetWorkspace } from './remembered.ts';
import { useMe } from './session.ts';
import { showShortcuts } from './shortcuts.tsx';

/** The reader's own corner: language, light or dark, and the way out. */
export function Reader({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation('shell');
  const user = useMe();
  const queries = useQueryClient();
  const router = useRouter();
  const leave = async () => {
    await auth('/sign-out', {});
    forgetWorkspace();
    queries.clear();
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <div className={classes.reader}>
      <div className={classes.switches}><LanguageSwitch /><Appearance /></div>
      <Menu position="top-start" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes.user} aria-label={t('userNamed', { name: user.name })}>
            <Initials name={user.name} />
            <span className={classes.names}><strong>{user.name}</strong><span>{user.email}</span></span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => { onGo?.(); showShortcuts(); }}>{t('shortcuts.title')}</Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>{t('signOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
