import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { linksOf } from './areas.ts';
import { useSay } from './language.ts';
import classes from './navigation.module.css';
import { HOME, LOOP_PLACES, OTHER_PLACES, placeOf, rootOf, type PlaceShown } from './places.ts';
import { useWorkspace } from './session.ts';

/** The loop as a menu: five stages on a line that leads back to the first, with the pages of the open place under it. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation('shell');
  const item = (shown: PlaceShown) => <Item key={shown.place} shown={shown} {...(onGo ? { onGo } : {})} />;
  return (
    <nav aria-label={t('menu')} className={classes.menu}>
      <ul className={classes.list}>{item(HOME)}</ul>
      <ul className={`${classes.list} ${classes.loop}`} aria-label={t('loop')}>{LOOP_PLACES.map(item)}</ul>
      <ul className={classes.list}>{OTHER_PLACES.map(item)}</ul>
    </nav>
  );
}

function Item({ shown, onGo }: { shown: PlaceShown; onGo?: () => void }) {
  const words = useSay();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const links = linksOf(shown.place, useWorkspace().role);
  const open = placeOf(pathname) === shown.place;
  const Icon = shown.icon;
  const to = links[0]?.to ?? rootOf(shown.place);
  return (
    <li className={classes.place} data-open={open || undefined}>
      <Link to={to} activeOptions={{ exact: true }} className={classes.item} data-open={open || undefined} {...(open && links.length < 2 ? { 'aria-current': 'page' } : {})} onClick={onGo}>
        <span className={classes.icon}><Icon size={18} stroke={1.7} aria-hidden /></span>
        {words(shown.label)}
      </Link>
      {open && links.length > 1 ? <Pages links={links} pathname={pathname} {...(onGo ? { onGo } : {})} /> : null}
    </li>
  );
}

interface PagesShown { links: ReturnType<typeof linksOf>; pathname: string; onGo?: () => void }

function Pages({ links, pathname, onGo }: PagesShown) {
  const words = useSay();
  const current = currentOf(links.map((link) => link.to), pathname);
  return (
    <ul className={classes.pages}>
      {links.map((link) => (
        <li key={link.to}>
          <Link to={link.to} activeOptions={{ exact: true }} className={classes.page} onClick={onGo} {...(link.to === current ? { 'aria-current': 'page' as const } : {})}>
            {words(link.label)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The longest address that the page lies under, so that /customers does not shine while /customers/segments is open. */
export function currentOf(addresses: readonly string[], pathname: string): string | null {
  const above = addresses.filter((to) => pathname === to || pathname.startsWith(`${to}/`));
  return above.sort((a, b) => b.length - a.length)[0] ?? null;
}
