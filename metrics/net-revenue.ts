import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'net-revenue',
  names: { en: 'Net revenue', 'zh-Hans': '净销售额', 'zh-Hant': '淨銷售額' },
  means: {
    en: 'Goods sold less goods returned, without postage, fees and adjustments.',
    'zh-Hans': '商品销售额减去退货额，不含运费、手续费与调整。',
    'zh-Hant': '商品銷售額減去退貨額，不含運費、手續費與調整。',
  },
  unit: 'money',
  better: 'up',
  empty: 'zero',
  source: 'orders',
  value: `sum(amount)`,
};
