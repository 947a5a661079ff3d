import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'average-order-value',
  names: { en: 'Average order value', 'zh-Hans': '客单价', 'zh-Hant': '客單價' },
  means: {
    en: 'Goods sold, before returns, divided by the number of orders.',
    'zh-Hans': '商品销售额（未扣退货）除以订单数。',
    'zh-Hant': '商品銷售額（未扣退貨）除以訂單數。',
  },
  unit: 'money',
  better: 'up',
  empty: 'unknown',
  source: 'orders',
  value: `round(sum(amount) / uniqExact(order_id))`,
  where: `kind = 'sale' AND counted`,
};
