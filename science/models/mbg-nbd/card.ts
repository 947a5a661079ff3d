import type { Card } from '../contract.ts';
import { COVARIATES, FORECAST, forecastAnswers, HISTORY, HISTORY_DECLINES, simulation } from '../../customer-base/declaration.ts';

export const card: Card = {
  id: 'mbg-nbd',
  family: 'customers',
  title: { en: 'Active customers, some lost after the first purchase (MBG/NBD)', 'zh-Hans': '活跃客户：允许首购后流失（MBG/NBD）', 'zh-Hant': '活躍顧客：允許首購後流失（MBG/NBD）' },
  question: {
    en: 'Who is still a customer and how often will each buy, when many buy once and never return?',
    'zh-Hans': '许多客户只买一次就不再回来时，谁仍然活跃、每位会购买几次？',
    'zh-Hant': '許多顧客只買一次就不再回來時，誰仍然活躍、每位會購買幾次？',
  },
  columns: [...HISTORY, COVARIATES],
  options: FORECAST,
  answers: forecastAnswers('at the end of the observation'),
  simulation: simulation({
    r: [0.525, 'shape of the purchase rates (small: customers differ much)'],
    alpha: [6.183, 'inverse scale of the purchase rates, in units of time'],
    a: [0.891, 'first shape of the chance to leave after a purchase'],
    b: [1.614, 'second shape of the chance to leave after a purchase'],
  }),
  assumptions: [
    'Customers buy when they like, without contract or season, each at a steady rate while active.',
    'A customer leaves unseen right after a purchase, the very first one included.',
    'Purchase rates are gamma distributed across customers, chances to leave are beta distributed, and the two are unrelated.',
  ],
  enough: 'Some hundreds of customers, at least 20 of whom bought again; an observation several times as long as the usual time between purchases.',
  declines: HISTORY_DECLINES,
  sources: [{ citation: 'Batislam, Denizel & Filiztekin 2007, Empirical validation and comparison of models for customer base analysis, International Journal of Research in Marketing 24(3):201-209' }],
};
