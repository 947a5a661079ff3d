import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LOOP, STAGES } from '#loop/loop.ts';
import { Appearance } from '../../shell/appearance.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { useSay } from '../../shell/language.ts';
import { Mark } from '../../shell/mark.tsx';
import classes from './entry-frame.module.css';

/** What the product is about on one side, the form on the other. */
export function EntryFrame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('entry');
  const words = useSay();
  return (
    <div className={classes.frame}>
      <title>{`${title} · Tributary`}</title>
      <aside className={classes.about}>
        <p className={classes.brand}><Mark size={30} />Tributary</p>
        <p className={classes.promise}>{t('promise')}</p>
        <ol className={classes.loop}>
          {STAGES.map((stage) => <li key={stage}><strong>{words(LOOP[stage].names)}</strong><span>{words(LOOP[stage].asks)}</span></li>)}
        </ol>
      </aside>
      <main className={classes.main}>
        <div className={classes.switches}><LanguageSwitch /><Appearance /></div>
        <div className={classes.form}>
          <p className={classes.brandSmall}><Mark size={30} />Tributary</p>
          <h1 className={classes.title}>{title}</h1>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
          {children}
        </div>
      </main>
    </div>
  );
}
