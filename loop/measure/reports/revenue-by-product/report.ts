import { z } from 'zod';
import type { Report } from '../contract.ts';

export const report: Report = {
  id: 'revenue-by-product',
  question: { en: 'Which products bring the revenue?', 'zh-Hans': '哪些商品带来销售额？', 'zh-Hant': '哪些商品帶來銷售額？' },
  stage: 'understand',
  inputs: z.object({ from: z.iso.date(), to: z.iso.date(), limit: z.coerce.number().int().min(1).max(1000).default(100) }),
  row: z.object({ sku: z.string(), product: z.string(), orders: z.number(), units: z.number(), net: z.number() }),
  columns: [
    { name: 'sku', kind: 'text', label: { en: 'Code', 'zh-Hans': '编码', 'zh-Hant': '編碼' } },
    { name: 'product', kind: 'text', label: { en: 'Product', 'zh-Hans': '商品', 'zh-Hant': '商品' } },
    { name: 'orders', kind: 'count', label: { en: 'Orders', 'zh-Hans': '订单数', 'zh-Hant': '訂單數' } },
    { name: 'units', kind: 'count', label: { en: 'Units, net', 'zh-Hans': '净件数', 'zh-Hant': '淨件數' } },
    { name: 'net', kind: 'money', label: { en: 'Net revenue', 'zh-Hans': '净销售额', 'zh-Hant': '淨銷售額' } },
  ],
  picture: { kind: 'ranked', label: 'product', value: 'net' },
  empty: {
    en: 'Products stand here once order lines are in.',
    'zh-Hans': '导入订单明细后，这里会显示商品排行。',
    'zh-Hant': '匯入訂單明細後，這裡會顯示商品排行。',
  },
};
