import { becauseAnswers, featureColumns } from '../../propensity/features.ts';
import { simulationOptions } from '../../propensity/readiness.ts';
import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'boosted-propensity',
  family: 'propensity',
  title: { en: 'Likelihood to act, sharper (boosted trees)', 'zh-Hans': '行动概率预测（梯度提升树）', 'zh-Hant': '行動機率預測（梯度提升樹）' },
  question: {
    en: 'How likely is each customer to buy, answer or leave, where the causes bend and combine, and what makes it so for this person?',
    'zh-Hans': '当各因素相互影响、并非直线关系时，每位客户行动的概率有多大？对这个人起作用的是什么？',
    'zh-Hant': '當各因素相互影響、並非直線關係時，每位顧客行動的機率有多大？對這個人起作用的是什麼？',
  },
  columns: [{ name: 'outcome', kind: 'flag', means: 'whether the person did it' }, ...featureColumns],
  options: [
    { name: 'rounds', kind: 'count', default: 400, min: 1, max: 5000, means: 'most trees' },
    { name: 'rate', kind: 'number', default: 0.08, min: 0.001, max: 1, means: 'share of each tree’s advice that is taken' },
    { name: 'leaves', kind: 'count', default: 12, min: 2, max: 64, means: 'most leaves of a tree' },
    { name: 'least_people', kind: 'count', default: 20, min: 1, means: 'fewest people in a leaf' },
    { name: 'ridge', kind: 'number', default: 1, min: 0, means: 'penalty on a leaf’s advice' },
    { name: 'patience', kind: 'count', default: 20, min: 1, means: 'trees without gain on people left out before it stops' },
    { name: 'left_out', kind: 'number', default: 0.25, min: 0.05, max: 0.5, means: 'share of people left out, on whom the chances are made honest and judged' },
    { name: 'events', kind: 'count', default: 100, min: 20, means: 'rarer outcomes needed' },
    { name: 'leak', kind: 'number', default: 0.97, min: 0.6, max: 1, means: 'ranking power of one column alone above which it is taken to give the outcome away' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.999, means: 'level of intervals' },
    { name: 'explain', kind: 'flag', default: true, means: 'at prediction: what each column contributes for each person (slower)' },
  ],
  answers: [
    { name: 'chance', kind: 'number', means: 'chance that the person will do it', min: 0, max: 1, interval: 'where the share who act lies among people scored alike, at the level of the fit' },
    ...becauseAnswers('the log-odds of the chance', 'the option explain is on'),
  ],
  predictColumns: featureColumns,
  simulation: simulationOptions,
  assumptions: [
    'What is known of people was known before the outcome; a column written down afterwards makes scores look right and be useless.',
    'People to be scored are like those learnt from.',
    'The interval is that of the share who act among people scored alike, on people left out of the fit.',
    'The explanation is exact: Shapley values of the trees; they and the base add up to the log-odds of the chance.',
  ],
  enough: 'At least 100 people of the rarer outcome; a thousand to beat the logistic regression.',
  declines: ['too few of the rarer outcome', 'no column varies', 'a column alone gives the outcome away', 'scores of people left out rank no better than chance'],
  sources: [
    { citation: 'Friedman 2001, Greedy function approximation: a gradient boosting machine, Ann. Statist. 29', equations: 'algorithm 5' },
    { citation: 'Chen & Guestrin 2016, XGBoost, KDD', equations: '5 to 7', url: 'https://arxiv.org/abs/1603.02754' },
    { citation: 'Ke et al. 2017, LightGBM, NeurIPS (histograms, growth by best leaf)' },
    { citation: 'Lundberg, Erion & Lee 2018, Consistent individualized feature attribution for tree ensembles', equations: 'algorithm 2', url: 'https://arxiv.org/abs/1802.03888' },
    { citation: 'Wilson 1927, Probable inference, the law of succession, and statistical inference, JASA 22' },
  ],
};
