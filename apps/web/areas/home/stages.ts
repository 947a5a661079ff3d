import type { Format } from '../../kit/format.ts';
import type { Change, HomeAnswer } from './home-answer.ts';
import type { PanelFigure, PanelShown } from './panel.tsx';
import { againstPlan, changeOf, isEmpty, LEVEL, type Told } from './says.ts';

/** The change beside a figure; `better` says which way is good. */
function change(values: Change, format: Format, better: 'up' | 'down' = 'up'): Pick<PanelFigure, 'change'> {
  const by = changeOf(values);
  if (by === null) return {};
  if (Math.abs(by) < LEVEL) return { change: { text: format.change(by), is: 'same' } };
  return { change: { text: format.change(by), is: (by > 0) === (better === 'up') ? 'better' : 'worse' } };
}

const write = (format: Format, unit: NonNullable<HomeAnswer['plan']>['unit'], value: number): string =>
  ({ money: format.moneyShort, count: format.countShort, people: format.countShort, share: format.share, days: format.days })[unit](value);

export function understandPanel(home: HomeAnswer, { t, format }: Told): PanelShown {
  if (isEmpty(home)) return { says: t('understand.empty'), figures: [], step: { label: t('understand.begin'), to: '/data' } };
  const { customers, active, repeatShare, newCustomers } = home.understand;
  const says = repeatShare === null
    ? t('understand.saysActive', { active: format.share(active / customers) })
    : t('understand.saysRepeat', { active: format.share(active / customers), repeat: format.share(repeatShare) });
  return {
    says,
    figures: [
      { label: t('understand.customers'), value: format.countShort(customers) },
      ...(newCustomers.now === null ? [] : [{ label: t('understand.new'), value: format.countShort(newCustomers.now), ...change(newCustomers, format) }]),
    ],
    step: { label: t('understand.go') },
  };
}

export function planPanel({ plan }: HomeAnswer, { t, format }: Told): PanelShown {
  if (!plan) return { says: t('plan.empty'), figures: [], step: { label: t('plan.begin') } };
  const ahead = againstPlan(plan);
  const by = { objective: plan.objective, by: format.share(Math.abs(ahead ?? 0)) };
  const says = ahead === null ? t('plan.saysSet', by) : Math.abs(ahead) < LEVEL ? t('plan.saysOn', by) : t(ahead < 0 ? 'plan.saysBehind' : 'plan.saysAhead', by);
  const figures: PanelFigure[] = [{ label: t('plan.target'), value: write(format, plan.unit, plan.target) }];
  if (plan.actual !== null) {
    const is = ahead === null || Math.abs(ahead) < LEVEL ? 'same' : ahead > 0 ? 'better' : 'worse';
    const text = ahead === null || plan.planned === null ? null : format.change(plan.actual / plan.planned - 1);
    figures.push({ label: t('plan.actual'), value: write(format, plan.unit, plan.actual), ...(text === null ? {} : { change: { text, is } }) });
  }
  return { says, figures, step: { label: t('plan.go'), to: plan.to } };
}

export function engagePanel({ engage }: HomeAnswer, { t, format }: Told): PanelShown {
  if (engage.running + engage.scheduled + engage.sent === 0) return { says: t('engage.empty'), figures: [], step: { label: t('engage.begin') } };
  const says = engage.running > 0 ? t('engage.saysRunning', { count: engage.running })
    : engage.scheduled > 0 ? t('engage.saysScheduled', { count: engage.scheduled }) : t('engage.saysQuiet');
  return {
    says,
    figures: [
      { label: t('engage.reached'), value: format.countShort(engage.reached) },
      { label: t('engage.sent'), value: format.countShort(engage.sent) },
    ],
    step: { label: t('engage.go') },
  };
}

export function measurePanel(home: HomeAnswer, { t, format }: Told): PanelShown {
  const { revenue, orders, averageOrder } = home.measure;
  if (revenue.now === null || isEmpty(home)) return { says: t('measure.empty'), figures: [], step: { label: t('measure.begin'), to: '/data' } };
  const by = changeOf(revenue);
  const says = by === null ? t('measure.saysOnly', { revenue: format.moneyShort(revenue.now) })
    : Math.abs(by) < LEVEL ? t('measure.saysLevel') : t(by > 0 ? 'measure.saysUp' : 'measure.saysDown', { by: format.share(Math.abs(by)) });
  return {
    says,
    figures: [
      { label: t('measure.revenue'), value: format.moneyShort(revenue.now), ...change(revenue, format) },
      ...(orders.now === null ? [] : [{ label: t('measure.orders'), value: format.countShort(orders.now), ...change(orders, format) }]),
      ...(averageOrder.now === null ? [] : [{ label: t('measure.averageOrder'), value: format.money(averageOrder.now), ...change(averageOrder, format) }]),
    ],
    step: { label: t('measure.go') },
  };
}

export function adjustPanel({ adjust }: HomeAnswer, { t }: Told): PanelShown {
  if (adjust.first.length === 0) return { says: t('adjust.empty'), figures: [], step: { label: t('adjust.begin') } };
  return { says: t('adjust.says', { count: adjust.waiting }), figures: [], step: { label: t('adjust.go', { count: adjust.waiting }) } };
}
