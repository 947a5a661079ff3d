import type { Card } from '../contract.ts';
import { COVARIATES, FORECAST, forecastAnswers, HISTORY, HISTORY_DECLINES, simulation } from '../../customer-base/declaration.ts';

export const card: Card = {
  id: 'bg-nbd',
  family: 'customers',
  title: { en: 'Active customers and future purchases (BG/NBD)', 'zh-Hans': '活跃客户与未来购买（BG/NBD）', 'zh-Hant': '活躍顧客與未來購買（BG/NBD）' },
  question: {
    en: 'Who is still a customer, how often will each of them buy in the coming weeks, and when is the next purchase due?',
    'zh-Hans': '哪些客户仍然活跃？接下来每位客户会购买几次，下一次购买大约在什么时候？',
    'zh-Hant': '哪些顧客仍然活躍？接下來每位顧客會購買幾次，下一次購買大約在什麼時候？',
  },
  columns: [...HISTORY, COVARIATES],
  options: FORECAST,
  answers: forecastAnswers('at the end of the observation'),
  simulation: simulation({
    r: [0.243, 'shape of the purchase rates (small: customers differ much)'],
    alpha: [4.414, 'inverse scale of the purchase rates, in units of time'],
    a: [0.793, 'first shape of the chance to leave after a purchase'],
    b: [2.426, 'second shape of the chance to leave after a purchase'],
  }),
  assumptions: [
    'Customers buy when they like, without contract or season, each at a steady rate while active.',
    'A customer leaves unseen, and only right after a purchase; so one who never bought again counts as active for certain.',
    'Purchase rates are gamma distributed across customers, chances to leave are beta distributed, and the two are unrelated.',
  ],
  enough: 'Some hundreds of customers, at least 20 of whom bought again; an observation several times as long as the usual time between purchases.',
  declines: HISTORY_DECLINES,
  sources: [
    { citation: 'Fader, Hardie & Lee 2005, "Counting your customers" the easy way: an alternative to the Pareto/NBD model, Marketing Science 24(2):275-284', equations: '3-10' },
    { citation: 'Fader & Hardie 2007, Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models' },
  ],
};
