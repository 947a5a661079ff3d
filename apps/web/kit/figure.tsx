import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './figure.module.css';
import { Unknown } from './values.tsx';

export interface Comparison {
  /** Said in words, with what it is compared with: "6% behind plan". */
  text: string;
  /** Whether that is good; the arrow says the direction, the colour the judgement, so that neither stands alone. */
  is: 'better' | 'worse' | 'same';
  direction: 'up' | 'down' | 'level';
}

interface FigureShown {
  label: string;
  /** Already written by the format; null when it is not known. */
  value: string | null;
  unit?: string;
  /** The range the truth likely lies in, in words: "between 1.1K and 1.4K". */
  interval?: string;
  comparison?: Comparison;
  note?: ReactNode;
}

const ARROWS = { up: IconArrowUpRight, down: IconArrowDownRight, level: IconEqual };

export function Figure({ label, value, unit, interval, comparison, note }: FigureShown) {
  const Arrow = comparison ? ARROWS[comparison.direction] : null;
  return (
    <div className={classes.figure}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{value === null ? <Unknown /> : value}{unit && value !== null ? <span className={classes.unit}> {unit}</span> : null}</dd>
      {interval ? <dd className={classes.interval}>{interval}</dd> : null}
      {comparison && Arrow ? <dd className={classes.comparison} data-is={comparison.is}><Arrow size={16} stroke={2.2} aria-hidden />{comparison.text}</dd> : null}
      {note ? <dd className={classes.note}>{note}</dd> : null}
    </div>
  );
}

/** A row of figures that are read together. */
export function Figures({ children, label }: { children: ReactNode; label?: string }) {
  const { t } = useTranslation('kit');
  return <dl className={classes.figures} aria-label={label ?? t('figures')}>{children}</dl>;
}
