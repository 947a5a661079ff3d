import type { Card } from '../contract.ts';
import { CUSTOMER, CUSTOMER_ANSWER, UNCERTAIN_PARAMETERS } from '../../customer-base/declaration.ts';

export const card: Card = {
  id: 'gamma-gamma',
  family: 'customers',
  title: { en: 'What a customer spends per purchase (Gamma-Gamma)', 'zh-Hans': '客单价预测（Gamma-Gamma）', 'zh-Hant': '客單價預測（Gamma-Gamma）' },
  question: {
    en: 'How much will each customer spend per order from now on, given how few orders we have seen?',
    'zh-Hans': '已知的订单很少时，每位客户今后每单平均会花多少？',
    'zh-Hant': '已知的訂單很少時，每位顧客今後每單平均會花多少？',
  },
  columns: [
    CUSTOMER,
    { name: 'frequency', kind: 'count', means: 'orders that the mean is taken over; 0 where none is known' },
    { name: 'monetary', kind: 'number', means: 'mean value of those orders; ignored where frequency is 0', unit: 'money, any unit, the same throughout' },
  ],
  options: [{ name: 'level', means: 'probability that an interval should cover', kind: 'number', default: 0.9, min: 0.5, max: 0.999 }],
  answers: [CUSTOMER_ANSWER, { name: 'spend', kind: 'number', means: 'expected mean value of an order from now on', unit: 'money, as given', min: 0, interval: UNCERTAIN_PARAMETERS }],
  simulation: [
    { name: 'customers', means: 'customers to simulate', kind: 'count', default: 2000, min: 0 },
    { name: 'p', means: 'shape of the orders of one customer', kind: 'number', default: 6.25, min: 1e-6 },
    { name: 'q', means: 'shape of the spread across customers', kind: 'number', default: 3.74, min: 1e-6 },
    { name: 'gamma', means: 'scale of the orders, in money', kind: 'number', default: 15.44, min: 1e-6 },
    { name: 'ordersMean', means: 'mean number of orders beyond the first', kind: 'number', default: 1.6, min: 0 },
  ],
  assumptions: [
    'Orders of one customer vary around a mean of their own that does not change with time.',
    'What customers spend per order has nothing to do with how often they order (check their correlation first).',
    'Orders are positive amounts; refunds are left out or netted.',
  ],
  enough: 'At least 20 customers with a known mean order; some hundreds for narrow intervals. Customers with two orders or more tell the spread within a customer.',
  declines: [
    'a column is missing, not a number or of the wrong length',
    'a customer with orders has a mean order of zero or less',
    'fewer than 20 customers have orders',
    'the estimated spread is so wide that a mean order does not exist (q <= 1), when a forecast for a customer without orders is asked',
  ],
  sources: [
    { citation: 'Fader & Hardie 2013, The Gamma-Gamma model of monetary value', equations: '1a, 3, 5' },
    { citation: 'Colombo & Jiang 1999, A stochastic RFM model, Journal of Interactive Marketing 13(3)' },
  ],
};
