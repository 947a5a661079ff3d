import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'drift',
  family: 'propensity',
  title: { en: 'Are today’s people still like those learnt from?', 'zh-Hans': '数据漂移检查', 'zh-Hant': '資料漂移檢查' },
  question: {
    en: 'Have the people, or the honesty of the scores, changed so much since the fit that it should be learnt anew?',
    'zh-Hans': '自上次建模以来，人群或预测的准确性变化是否大到需要重新建模？',
    'zh-Hant': '自上次建模以來，人群或預測的準確性變化是否大到需要重新建模？',
  },
  columns: [
    { name: 'period', kind: 'text', means: '"then" for people learnt from, "now" for today’s' },
    { name: 'number_', kind: 'number', means: 'what is known of the person as a number, one column each', repeated: true, optional: true },
    { name: 'text_', kind: 'text', means: 'what is known of the person as a word, one column each', repeated: true, optional: true },
    { name: 'chance', kind: 'number', means: 'the score given to the person, if the honesty of scores is to be checked', optional: true },
    { name: 'outcome', kind: 'flag', means: 'what the person then did (with "chance")', optional: true },
  ],
  options: [
    { name: 'bands', kind: 'count', default: 10, min: 2, max: 50, means: 'bands of a number for the population stability index' },
    { name: 'small', kind: 'number', default: 0.1, min: 0, means: 'index above which a column is said to move' },
    { name: 'large', kind: 'number', default: 0.25, min: 0, means: 'index above which it should be learnt anew' },
    { name: 'level', kind: 'number', default: 0.95, min: 0.5, max: 0.9999, means: 'one minus the chance of a false alarm of each test' },
  ],
  answers: [
    { name: 'column', kind: 'text', means: 'column that was compared' },
    { name: 'psi', kind: 'number', means: 'population stability index: 0 where nothing moved', min: 0 },
    { name: 'p', kind: 'number', means: 'chance of a difference as large without any drift', min: 0, max: 1 },
    { name: 'verdict', kind: 'text', means: 'stable, moving or learn anew' },
  ],
  predictColumns: [],
  simulation: [
    { name: 'people', kind: 'count', default: 1000, min: 1, means: 'people in each period' },
    { name: 'shift', kind: 'number', default: 0, means: 'by how many standard deviations a number has moved' },
    { name: 'exaggeration', kind: 'number', default: 1, min: 0, means: 'factor by which the log-odds of scores are now too large' },
  ],
  assumptions: [
    'Each person counts once in a period.',
    'A column is said to move only where the index is large AND chance would not show it: with few people the index is large by itself, with many a test sees what does not matter.',
    'Scores are checked on the people of "now" by the line outcome ~ a + b log-odds: a = 0 and b = 1 are honest.',
  ],
  enough: 'A few hundred people in each period.',
  declines: ['a period has fewer than 50 people', 'there is no column to compare', 'fewer than 20 people with, or without, the outcome'],
  sources: [
    { citation: 'Yurdakul & Naranjo 2020, Statistical properties of the population stability index, Journal of Risk Model Validation 14', equations: '2, 7' },
    { citation: 'Smirnov 1948, Table for estimating the goodness of fit of empirical distributions, Ann. Math. Statist. 19' },
    { citation: 'Cox 1958, Two further applications of a model for binary regression, Biometrika 45 (calibration line)' },
  ],
};
