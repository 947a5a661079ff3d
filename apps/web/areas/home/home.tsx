import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { STAGES, type Stage } from '#loop/loop.ts';
import { api } from '../../api.ts';
import { Answered } from '../../kit/answered.tsx';
import { LeftOutNote } from '../../kit/left-out.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import { Waiting } from '../../kit/waiting.tsx';
import type { HomeAnswer } from './home-answer.ts';
import classes from './home.module.css';
import { Months } from './months.tsx';
import { Panel, type PanelShown } from './panel.tsx';
import { Proposals } from './proposals.tsx';
import { isEmpty, saysHome } from './says.ts';
import { adjustPanel, engagePanel, measurePanel, planPanel, understandPanel } from './stages.ts';

/** The loop with today's numbers on it. */
export function Page() {
  const { t } = useTranslation('home');
  const answer = useQuery({ queryKey: ['home'], queryFn: ({ signal }) => api.get<HomeAnswer>('/home', {}, signal) });
  return (
    <Answered answer={answer} page={{ title: t('title') }} waiting={<KitPage title={t('title')}><Waiting height={520} /></KitPage>}>
      {(home) => <Loop home={home} />}
    </Answered>
  );
}

function Loop({ home }: { home: HomeAnswer }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const told = { t, format };
  const panels: Record<Stage, PanelShown> = {
    understand: understandPanel(home, told),
    plan: planPanel(home, told),
    engage: engagePanel(home, told),
    measure: measurePanel(home, told),
    adjust: adjustPanel(home, told),
  };
  return (
    <KitPage title={t('asOf', { day: format.day(home.today) })} meaning={saysHome(home, told)} actions={isEmpty(home) ? <Button component={Link} to="/data">{t('understand.begin')}</Button> : null}>
      <LeftOutNote leftOut={home.leftOut} />
      <div className={classes.loop} data-quiet={home.adjust.first.length === 0 || undefined}>
        <div className={classes.back} aria-hidden="true" />
        {STAGES.map((stage) => (
          <Panel key={stage} stage={stage} {...panels[stage]}>
            {stage === 'measure' ? <Months months={home.measure.months} today={home.today} /> : null}
            {stage === 'adjust' && home.adjust.first.length > 0 ? <Proposals proposals={home.adjust.first} /> : null}
          </Panel>
        ))}
      </div>
    </KitPage>
  );
}
