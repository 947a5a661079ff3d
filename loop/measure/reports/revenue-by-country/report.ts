import { z } from 'zod';
import { Period } from '#vocabulary/period.ts';
import type { Report } from '../contract.ts';

export const report: Report = {
  id: 'revenue-by-country',
  question: { en: 'Which countries buy?', 'zh-Hans': '哪些国家在购买？', 'zh-Hant': '哪些國家在購買？' },
  stage: 'understand',
  inputs: Period,
  row: z.object({ country: z.string(), orders: z.number(), customers: z.number(), net: z.number(), return_share: z.number().nullable() }),
  columns: [
    { name: 'country', kind: 'country', label: { en: 'Country', 'zh-Hans': '国家/地区', 'zh-Hant': '國家/地區' } },
    { name: 'orders', kind: 'count', label: { en: 'Orders', 'zh-Hans': '订单数', 'zh-Hant': '訂單數' } },
    { name: 'customers', kind: 'count', label: { en: 'Customers', 'zh-Hans': '客户数', 'zh-Hant': '顧客數' } },
    { name: 'net', kind: 'money', label: { en: 'Net revenue', 'zh-Hans': '净销售额', 'zh-Hant': '淨銷售額' } },
    { name: 'return_share', kind: 'share', label: { en: 'Share returned', 'zh-Hans': '退货率', 'zh-Hant': '退貨率' } },
  ],
  picture: { kind: 'ranked', label: 'country', value: 'net' },
  empty: {
    en: 'Countries stand here once orders with a country are in.',
    'zh-Hans': '导入带有国家信息的订单后，这里会显示各国销售额。',
    'zh-Hant': '匯入帶有國家資訊的訂單後，這裡會顯示各國銷售額。',
  },
};
