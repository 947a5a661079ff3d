import type { Card } from '../contract.ts';
import { COVARIATES, FORECAST, forecastAnswers, HISTORY, HISTORY_DECLINES, simulation } from '../../customer-base/declaration.ts';

export const card: Card = {
  id: 'nbd',
  family: 'customers',
  title: { en: 'Purchases of customers who stay (NBD)', 'zh-Hans': '不流失客户的购买次数（NBD）', 'zh-Hant': '不流失顧客的購買次數（NBD）' },
  question: {
    en: 'How often will each customer buy if nobody leaves? The yardstick that models of leaving must beat.',
    'zh-Hans': '如果没有人流失，每位客户会购买几次？其他流失模型应当优于这个基准。',
    'zh-Hant': '如果沒有人流失，每位顧客會購買幾次？其他流失模型應當優於這個基準。',
  },
  columns: [...HISTORY, COVARIATES],
  options: FORECAST,
  answers: forecastAnswers('at the end of the observation: 1, for nobody ever leaves'),
  simulation: simulation({
    r: [0.385, 'shape of the purchase rates (small: customers differ much)'],
    alpha: [12.072, 'inverse scale of the purchase rates, in units of time'],
  }),
  assumptions: ['Customers buy when they like, each at a steady rate.', 'Nobody ever leaves.', 'Purchase rates are gamma distributed across customers.'],
  enough: 'Some dozens of customers, at least 20 of whom bought again.',
  declines: HISTORY_DECLINES,
  sources: [{ citation: 'Ehrenberg 1959, The pattern of consumer purchases, Applied Statistics 8(1):26-41' }],
};
