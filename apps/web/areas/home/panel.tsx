import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import { LOOP, type Stage } from '#loop/loop.ts';
import { linksOf } from '../../shell/areas.ts';
import { useSay } from '../../shell/language.ts';
import { LOOP_PLACES, rootOf } from '../../shell/places.ts';
import { useWorkspace } from '../../shell/session.ts';
import classes from './panel.module.css';

export interface PanelFigure { label: string; value: string; change?: { text: string; is: 'better' | 'worse' | 'same' } }
export interface PanelShown { says: string; figures: readonly PanelFigure[]; step: { label: string; to?: string } }

/** One stage: its sentence first, then its figures, then the way in. */
export function Panel({ stage, says, figures, step, children }: PanelShown & { stage: Stage; children?: ReactNode }) {
  const words = useSay();
  const id = useId();
  const { role } = useWorkspace();
  const Icon = LOOP_PLACES.find((shown) => shown.place === stage)?.icon;
  return (
    <section className={classes.panel} data-stage={stage} aria-labelledby={id}>
      <i className={classes.onward} aria-hidden />
      <h2 id={id} className={classes.name}>{Icon ? <Icon size={17} stroke={1.8} aria-hidden /> : null}{words(LOOP[stage].names)}</h2>
      <p className={classes.says}>{says}</p>
      {figures.length > 0 ? <dl className={classes.figures}>{figures.map((figure) => <One key={figure.label} {...figure} />)}</dl> : null}
      {children}
      <Link to={step.to ?? linksOf(stage, role)[0]?.to ?? rootOf(stage)} className={classes.step}>{step.label}<IconArrowRight size={15} aria-hidden /></Link>
    </section>
  );
}

function One({ label, value, change }: PanelFigure) {
  const Arrow = change?.text.startsWith('+') ? IconArrowUpRight : IconArrowDownRight;
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd className={classes.value}>{value}</dd>
      {change ? <dd className={classes.change} data-is={change.is}>{change.is === 'same' ? null : <Arrow size={14} stroke={2.2} aria-hidden />}{change.text}</dd> : null}
    </div>
  );
}
