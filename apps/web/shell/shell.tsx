import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FormatPlace } from '../kit/use-format.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { Mark } from './mark.tsx';
import { Navigation } from './navigation.tsx';
import { PageStrip } from './page-strip.tsx';
import { Reader } from './reader.tsx';
import { useWorkspace } from './session.ts';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts.tsx';
import { WorkspaceName } from './workspace-name.tsx';

/** What stands around every page: the menu beside it on a desk, under it and in a drawer on a phone. */
export function Shell() {
  const { t } = useTranslation('shell');
  const { currency, timeZone } = useWorkspace();
  const [drawer, { open, close }] = useDisclosure(false);
  return (
    <div className={classes.shell}>
      <a href="#page" className={classes.skip}>{t('skip')}</a>
      <aside className={classes.side}>
        <div className={classes.top}><Link to="/" className={classes.home} aria-label={t('toHome')}><Mark /></Link><WorkspaceName /></div>
        <Navigation />
        <div className={classes.bottom}><Reader /></div>
      </aside>
      <header className={classes.bar}>
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('openMenu')} onClick={open}><IconMenu2 size={22} /></ActionIcon>
        <WorkspaceName />
        <Link to="/" className={classes.home} aria-label={t('toHome')}><Mark /></Link>
      </header>
      <Drawer opened={drawer} onClose={close} title={t('menu')} size={300} closeButtonProps={{ 'aria-label': t('closeMenu') }}>
        <div className={classes.drawn}><Navigation onGo={close} /><Reader onGo={close} /></div>
      </Drawer>
      <main id="page" tabIndex={-1} className={classes.page}>
        <PageStrip />
        <FormatPlace currency={currency} timeZone={timeZone}><Outlet /></FormatPlace>
      </main>
      <BottomBar />
      <Shortcuts />
    </div>
  );
}
