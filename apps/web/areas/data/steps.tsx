import { useTranslation } from 'react-i18next';
import classes from './data.module.css';

const STEPS = ['upload', 'columns', 'check', 'import'] as const;

/** Where one stands in bringing in a file. */
export function Steps({ at }: { at: number }) {
  const { t } = useTranslation('data');
  return (
    <ol className={classes.steps} aria-label={t('wizard.steps')}>
      {STEPS.map((step, index) => <li key={step} data-is={index < at ? 'done' : index === at ? 'now' : 'later'} {...(index === at ? { 'aria-current': 'step' as const } : {})}><span aria-hidden>{index + 1}</span>{t(`step.${step}`)}</li>)}
    </ol>
  );
}
