import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { linksOf } from './areas.ts';
import classes from './bottom-bar.module.css';
import { useSay } from './language.ts';
import { HOME, LOOP_PLACES, placeOf, rootOf } from './places.ts';
import { useWorkspace } from './session.ts';

/** On a phone the loop stays under the thumb. */
export function BottomBar() {
  const { t } = useTranslation('shell');
  const words = useSay();
  const { role } = useWorkspace();
  const open = useRouterState({ select: (state) => placeOf(state.location.pathname) });
  return (
    <nav className={classes.bar} aria-label={t('loop')}>
      {[HOME, ...LOOP_PLACES].map(({ place, label, icon: Icon }) => (
        <Link
          key={place}
          activeOptions={{ exact: true }}
          to={linksOf(place, role)[0]?.to ?? rootOf(place)}
          className={classes.item}
          data-open={place === open || undefined}
          {...(place === open ? { 'aria-current': 'true' as const } : {})}
        >
          <Icon size={20} stroke={1.7} aria-hidden /><span>{words(label)}</span>
        </Link>
      ))}
    </nav>
  );
}
