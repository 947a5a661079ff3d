import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IntervalBar } from '../../kit/interval-bar.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import type { Proposed } from './home-answer.ts';
import classes from './proposals.module.css';

/** What could change, with what it is expected to bring; all on one scale. */
export function Proposals({ proposals }: { proposals: readonly Proposed[] }) {
  const gains = proposals.flatMap(({ gain }) => (gain ? [gain.low, gain.high] : []));
  const scale = [Math.min(0, ...gains), Math.max(0, ...gains)] as const;
  return (
    <ul className={classes.list}>
      {proposals.map((proposal) => <Proposal key={proposal.id} proposal={proposal} scale={scale} />)}
    </ul>
  );
}

function Proposal({ proposal: { says, to, gain }, scale }: { proposal: Proposed; scale: readonly [number, number] }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const between = gain ? t('adjust.between', { low: format.moneyShort(gain.low), high: format.moneyShort(gain.high) }) : '';
  return (
    <li className={classes.proposal}>
      <Link to={to} className={classes.says}>{says}</Link>
      {gain ? (
        <div className={classes.gain}>
          <span><span className={classes.label}>{t('adjust.gain')}</span> <strong>{format.moneyShort(gain.expected)}</strong></span>
          <IntervalBar {...gain} scale={scale} label={`${t('adjust.gain')} ${format.moneyShort(gain.expected)}, ${between}`} />
          <span className={classes.label}>{between}</span>
        </div>
      ) : <div className={classes.gain}><span className={classes.label}>{t('adjust.unmeasured')}</span></div>}
    </li>
  );
}
