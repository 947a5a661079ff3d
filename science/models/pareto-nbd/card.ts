import type { Card } from '../contract.ts';
import { COVARIATES, FORECAST, forecastAnswers, HISTORY, HISTORY_DECLINES, simulation } from '../../customer-base/declaration.ts';

export const card: Card = {
  id: 'pareto-nbd',
  family: 'customers',
  title: { en: 'Active customers who may leave at any time (Pareto/NBD)', 'zh-Hans': '活跃客户：随时可能流失（Pareto/NBD）', 'zh-Hant': '活躍顧客：隨時可能流失（Pareto/NBD）' },
  question: {
    en: 'Who is still a customer and how often will each buy, when a customer can be lost at any moment, not only after a purchase?',
    'zh-Hans': '客户随时可能流失（不仅在购买之后）时，谁仍然活跃、每位会购买几次？',
    'zh-Hant': '顧客隨時可能流失（不僅在購買之後）時，誰仍然活躍、每位會購買幾次？',
  },
  columns: [...HISTORY, COVARIATES],
  options: FORECAST,
  answers: forecastAnswers('at the end of the observation'),
  simulation: simulation({
    r: [0.553, 'shape of the purchase rates (small: customers differ much)'],
    alpha: [10.578, 'inverse scale of the purchase rates, in units of time'],
    s: [0.606, 'shape of the rates of leaving'],
    beta: [11.669, 'inverse scale of the rates of leaving, in units of time'],
  }),
  assumptions: [
    'Customers buy when they like, without contract or season, each at a steady rate while active.',
    'A customer leaves unseen, at any moment, with a chance that does not change with age.',
    'Purchase rates and rates of leaving are gamma distributed across customers and unrelated.',
  ],
  enough: 'Some hundreds of customers, at least 20 of whom bought again; an observation several times as long as the usual time between purchases.',
  declines: HISTORY_DECLINES,
  sources: [
    { citation: 'Schmittlein, Morrison & Colombo 1987, Counting your customers: who are they and what will they do next?, Management Science 33(1):1-24' },
    { citation: 'Fader & Hardie 2005, A note on deriving the Pareto/NBD model and related expressions', equations: '15-19' },
    { citation: 'Fader & Hardie 2007, Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models' },
  ],
};
