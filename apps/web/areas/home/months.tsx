import { useTranslation } from 'react-i18next';
import { useFormat } from '../../kit/use-format.tsx';
import type { HomeAnswer } from './home-answer.ts';
import classes from './months.module.css';

type Month = HomeAnswer['measure']['months'][number];

/** Net revenue month by month, as bars from one line; the month that is not over is drawn lighter. Fewer than three say nothing. */
export function Months({ months, today }: { months: readonly Month[]; today: string }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const known = months.flatMap(({ month, revenue }) => (revenue === null ? [] : [{ month, revenue }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 3) return null;
  const most = known.reduce((a, b) => (b.revenue > a.revenue ? b : a));
  const says = t('measure.months', { from: format.month(first.month), to: format.month(last.month), most: format.month(most.month), revenue: format.moneyShort(most.revenue) });
  return (
    <figure className={classes.figure}>
      <div className={classes.bars} role="img" aria-label={says}>
        {known.map(({ month, revenue }) => (
          <span
            key={month}
            className={classes.bar}
            data-open={today.startsWith(month) || undefined}
            style={{ height: `${Math.max(1.5, (100 * Math.max(0, revenue)) / Math.max(1, most.revenue))}%` }}
            title={`${format.month(month)}: ${format.moneyShort(revenue)}`}
          />
        ))}
      </div>
      <figcaption className={classes.ends}><span>{format.monthShort(first.month)}</span><span>{format.monthShort(last.month)}</span></figcaption>
    </figure>
  );
}
