import { Button, Progress as Bar } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './progress.module.css';
import { useFormat } from './use-format.tsx';

interface ProgressShown {
  /** What is being done, in words: "Reading orders.csv". */
  label: string;
  done: number;
  /** null: nobody knows yet how much there is. */
  total: number | null;
  /** Of what: "rows", "customers". */
  unit?: string;
  onStop?: () => void;
}

export function Progress({ label, done, total, unit, onStop }: ProgressShown) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const count = total === null ? format.count(done) : t('doneOf', { done: format.count(done), total: format.count(total) });
  return (
    <div className={classes.progress}>
      <div className={classes.words}>
        <span className={classes.label}>{label}</span>
        <span className={classes.count}>{count}{unit ? ` ${unit}` : ''}{share === null ? '' : ` · ${format.share(Math.floor(share * 100) / 100)}`}</span>
        {onStop ? <Button variant="default" size="compact-sm" onClick={onStop}>{t('stop')}</Button> : null}
      </div>
      <Bar.Root size="md"><Bar.Section value={(share ?? 1) * 100} animated={share === null} aria-label={label} {...(share === null ? { 'aria-valuetext': count } : {})} /></Bar.Root>
    </div>
  );
}
