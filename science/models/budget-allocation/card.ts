import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'budget-allocation',
  family: 'mix',
  title: { en: 'Budget allocation', 'zh-Hans': '预算分配', 'zh-Hant': '預算分配' },
  question: {
    en: 'How should the budget be split over channels and periods, what does the next unit of money bring, and which different plans are there?',
    'zh-Hans': '预算该怎样分到各渠道、各时段？再多一块钱能带来多少？有哪些不同思路的方案？',
    'zh-Hant': '預算該怎樣分到各通路、各時段？再多一塊錢能帶來多少？有哪些不同思路的方案？',
  },
  columns: [
    { name: 'channel', kind: 'text', means: 'name of the channel; several rows where its curve is uncertain' },
    { name: 'form', kind: 'text', means: 'shape of the response curve: logistic, tanh, michaelis-menten, hill or linear' },
    { name: 'ceiling', kind: 'number', means: 'most the channel can bring per period (for linear: what a unit brings)', unit: 'units of the outcome' },
    { name: 'first', kind: 'number', means: 'steepness of logistic, scale of tanh, spend at half the ceiling of the others (linear: 1)', unit: 'minor units of money' },
    { name: 'second', kind: 'number', means: 'slope of hill; above 1 the curve is S-shaped', optional: true },
    { name: 'draw', kind: 'count', means: 'number of the draw of an uncertain curve', optional: true },
    { name: 'identified', kind: 'flag', means: '1 where the data told the curve, 0 where it is mostly assumed', optional: true },
  ],
  options: [
    { name: 'total', means: 'budget over all periods, in minor units of money; the sum of today\'s plan where absent', kind: 'number', default: null, min: 1 },
    { name: 'start', means: 'today\'s spend per period of each channel, in the order the channels first appear', kind: 'numbers', default: null, min: 0 },
    { name: 'minimums', means: 'least spend per period of each channel', kind: 'numbers', default: null, min: 0 },
    { name: 'maximums', means: 'most spend per period of each channel', kind: 'numbers', default: null, min: 0 },
    { name: 'steps', means: 'each channel is bought in steps of this size above its minimum (0: any amount)', kind: 'numbers', default: null, min: 0 },
    { name: 'demand', means: 'one number a period: how much more or less the same spend brings (1: as usual)', kind: 'numbers', default: null, min: 0 },
    { name: 'period_totals', means: 'budget of each period, where it is fixed', kind: 'numbers', default: null, min: 0 },
    { name: 'group_of', means: 'the group of each channel ("" for none)', kind: 'texts', default: null },
    { name: 'group_names', means: 'groups whose total is bounded', kind: 'texts', default: null },
    { name: 'group_minimums', means: 'least total of each group over all periods', kind: 'numbers', default: null, min: 0 },
    { name: 'group_maximums', means: 'most total of each group over all periods; equal to the minimum it is fixed', kind: 'numbers', default: null, min: 0 },
    { name: 'risk', means: 'how much bad luck counts: 0 only the mean, 1 only the worst fifth of cases', kind: 'number', default: 0, min: 0, max: 1 },
    { name: 'curve_error', means: 'relative uncertainty of a curve that comes as a single guess', kind: 'number', default: 0.4, min: 0.01, max: 3 },
  ],
  predictColumns: [
    { name: 'channel', kind: 'text', means: 'name of the channel' },
    { name: 'spend', kind: 'number', means: 'spend per period', unit: 'minor units of money' },
  ],
  simulation: [
    { name: 'channels', means: 'number of channels', kind: 'count', default: 6, min: 1, max: 50 },
    { name: 'draws', means: 'curves per channel', kind: 'count', default: 100, min: 1, max: 1000 },
    { name: 'slope', means: 'slope of the Hill curves; above 1 they are S-shaped', kind: 'number', default: 1, min: 0.1, max: 10 },
    { name: 'spread', means: 'relative spread of the draws', kind: 'number', default: 0.3, min: 0 },
  ],
  assumptions: [
    'Channels add up: what one brings does not depend on the others.',
    'A curve is that of a steady spend; effect carried from one planned period to the next is not counted apart.',
    'More spend never brings less.',
    'Outside the range of past spends a curve is an extrapolation; bounds of half to twice today\'s spend are prudent.',
  ],
  enough: 'A curve for each channel: from a fitted media mix, from the catalogue, or from experience. With a single guess a channel, intervals come from `curve_error`.',
  declines: [
    'constraints that clash, with the sentence which and by how much',
    'steps that no plan can add up to the total with, or so fine that a total holds more than 5,000 of them',
    'curves of unknown form or with parameters that are not above zero',
    'money that is not in whole minor units',
  ],
  sources: [
    { citation: 'Bellman 1957, Dynamic programming (allocation by stages, exact for curves of any shape)' },
    { citation: 'Everett 1963, Generalized Lagrange multiplier method, Operations Research 11 (bound on what any plan can bring)' },
    { citation: 'Rockafellar & Uryasev 2000, Optimization of conditional value-at-risk, Journal of Risk 2', equations: '5' },
  ],
};
