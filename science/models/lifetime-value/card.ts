import type { Card } from '../contract.ts';
import { COVARIATES, CUSTOMER_ANSWER, FORECAST, HISTORY, HISTORY_DECLINES, UNCERTAIN_PARAMETERS } from '../../customer-base/declaration.ts';

export const card: Card = {
  id: 'lifetime-value',
  family: 'customers',
  title: { en: 'Customer lifetime value', 'zh-Hans': '客户生命周期价值', 'zh-Hant': '顧客終身價值' },
  question: {
    en: 'What is each customer still worth to us, in today’s money?',
    'zh-Hans': '每位客户今后还能带来多少价值（折算为现值）？',
    'zh-Hant': '每位顧客今後還能帶來多少價值（折算為現值）？',
  },
  columns: [
    ...HISTORY,
    { name: 'monetary', kind: 'number', means: 'mean value of the repeat purchases; ignored for a customer without any', unit: 'money, any unit, the same throughout' },
    COVARIATES,
  ],
  options: [
    { name: 'process', means: 'how purchases come: bg-nbd (customers leave after a purchase), mbg-nbd (after the first one too) or pareto-nbd (at any time)', kind: 'choice', default: 'bg-nbd', choices: ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] },
    { ...FORECAST[0], means: 'how far ahead purchases count, in the unit of time of the columns' },
    { name: 'period', means: 'length of a discount period, in the same unit; money of a period counts as received at its end', kind: 'number', default: 4.345, min: 1e-9 },
    { name: 'discount', means: 'discount rate for one period (0.01 is one per cent)', kind: 'number', default: 0.01, min: 0, max: 10 },
    { name: 'margin', means: 'share of the order value that is profit', kind: 'number', default: 1, min: 0, max: 1 },
    FORECAST[2],
  ],
  answers: [
    CUSTOMER_ANSWER,
    { name: 'value', kind: 'number', means: 'profit of the purchases within the horizon, in today’s money', unit: 'money, as given', min: 0, interval: UNCERTAIN_PARAMETERS },
    { name: 'purchases', kind: 'number', means: 'expected purchases within the horizon, not discounted', min: 0 },
    { name: 'spend', kind: 'number', means: 'expected mean value of an order', unit: 'money, as given', min: 0 },
  ],
  simulation: [
    { name: 'customers', means: 'customers to simulate', kind: 'count', default: 2000, min: 0 },
    { name: 'r', means: 'shape of the purchase rates', kind: 'number', default: 0.243, min: 1e-6 },
    { name: 'alpha', means: 'inverse scale of the purchase rates', kind: 'number', default: 4.414, min: 1e-6 },
    { name: 'a', means: 'first shape of the chance to leave', kind: 'number', default: 0.793, min: 1e-6 },
    { name: 'b', means: 'second shape of the chance to leave', kind: 'number', default: 2.426, min: 1e-6 },
    { name: 'p', means: 'shape of the orders of one customer', kind: 'number', default: 6.25, min: 1e-6 },
    { name: 'q', means: 'shape of the spread of orders across customers', kind: 'number', default: 3.74, min: 1e-6 },
    { name: 'gamma', means: 'scale of the orders, in money', kind: 'number', default: 15.44, min: 1e-6 },
    { name: 'age', means: 'time observed', kind: 'number', default: 39, min: 1e-9 },
  ],
  assumptions: [
    'Those of the purchase model chosen and of Gamma-Gamma.',
    'What a customer spends per order has nothing to do with how often they order; the summary shows their correlation, which should be near zero.',
    'Only purchases to come count, not those already made, and no cost of keeping the customer.',
  ],
  enough: 'What BG/NBD and Gamma-Gamma need: some hundreds of customers, at least 20 of whom bought again.',
  declines: [
    ...HISTORY_DECLINES,
    'a customer with repeat purchases has a mean order of zero or less',
    'the spread of orders is so wide that a mean order does not exist (q <= 1)',
    'more than 100,000 discount periods fit into the horizon',
  ],
  sources: [
    { citation: 'Fader, Hardie & Lee 2005, RFM and CLV: using iso-value curves for customer base analysis, Journal of Marketing Research 42(4):415-430', equations: '1-6' },
    { citation: 'Fader, Hardie & Lee 2005, Marketing Science 24(2):275-284' },
    { citation: 'Fader & Hardie 2013, The Gamma-Gamma model of monetary value' },
  ],
};
