import { z } from 'zod';
import { Period } from '#vocabulary/period.ts';
import type { Report } from '../contract.ts';

export const report: Report = {
  id: 'revenue-composition',
  question: { en: 'What do the order lines add up to?', 'zh-Hans': '订单明细合计是多少？', 'zh-Hant': '訂單明細合計是多少？' },
  stage: 'understand',
  inputs: Period,
  row: z.object({ kind: z.string(), lines: z.number(), amount: z.number() }),
  columns: [
    { name: 'kind', kind: 'code', label: { en: 'Kind of line', 'zh-Hans': '明细类型', 'zh-Hant': '明細類型' }, labels: {
      sale: { en: 'Goods sold', 'zh-Hans': '商品销售', 'zh-Hant': '商品銷售' },
      return: { en: 'Goods returned', 'zh-Hans': '商品退货', 'zh-Hant': '商品退貨' },
      fee: { en: 'Postage and fees', 'zh-Hans': '运费与手续费', 'zh-Hant': '運費與手續費' },
      adjustment: { en: 'Adjustments', 'zh-Hans': '调整项', 'zh-Hant': '調整項' },
    } },
    { name: 'lines', kind: 'count', label: { en: 'Lines', 'zh-Hans': '行数', 'zh-Hant': '列數' } },
    { name: 'amount', kind: 'money', label: { en: 'Amount', 'zh-Hans': '金额', 'zh-Hant': '金額' } },
  ],
  picture: { kind: 'none' },
  empty: {
    en: 'The sums of all order lines stand here once orders are in.',
    'zh-Hans': '导入订单后，这里会显示各类明细的合计。',
    'zh-Hant': '匯入訂單後，這裡會顯示各類明細的合計。',
  },
};
