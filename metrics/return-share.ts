import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'return-share',
  names: { en: 'Share returned', 'zh-Hans': '退货率', 'zh-Hant': '退貨率' },
  means: {
    en: 'Value of goods returned, as a share of goods sold in the same period.',
    'zh-Hans': '退货金额占同期商品销售额的比例。',
    'zh-Hant': '退貨金額占同期商品銷售額的比例。',
  },
  unit: 'share',
  better: 'down',
  empty: 'unknown',
  source: 'orders',
  value: `-sumIf(amount, kind = 'return') / sumIf(amount, kind = 'sale')`,
};
