import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyShown {
  /** What belongs here. */
  title: string;
  /** Why it is empty and what the first step brings. */
  children?: ReactNode;
  /** The first step: a button or a link. */
  action?: ReactNode;
  /** What it looks like in the sample company: a sentence with a link. */
  example?: ReactNode;
}

export function EmptyState({ title, children, action, example }: EmptyShown) {
  return (
    <div className={classes.empty}>
      <svg viewBox="0 0 120 64" className={classes.picture} aria-hidden="true">
        <path d="M8 6c0 26 48 18 52 40M112 6c0 26-48 18-52 40M44 4c0 20 14 22 16 42M78 4c0 20-16 22-18 42M60 46v14" />
      </svg>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {children ? <div className={classes.why}>{children}</div> : null}
        {action ? <div className={classes.action}>{action}</div> : null}
        {example ? <p className={classes.example}>{example}</p> : null}
      </div>
    </div>
  );
}
