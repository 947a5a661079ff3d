import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'item-recommendation',
  family: 'baskets',
  title: { en: 'Recommendations', 'zh-Hans': '商品推荐', 'zh-Hant': '商品推薦' },
  question: {
    en: 'Which products should be shown to each customer next?',
    'zh-Hans': '接下来应该向每位客户展示哪些商品？',
    'zh-Hant': '接下來應該向每位顧客展示哪些商品？',
  },
  columns: [
    { name: 'customer', kind: 'text', means: 'who bought' },
    { name: 'item', kind: 'text', means: 'what' },
    { name: 'time', kind: 'time', means: 'when; rows of one customer at one time are one basket', unit: 'days since 1970-01-01' },
  ],
  options: [
    { name: 'top', means: 'items to name for each customer', kind: 'count', default: 10, min: 1, max: 1000 },
    { name: 'halfLife', means: 'days in which a purchase loses half its weight in a customer’s habit', kind: 'number', default: 120, min: 1e-6 },
    { name: 'trend', means: 'days in which a purchase loses half its weight in what is popular', kind: 'number', default: 14, min: 1e-6 },
    { name: 'neighbours', means: 'items kept as going with each item', kind: 'count', default: 50, min: 1, max: 1000 },
    { name: 'shrink', means: 'common baskets that a pair must outweigh to count half', kind: 'number', default: 5, min: 0 },
    { name: 'largestBasket', means: 'baskets of more items than this do not tell what goes together', kind: 'count', default: 200, min: 2 },
    { name: 'validation', means: 'customers whose last basket is set aside to choose the weights', kind: 'count', default: 1000, min: 20 },
    { name: 'onlyNew', means: 'leave out what the customer bought before', kind: 'flag', default: false },
  ],
  answers: [
    { name: 'customer', kind: 'text', means: 'customer' },
    { name: 'item', kind: 'text', means: 'what to recommend' },
    { name: 'rank', kind: 'count', means: '1 for the best', min: 1 },
    { name: 'score', kind: 'number', means: 'what orders the items of one customer; no chance to buy', min: 0 },
  ],
  simulation: [
    { name: 'customers', means: 'customers to simulate', kind: 'count', default: 300, min: 0 },
    { name: 'items', means: 'different items', kind: 'count', default: 60, min: 6 },
    { name: 'tastes', means: 'groups of customers who prefer their own part of the items', kind: 'count', default: 4, min: 1 },
    { name: 'loyalty', means: 'chance that an item comes from the own part', kind: 'number', default: 0.8, min: 0, max: 1 },
  ],
  assumptions: [
    'What was bought was wanted; what was not bought says nothing.',
    'What customers bought lately tells more than what they bought long ago.',
    'The last baskets of known customers are like the next ones.',
  ],
  enough: 'At least 20 customers with two baskets or more; some thousands of baskets to tell what goes together.',
  declines: ['a column is missing, of the wrong kind or length', 'fewer than 20 customers have bought more than once'],
  sources: [
    { citation: 'Sarwar, Karypis, Konstan & Riedl 2001, Item-based collaborative filtering recommendation algorithms, WWW' },
    { citation: 'Ding & Li 2005, Time weight collaborative filtering, CIKM' },
    { citation: 'Hu, He, Gao & Zhang 2020, Modeling personalized item frequency information for next-basket recommendation, SIGIR' },
  ],
};
