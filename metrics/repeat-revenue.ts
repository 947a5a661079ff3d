import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'repeat-revenue',
  names: { en: 'Repeat revenue', 'zh-Hans': '复购销售额', 'zh-Hant': '回購銷售額' },
  means: {
    en: 'Net revenue from customers whose first order came before the period.',
    'zh-Hans': '首单早于该期间的客户所带来的净销售额。',
    'zh-Hant': '首單早於該期間的顧客所帶來的淨銷售額。',
  },
  unit: 'money',
  better: 'up',
  empty: 'zero',
  source: 'customer-orders',
  value: `sumIf(amount, customer > 0 AND customer NOT IN (SELECT customer FROM rows_of_source GROUP BY customer HAVING min(day) >= {from:Date}))`,
};
