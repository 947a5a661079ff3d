import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { linksOf } from './areas.ts';
import { useSay } from './language.ts';
import { currentOf } from './navigation.tsx';
import classes from './page-strip.module.css';
import { placeOf } from './places.ts';
import { useWorkspace } from './session.ts';

/** The pages of the open place, on a phone; beside a desk's menu it is not shown. */
export function PageStrip() {
  const { t } = useTranslation('shell');
  const words = useSay();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const links = linksOf(placeOf(pathname), useWorkspace().role);
  const current = currentOf(links.map((link) => link.to), pathname);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const [here, nav] = [strip.current?.querySelector<HTMLElement>('[aria-current=page]'), strip.current];
    if (current && here && nav) nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
  }, [current]);
  if (links.length < 2) return null;
  return (
    <nav ref={strip} className={classes.strip} aria-label={t('pagesHere')}>
      {links.map((link) => (
        <Link key={link.to} to={link.to} activeOptions={{ exact: true }} className={classes.link} {...(link.to === current ? { 'aria-current': 'page' as const } : {})}>
          {words(link.label)}
        </Link>
      ))}
    </nav>
  );
}
