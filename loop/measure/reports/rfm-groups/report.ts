import { z } from 'zod';
import { Period } from '#vocabulary/period.ts';
import type { Report } from '../contract.ts';

export const report: Report = {
  id: 'rfm-groups',
  question: { en: 'Who are our best customers, and who is slipping away?', 'zh-Hans': '谁是最好的客户，谁正在流失？', 'zh-Hant': '誰是最好的顧客，誰正在流失？' },
  stage: 'understand',
  inputs: Period,
  row: z.object({ grouping: z.string(), customers: z.number(), recency_days: z.number(), orders_each: z.number(), gross: z.number(), revenue_share: z.number() }),
  columns: [
    { name: 'grouping', kind: 'code', label: { en: 'Group', 'zh-Hans': '分组', 'zh-Hant': '分組' }, labels: {
      champions: { en: 'Champions', 'zh-Hans': '核心客户', 'zh-Hant': '核心顧客' },
      loyal: { en: 'Loyal', 'zh-Hans': '忠诚客户', 'zh-Hant': '忠誠顧客' },
      new: { en: 'New', 'zh-Hans': '新近客户', 'zh-Hant': '新近顧客' },
      promising: { en: 'Promising', 'zh-Hans': '潜力客户', 'zh-Hant': '潛力顧客' },
      'at risk': { en: 'At risk', 'zh-Hans': '流失风险', 'zh-Hant': '流失風險' },
      fading: { en: 'Fading', 'zh-Hans': '逐渐沉默', 'zh-Hant': '逐漸沉默' },
      lost: { en: 'Lost', 'zh-Hans': '已流失', 'zh-Hant': '已流失' },
    } },
    { name: 'customers', kind: 'count', label: { en: 'Customers', 'zh-Hans': '客户数', 'zh-Hant': '顧客數' } },
    { name: 'recency_days', kind: 'days', label: { en: 'Days since last order', 'zh-Hans': '距上次下单天数', 'zh-Hant': '距上次下單天數' } },
    { name: 'orders_each', kind: 'count', label: { en: 'Orders each', 'zh-Hans': '人均订单', 'zh-Hant': '人均訂單' } },
    { name: 'gross', kind: 'money', label: { en: 'Sold to them', 'zh-Hans': '销售额', 'zh-Hant': '銷售額' } },
    { name: 'revenue_share', kind: 'share', label: { en: 'Share of revenue', 'zh-Hans': '销售占比', 'zh-Hant': '銷售占比' } },
  ],
  picture: { kind: 'ranked', label: 'grouping', value: 'customers' },
  empty: {
    en: 'Groups by recency, frequency and money stand here once orders name their customers.',
    'zh-Hans': '订单带有客户信息后，这里会显示 RFM 分组。',
    'zh-Hant': '訂單帶有顧客資訊後，這裡會顯示 RFM 分組。',
  },
};
