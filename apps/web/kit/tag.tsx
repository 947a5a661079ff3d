import type { ReactNode } from 'react';
import classes from './tag.module.css';

/** A state in a word or two; the mark differs in shape as well as in colour. */
export function Tag({ tone = 'quiet', children }: { tone?: 'quiet' | 'active' | 'better' | 'worse'; children: ReactNode }) {
  return <span className={classes.tag} data-tone={tone}>{children}</span>;
}
