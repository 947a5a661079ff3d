import { z } from 'zod';
import { Period } from '#vocabulary/period.ts';
import type { Report } from '../contract.ts';

export const report: Report = {
  id: 'new-and-returning',
  question: { en: 'Do we live on new customers or on those who return?', 'zh-Hans': '我们靠新客还是老客？', 'zh-Hant': '我們靠新客還是舊客？' },
  stage: 'understand',
  inputs: Period,
  row: z.object({ month: z.string(), new_customers: z.number(), returning_customers: z.number(), new_net: z.number(), returning_net: z.number(), unknown_net: z.number() }),
  columns: [
    { name: 'month', kind: 'month', label: { en: 'Month', 'zh-Hans': '月份', 'zh-Hant': '月份' } },
    { name: 'new_customers', kind: 'count', label: { en: 'New customers', 'zh-Hans': '新客户', 'zh-Hant': '新顧客' } },
    { name: 'returning_customers', kind: 'count', label: { en: 'Returning customers', 'zh-Hans': '老客户', 'zh-Hant': '回購顧客' } },
    { name: 'new_net', kind: 'money', label: { en: 'Net revenue, new', 'zh-Hans': '新客净销售额', 'zh-Hant': '新客淨銷售額' } },
    { name: 'returning_net', kind: 'money', label: { en: 'Net revenue, returning', 'zh-Hans': '老客净销售额', 'zh-Hant': '回購淨銷售額' } },
    { name: 'unknown_net', kind: 'money', label: { en: 'Net revenue, nobody known', 'zh-Hans': '未识别客户净销售额', 'zh-Hant': '未識別顧客淨銷售額' } },
  ],
  picture: { kind: 'stacked', x: 'month', y: ['returning_customers', 'new_customers'] },
  empty: {
    en: 'New and returning customers stand here once orders name their customers.',
    'zh-Hans': '订单带有客户信息后，这里会显示新客与老客。',
    'zh-Hant': '訂單帶有顧客資訊後，這裡會顯示新客與回購顧客。',
  },
};
