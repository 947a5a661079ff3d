import type { Card } from '../contract.ts';
import { CUSTOMER, CUSTOMER_ANSWER } from '../../customer-base/declaration.ts';

export const card: Card = {
  id: 'rfm',
  family: 'customers',
  title: { en: 'Recency, frequency, money', 'zh-Hans': 'RFM 评分（最近购买、频次、金额）', 'zh-Hant': 'RFM 評分（最近購買、頻次、金額）' },
  question: {
    en: 'Who are the best customers, who is slipping away and who is new, judged by how recently, how often and for how much they bought?',
    'zh-Hans': '按最近一次购买时间、购买次数和消费金额，谁是最好的客户，谁正在流失，谁是新客户？',
    'zh-Hant': '依最近一次購買時間、購買次數和消費金額，誰是最好的顧客，誰正在流失，誰是新顧客？',
  },
  columns: [
    CUSTOMER,
    { name: 'since', kind: 'number', means: 'time since the last purchase; less is better', unit: 'days, or any unit of time' },
    { name: 'frequency', kind: 'count', means: 'purchases' },
    { name: 'monetary', kind: 'number', means: 'money spent, in all or on average', unit: 'money, any unit' },
  ],
  options: [{ name: 'groups', means: 'how many scores there are, 1 the worst', kind: 'count', default: 5, min: 2, max: 10 }],
  answers: [
    CUSTOMER_ANSWER,
    { name: 'recency_score', kind: 'count', means: 'how recent the last purchase is, 1 the worst', min: 1, max: 10 },
    { name: 'frequency_score', kind: 'count', means: 'how frequent purchases are, 1 the worst', min: 1, max: 10 },
    { name: 'monetary_score', kind: 'count', means: 'how much is spent, 1 the worst', min: 1, max: 10 },
    { name: 'score', kind: 'text', means: 'the three scores in this order, such as 5-3-4' },
    { name: 'segment', kind: 'text', means: 'champions, loyal, potential-loyal, new, promising, need-attention, about-to-sleep, at-risk, cannot-lose, hibernating or lost' },
  ],
  simulation: [
    { name: 'customers', means: 'customers to simulate', kind: 'count', default: 1000, min: 0 },
    { name: 'orders', means: 'mean number of purchases', kind: 'number', default: 3, min: 1 },
    { name: 'order', means: 'typical value of an order', kind: 'number', default: 40, min: 1e-6 },
    { name: 'days', means: 'days observed', kind: 'number', default: 365, min: 1 },
  ],
  assumptions: [
    'What customers did lately tells what they do next; scores rank them, they do not forecast.',
    'Equal values get equal scores, so groups can differ in size: where most customers bought once, they all share one score.',
  ],
  enough: 'At least as many customers as there are scores; with fewer than a hundred the groups mean little.',
  declines: ['a column is missing, not a number or of the wrong length', 'a time or an amount is below zero', 'fewer customers than scores'],
  sources: [
    { citation: 'Hughes 1994, Strategic Database Marketing' },
    { citation: 'Bult & Wansbeek 1995, Optimal selection for direct mail, Marketing Science 14(4):378-394' },
  ],
};
