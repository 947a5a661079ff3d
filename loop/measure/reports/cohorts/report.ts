import { z } from 'zod';
import { Period } from '#vocabulary/period.ts';
import type { Report } from '../contract.ts';

export const report: Report = {
  id: 'cohorts',
  question: { en: 'Of those who came in a month, how many still buy later?', 'zh-Hans': '每月新客之后还有多少人回购？', 'zh-Hant': '每月新客之後還有多少人回購？' },
  stage: 'understand',
  inputs: Period,
  row: z.object({ cohort: z.string(), months_later: z.number(), customers: z.number(), size: z.number(), share: z.number() }),
  columns: [
    { name: 'cohort', kind: 'month', label: { en: 'First order in', 'zh-Hans': '首单月份', 'zh-Hant': '首單月份' } },
    { name: 'months_later', kind: 'count', label: { en: 'Months later', 'zh-Hans': '之后第几个月', 'zh-Hant': '之後第幾個月' } },
    { name: 'customers', kind: 'count', label: { en: 'Ordered', 'zh-Hans': '下单人数', 'zh-Hant': '下單人數' } },
    { name: 'size', kind: 'count', label: { en: 'In the cohort', 'zh-Hans': '同期客户数', 'zh-Hant': '同期顧客數' } },
    { name: 'share', kind: 'share', label: { en: 'Share', 'zh-Hans': '占比', 'zh-Hant': '占比' } },
  ],
  picture: { kind: 'cohort', row: 'cohort', column: 'months_later', value: 'share', size: 'size' },
  empty: {
    en: 'Cohorts stand here once orders name their customers over two months or more.',
    'zh-Hans': '有两个月以上带客户信息的订单后，这里会显示同期群。',
    'zh-Hant': '有兩個月以上帶顧客資訊的訂單後，這裡會顯示同期群。',
  },
};
