import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import classes from './section.module.css';

interface SectionShown {
  title: string;
  /** One sentence under the title. */
  meaning?: ReactNode;
  actions?: ReactNode;
  /** Without the panel behind it: for a table or a form that brings its own edge. */
  bare?: boolean;
  /** The title is for those who listen only. */
  quiet?: boolean;
  /** Where more of it stands; the title leads there. */
  more?: { to: string; label: string };
  children?: ReactNode;
}

export function Section({ title, meaning, actions, bare, quiet, more, children }: SectionShown) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={bare ? classes.bare : classes.panel}>
      <header className={quiet && !meaning && !actions ? undefined : classes.head}>
        <div className={classes.words}>
          <h2 id={id} className={quiet ? classes.quiet : classes.title}>
            {more ? <Link to={more.to} title={more.label}>{title}<IconChevronRight size={17} aria-hidden /></Link> : title}
          </h2>
          {meaning ? <p className={classes.meaning}>{meaning}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}
