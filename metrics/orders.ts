import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'orders',
  names: { en: 'Orders', 'zh-Hans': '订单数', 'zh-Hant': '訂單數' },
  means: {
    en: 'Different orders with at least one line of goods sold.',
    'zh-Hans': '至少含一行商品销售的不同订单数。',
    'zh-Hant': '至少含一列商品銷售的不同訂單數。',
  },
  unit: 'count',
  better: 'up',
  empty: 'zero',
  source: 'orders',
  value: `uniqExact(order_id)`,
  where: `kind = 'sale'`,
};
