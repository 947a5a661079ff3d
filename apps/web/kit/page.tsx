import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageShown {
  title: string;
  /** One sentence that says what the figures of the page mean; it is the headline, the title then stands small above it. */
  meaning?: ReactNode;
  /** For pages of work, not of figures: one quiet line under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string };
  children?: ReactNode;
}

export function Page({ title, meaning, lead, actions, back, children }: PageShown) {
  return (
    <div className={classes.page}>
      <title>{`${title} · Tributary`}</title>
      <header className={classes.head}>
        <div className={classes.words}>
          {back ? <Link to={back.to} className={classes.back}><IconArrowLeft size={15} aria-hidden />{back.label}</Link> : null}
          <h1 className={meaning ? classes.eyebrow : classes.title}>{title}</h1>
          {meaning ? <p className={classes.meaning}>{meaning}</p> : null}
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}
