import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'buyers',
  names: { en: 'Buying customers', 'zh-Hans': '购买客户数', 'zh-Hant': '購買顧客數' },
  means: {
    en: 'Different known customers who ordered in the period.',
    'zh-Hans': '期间内下单的已识别客户人数。',
    'zh-Hant': '期間內下單的已識別顧客人數。',
  },
  unit: 'people',
  better: 'up',
  empty: 'zero',
  source: 'customer-orders',
  value: `uniqExact(customer)`,
  where: `kind = 'sale' AND customer > 0`,
};
