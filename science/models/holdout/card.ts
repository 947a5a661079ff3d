import { armColumns } from '../../experiments/arm.ts';
import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'holdout',
  family: 'experiments',
  title: { en: 'What a campaign really added', 'zh-Hans': '活动的真实增量（对照留存组）', 'zh-Hant': '活動的真實增量（對照保留組）' },
  question: {
    en: 'Some people were deliberately left out of the campaign. Beyond what they did on their own, how much did the campaign add, and was it worth its cost?',
    'zh-Hans': '活动特意留出一部分人不触达。与他们的自然表现相比，活动究竟带来多少增量？花费值不值？',
    'zh-Hant': '活動特意保留一部分人不觸及。與他們的自然表現相比，活動究竟帶來多少增量？花費值不值？',
  },
  columns: armColumns,
  options: [
    { name: 'metric', kind: 'choice', choices: ['proportion', 'mean'], default: 'proportion', means: 'whether each person has a yes or no (bought), or an amount (spent)' },
    { name: 'holdout', kind: 'text', default: 'hold-out', means: 'name of the arm that was left out; everybody else counts as treated' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.9999, means: 'share of campaigns whose interval should hold the truth' },
    { name: 'cost', kind: 'number', default: null, min: 0, means: 'what the campaign cost, in the unit of the amount or in minor units of money' },
    { name: 'adjust', kind: 'flag', default: false, means: 'use the period before to take chance differences out (amounts only)' },
    { name: 'stratify', kind: 'flag', default: false, means: 'weigh the strata by their size (amounts only)' },
  ],
  answers: [
    { name: 'people', kind: 'count', means: 'people, as asked', min: 0 },
    { name: 'incremental', kind: 'number', means: 'what a like campaign would add among them', unit: 'people who act, or the amount', interval: 'where it lies at the level of the fit' },
  ],
  predictColumns: [{ name: 'people', kind: 'count', means: 'people a like campaign would be sent to' }],
  simulation: [
    { name: 'treated', kind: 'count', default: 9000, min: 1, means: 'people in the campaign' },
    { name: 'held', kind: 'count', default: 1000, min: 1, means: 'people held out' },
    { name: 'baseline', kind: 'number', default: 0.05, min: 0, max: 1, means: 'share who act anyway' },
    { name: 'added', kind: 'number', default: 0.01, min: -1, max: 1, means: 'what the campaign adds to that share' },
  ],
  example: { ask: { people: [50_000] } },
  assumptions: [
    'Who was held out was decided by chance before the campaign, and everybody is counted in the group assigned, reached or not.',
    'People held out were not reached through others.',
    'The same things are counted in both groups over the same days.',
  ],
  enough: 'Any number of people for a yes or no (the interval is then wide and says so); some dozens in each group for an amount. To be sure of an effect, ask the sample-size model with unequal shares.',
  declines: ['the hold-out or the treated group is missing', 'a group of an amount has fewer than two people, or nothing varies', 'adjustment is asked of a yes or no'],
  sources: [
    { citation: 'Miettinen & Nurminen 1985, Comparative analysis of two rates, Statistics in Medicine 4', equations: '1, 10, 27' },
    { citation: 'Farrington & Manning 1990, Test statistics and sample size formulae for comparative binomial trials, Statistics in Medicine 9', equations: 'appendix 1 (the cubic)' },
    { citation: 'Deng, Xu, Kohavi & Walker 2013, Improving the sensitivity of online controlled experiments (CUPED), WSDM', equations: '5' },
  ],
};
