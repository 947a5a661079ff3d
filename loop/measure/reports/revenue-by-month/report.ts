import { z } from 'zod';
import { Period } from '#vocabulary/period.ts';
import type { Report } from '../contract.ts';

export const report: Report = {
  id: 'revenue-by-month',
  question: { en: 'How much do we sell, month by month?', 'zh-Hans': '每个月卖了多少？', 'zh-Hant': '每個月賣了多少？' },
  stage: 'understand',
  inputs: Period,
  row: z.object({ month: z.string(), orders: z.number(), customers: z.number(), gross: z.number(), returned: z.number(), net: z.number() }),
  columns: [
    { name: 'month', kind: 'month', label: { en: 'Month', 'zh-Hans': '月份', 'zh-Hant': '月份' } },
    { name: 'orders', kind: 'count', label: { en: 'Orders', 'zh-Hans': '订单数', 'zh-Hant': '訂單數' } },
    { name: 'customers', kind: 'count', label: { en: 'Customers', 'zh-Hans': '客户数', 'zh-Hant': '顧客數' } },
    { name: 'gross', kind: 'money', label: { en: 'Sold', 'zh-Hans': '销售额', 'zh-Hant': '銷售額' } },
    { name: 'returned', kind: 'money', label: { en: 'Returned', 'zh-Hans': '退货额', 'zh-Hant': '退貨額' } },
    { name: 'net', kind: 'money', label: { en: 'Net revenue', 'zh-Hans': '净销售额', 'zh-Hant': '淨銷售額' } },
  ],
  picture: { kind: 'bars', x: 'month', y: ['net'] },
  empty: {
    en: 'Revenue by month stands here once orders are in. Import your orders to begin.',
    'zh-Hans': '导入订单后，这里会显示每月销售额。请先导入订单。',
    'zh-Hant': '匯入訂單後，這裡會顯示每月銷售額。請先匯入訂單。',
  },
};
