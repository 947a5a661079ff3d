import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reportCards } from '#loop/measure/reports/cards.gen.ts';
import { Page as KitPage } from '../../kit/page.tsx';
import { useSay } from '../../shell/language.ts';
import classes from './questions.module.css';

/** Every question that a report answers; a new report stands here by being there. */
export function Page() {
  const { t } = useTranslation('understand');
  const words = useSay();
  return (
    <KitPage title={t('questions.title')} lead={t('questions.lead')}>
      <ul className={classes.list}>
        {reportCards.map((report) => (
          <li key={report.id}>
            <Link to="/understand/$report" params={{ report: report.id }} className={classes.question}>
              <span><strong>{words(report.question)}</strong><small>{report.columns.map((column) => words(column.label)).join(' · ')}</small></span>
              <IconArrowRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </KitPage>
  );
}
