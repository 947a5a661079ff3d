import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'survey-summary',
  family: 'survey',
  title: { en: 'What the answers say, and how surely', 'zh-Hans': '问卷结果与误差范围（均值、占比、NPS）', 'zh-Hant': '問卷結果與誤差範圍（平均、占比、NPS）' },
  question: {
    en: 'What is the mean, the share or the net promoter score, in all and by group, and how far may it be off?',
    'zh-Hans': '总体和各人群的平均分、占比或净推荐值（NPS）是多少？误差范围多大？',
    'zh-Hant': '整體和各族群的平均分、占比或淨推薦值（NPS）是多少？誤差範圍多大？',
  },
  columns: [
    { name: 'answer', kind: 'number', means: 'the answer: a score, 0 or 1, or 0 to 10 for the net promoter score' },
    { name: 'weight', kind: 'number', means: 'weight of the answer; 1 where absent', optional: true },
    { name: 'group', kind: 'text', means: 'group the person belongs to', optional: true },
  ],
  options: [
    { name: 'kind', kind: 'choice', choices: ['mean', 'share', 'nps'], default: 'mean', means: 'mean of scores, share of 1, or net promoter score' },
    { name: 'population', kind: 'count', default: null, min: 2, means: 'people in the population, if the answers are a large part of it' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.999, means: 'level of intervals' },
  ],
  answers: [
    { name: 'people', kind: 'count', means: 'answers, as asked', min: 2 },
    { name: 'margin', kind: 'number', means: 'margin of error: half the width of the interval at the level of the fit', unit: 'that of the figure (points for the net promoter score)', min: 0 },
  ],
  predictColumns: [{ name: 'people', kind: 'count', means: 'answers of a planned survey of the same kind' }],
  simulation: [
    { name: 'people', kind: 'count', default: 500, min: 1, means: 'answers' },
    { name: 'promoters', kind: 'number', default: 0.5, min: 0, max: 1, means: 'share answering 9 or 10' },
    { name: 'detractors', kind: 'number', default: 0.2, min: 0, max: 1, means: 'share answering 0 to 6' },
  ],
  example: { ask: { people: [400, 1000] } },
  assumptions: [
    'Those who answered are like the population, or the weights make them so; the interval speaks of chance only, not of who did not answer.',
    'The net promoter score is the share of 9 and 10 less the share of 0 to 6, in points from -100 to 100.',
  ],
  enough: 'Thirty answers; 400 for a margin of about four points in a share at 90 %.',
  declines: ['fewer than two answers in a group', 'an answer outside its scale', 'a mean of answers that do not vary', 'a weight below zero, or all of them zero', 'more answers than people'],
  sources: [
    { citation: 'Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling', equations: '5.5.11, 5.7.4' },
    { citation: 'Wilson 1927, Probable inference, the law of succession, and statistical inference, JASA 22' },
    { citation: 'Rocks 2016, Interval estimation for the “net promoter score”, The American Statistician 70', equations: '2' },
    { citation: 'Reichheld 2003, The one number you need to grow, Harvard Business Review 81' },
  ],
};
