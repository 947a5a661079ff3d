import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'bandit',
  family: 'experiments',
  title: { en: 'Send more traffic to what works while still learning', 'zh-Hans': '边投边学的流量分配（多臂老虎机）', 'zh-Hant': '邊投邊學的流量分配（多臂吃角子老虎機）' },
  question: {
    en: 'Given what each variant has shown so far, which share of the next visitors should each get?',
    'zh-Hans': '按各版本目前的表现，接下来的访客应各分多少？',
    'zh-Hant': '按各版本目前的表現，接下來的訪客應各分多少？',
  },
  columns: [
    { name: 'arm', kind: 'text', means: 'variant' },
    { name: 'people', kind: 'count', means: 'people it was shown to' },
    { name: 'value', kind: 'number', means: 'how many of them acted, or the sum of their amounts' },
    { name: 'value_value', kind: 'number', means: 'sum of squared amounts (amounts only)', optional: true },
  ],
  options: [
    { name: 'metric', kind: 'choice', choices: ['proportion', 'mean'], default: 'proportion', means: 'whether each person has a yes or no, or an amount' },
    { name: 'policy', kind: 'choice', choices: ['thompson', 'top-two'], default: 'thompson', means: 'thompson earns most on the way; top-two finds out soonest which is best' },
    { name: 'floor', kind: 'number', default: 0.01, min: 0, max: 0.5, means: 'smallest share of any variant, so that learning never stops' },
    { name: 'prior_yes', kind: 'number', default: 1, min: 0.01, means: 'people who acted, taken as seen before the start' },
    { name: 'prior_no', kind: 'number', default: 1, min: 0.01, means: 'people who did not, taken as seen before the start' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.999, means: 'level of intervals' },
  ],
  answers: [
    { name: 'arm', kind: 'text', means: 'variant' },
    { name: 'share', kind: 'number', means: 'share of the people to come that it should get; all shares add up to 1', min: 0, max: 1 },
    { name: 'people', kind: 'number', means: 'that share of the people asked about, one row a variant for each row asked; not rounded', min: 0 },
  ],
  predictColumns: [{ name: 'people', kind: 'count', means: 'people to come' }],
  simulation: [
    { name: 'people', kind: 'count', default: 1000, min: 0, means: 'people shown each variant' },
    { name: 'rates', kind: 'numbers', default: [0.05, 0.06, 0.08], min: 0, max: 1, means: 'true share of each variant' },
  ],
  example: { ask: { people: [1000] } },
  assumptions: [
    'Who sees what is decided by chance with the shares given out, and outcomes come back soon against the time between two allocations.',
    'Variants keep their power while the bandit runs; if seasons or days matter, compare within a day.',
    'Because shares follow results, plain averages at the end are biased; use a fixed experiment where an unbiased effect is wanted.',
  ],
  enough: 'None to begin with for a yes or no (all get equal shares); two people a variant for amounts.',
  declines: ['fewer than two variants', 'more acted than people', 'an amount of a variant has fewer than two people or does not vary', 'the floors add up to more than all'],
  sources: [
    { citation: 'Thompson 1933, On the likelihood that one unknown probability exceeds another, Biometrika 25' },
    { citation: 'Russo 2020, Simple Bayesian algorithms for best-arm identification, Operations Research 68 (top-two)', equations: 'sec. 3.3', url: 'https://arxiv.org/abs/1602.08448' },
  ],
};
