import type { TFunction } from 'i18next';
import type { Format } from '../../kit/format.ts';
import type { Change, HomeAnswer } from './home-answer.ts';

export interface Told { t: TFunction<'home'>; format: Format }

export const isEmpty = (home: HomeAnswer): boolean => home.understand.customers === 0;

/** now / before − 1; null when either is not known or there was nothing before. */
export function changeOf({ now, before }: Change): number | null {
  return now === null || before === null || before === 0 ? null : now / before - 1;
}

/** How far the actual is from the plan, in shares of the plan; above 0 is good whichever way the metric is better. */
export function againstPlan(plan: NonNullable<HomeAnswer['plan']>): number | null {
  if (plan.planned === null || plan.actual === null || plan.planned === 0) return null;
  const ahead = plan.actual / plan.planned - 1;
  return plan.better === 'up' ? ahead : -ahead;
}

/** Less than this is said to be on plan, or the same as before: nobody should act on it. */
export const LEVEL = 0.01;

/** The one sentence of the page: the plan first, without one what came in, without that the first step. */
export function saysHome(home: HomeAnswer, { t, format }: Told): string {
  if (isEmpty(home)) return t('says.empty');
  const ahead = home.plan ? againstPlan(home.plan) : null;
  if (home.plan && ahead !== null) {
    const values = { objective: home.plan.objective, by: format.share(Math.abs(ahead)) };
    const first = Math.abs(ahead) < LEVEL ? t('says.onPlan', values) : t(ahead < 0 ? 'says.behind' : 'says.ahead', values);
    return `${first}${proposals(home, { t, format })}`;
  }
  const change = changeOf(home.measure.revenue);
  if (change === null) return `${t('says.noComparison')}${proposals(home, { t, format })}`;
  const key = Math.abs(change) < LEVEL ? 'says.level' : change > 0 ? 'says.up' : 'says.down';
  return `${t(key, { by: format.share(Math.abs(change)) })}${proposals(home, { t, format })}`;
}

const proposals = (home: HomeAnswer, { t }: Told): string =>
  home.adjust.waiting === 0 ? t('says.end') : t('says.proposals', { count: home.adjust.waiting });
