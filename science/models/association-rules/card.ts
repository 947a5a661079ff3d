import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'association-rules',
  family: 'baskets',
  title: { en: 'What is bought together', 'zh-Hans': '购物篮关联规则', 'zh-Hant': '購物籃關聯規則' },
  question: {
    en: 'Which products are bought together more often than by chance, and what should be offered with the basket at hand?',
    'zh-Hans': '哪些商品一起购买的频率高于偶然？针对当前购物篮应当推荐什么？',
    'zh-Hant': '哪些商品一起購買的頻率高於偶然？針對目前購物籃應當推薦什麼？',
  },
  columns: [
    { name: 'basket', kind: 'text', means: 'number of the order or visit; rows with the same one belong together' },
    { name: 'item', kind: 'text', means: 'what was in it, one row an item; repeats count once' },
  ],
  options: [
    { name: 'support', means: 'least share of baskets that must hold all items of a rule', kind: 'number', default: 0.01, min: 1e-9, max: 1 },
    { name: 'confidence', means: 'least share of baskets with the first items that hold the others too', kind: 'number', default: 0.25, min: 0, max: 1 },
    { name: 'lift', means: 'least lift: how many times as often as by chance', kind: 'number', default: 0, min: 0 },
    { name: 'shortest', means: 'fewest items of a rule, both sides together; 1 lists single items too', kind: 'count', default: 2, min: 1 },
    { name: 'longest', means: 'most items of a set', kind: 'count', default: 30, min: 1, max: 30 },
    { name: 'largestConsequent', means: 'most items on the right-hand side', kind: 'count', default: 1, min: 1, max: 30 },
    { name: 'redundant', means: 'keep rules that a shorter rule says at least as surely', kind: 'flag', default: false },
    { name: 'order', means: 'what makes a rule come first', kind: 'choice', default: 'lift', choices: ['lift', 'confidence', 'support', 'leverage'] },
    { name: 'most', means: 'rules to keep, from the first', kind: 'count', default: 100_000, min: 1 },
    { name: 'mostItemsets', means: 'give up with more sets than this', kind: 'count', default: 5_000_000, min: 1 },
    { name: 'largestBasket', means: 'leave out baskets of more different items than this (wholesale, stock moves, test orders); they are counted', kind: 'count', default: 1000, min: 1 },
    { name: 'top', means: 'offers to name for each basket', kind: 'count', default: 5, min: 1 },
  ],
  simulation: [
    { name: 'baskets', means: 'baskets to simulate', kind: 'count', default: 2000, min: 0 },
    { name: 'items', means: 'different items', kind: 'count', default: 30, min: 4 },
    { name: 'size', means: 'mean number of items beyond the planted pair', kind: 'number', default: 3, min: 0 },
    { name: 'bond', means: 'chance that the second item follows the first of the planted pair', kind: 'number', default: 0.7, min: 0, max: 1 },
  ],
  assumptions: [
    'Baskets are alike in kind: mixing shops or seasons makes rules out of the mixture.',
    'Bought together does not mean one because of the other.',
    'Among many rules some are high by chance: look at the number of baskets behind one, or try it on later baskets.',
  ],
  enough: 'A rule should stand on at least ten baskets; some thousands of baskets for supports of one per cent or less.',
  declines: [
    'a column is missing, not text or of the wrong length',
    'more frequent sets than the limit (raise the support)',
    'every basket is larger than the largest allowed',
  ],
  sources: [
    { citation: 'Agrawal & Srikant 1994, Fast algorithms for mining association rules, VLDB' },
    { citation: 'Uno, Kiyomi & Arimura 2004, LCM ver. 2: efficient mining algorithms for frequent/closed/maximal itemsets, FIMI' },
    { citation: 'Brin, Motwani, Ullman & Tsur 1997, Dynamic itemset counting and implication rules for market basket data (conviction, lift)' },
    { citation: 'Bayardo, Agrawal & Gunopulos 2000, Constraint-based rule mining in large, dense databases (redundancy)' },
  ],
};
