import { useId, type ReactNode } from 'react';
import classes from './section.module.css';

interface SectionShown {
  title: string;
  /** One sentence under the title. */
  meaning?: ReactNode;
  actions?: ReactNode;
  /** Without the panel behind it: for a table or a form that brings its own edge. */
  bare?: boolean;
  children?: ReactNode;
}

export function Section({ title, meaning, actions, bare, children }: SectionShown) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={bare ? classes.bare : classes.panel}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2 id={id} className={classes.title}>{title}</h2>
          {meaning ? <p className={classes.meaning}>{meaning}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}
