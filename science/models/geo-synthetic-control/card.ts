import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'geo-synthetic-control',
  family: 'experiments',
  title: { en: 'Effect of advertising in a few regions, against a mix of others', 'zh-Hans': '少数区域投放的增量（合成控制法）', 'zh-Hant': '少數區域投放的增量（合成控制法）' },
  question: {
    en: 'We advertised in one or a few regions: how do they compare with the mix of other regions that moved like them before?',
    'zh-Hans': '只在一两个区域投放：与此前走势最相近的其他区域组合相比，多卖了多少？',
    'zh-Hant': '只在一兩個區域投放：與此前走勢最相近的其他區域組合相比，多賣了多少？',
  },
  columns: [
    { name: 'time', kind: 'time', means: 'day (or week) of the row' },
    { name: 'region', kind: 'text', means: 'region' },
    { name: 'value', kind: 'number', means: 'what was sold there and then; several rows of a region and time are added up' },
    { name: 'treated', kind: 'flag', means: '1 in rows of regions that were advertised in (also before the test)' },
  ],
  options: [
    { name: 'test_start', kind: 'number', default: null, means: 'first day of the test (days since 1970-01-01)' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.99, means: 'level of the interval' },
    { name: 'days', kind: 'choice', choices: ['linked', 'independent'], default: 'linked', means: 'whether what the mix misses on one day may go on the next (compare stretches of days), or is independent from day to day (compare any days)' },
    { name: 'shift', kind: 'flag', default: true, means: 'allow the regions to differ by a constant amount' },
  ],
  answers: [
    { name: 'time', kind: 'time', means: 'the period, before the test and in it' },
    { name: 'observed', kind: 'number', means: 'what a treated region sold, the mean of them' },
    { name: 'expected', kind: 'number', means: 'what the mix of other regions foretells for it' },
    { name: 'difference', kind: 'number', means: 'observed less expected' },
  ],
  predictColumns: [],
  simulation: [
    { name: 'regions', kind: 'count', default: 12, min: 2, means: 'regions not advertised in' },
    { name: 'before', kind: 'count', default: 60, min: 1, means: 'periods before the test' },
    { name: 'during', kind: 'count', default: 10, min: 1, means: 'periods of the test' },
    { name: 'effect', kind: 'number', default: 10, means: 'added in each period of the test' },
    { name: 'noise', kind: 'number', default: 8, min: 0, means: 'standard deviation between regions and periods' },
  ],
  example: { options: { test_start: 60 } },
  assumptions: [
    'A mix of other regions with weights of zero or more that add up to one follows the treated regions before the test.',
    'That mix would have gone on following them; nothing else happened to either.',
    'What the mix misses has no trend (its order in time carries no news).',
    'The effect is about the same in each period of the test; the interval is for that mean effect.',
    'Interval and p-value are one test turned round: the interval holds every effect that the test does not reject.',
  ],
  enough: 'At least 20 periods before the test and three other regions; the p-value cannot be below one over the number of periods.',
  declines: ['no treated region, or fewer than two others', 'fewer than 20 periods before the test', 'the periods are too few for the level asked', 'regions lack periods', 'the mix does not follow the treated regions before the test (worse than their own mean)'],
  sources: [
    { citation: 'Abadie, Diamond & Hainmueller 2010, Synthetic control methods for comparative case studies, JASA 105', equations: '2, 3' },
    { citation: 'Doudchenko & Imbens 2016, Balancing, regression, difference-in-differences and synthetic control methods', equations: '4.1 (the constant)', url: 'https://arxiv.org/abs/1610.07748' },
    { citation: 'Chernozhukov, Wüthrich & Zhu 2021, An exact and robust conformal inference method for counterfactual and synthetic controls, JASA 116', equations: '3, 5 and algorithm 1', url: 'https://arxiv.org/abs/1712.09089' },
  ],
};
