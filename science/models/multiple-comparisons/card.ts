import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'multiple-comparisons',
  family: 'experiments',
  title: { en: 'Many results at once, honestly', 'zh-Hans': '多重比较校正', 'zh-Hant': '多重比較校正' },
  question: {
    en: 'Many variants, metrics or segments were looked at together: which differences still stand, now that some would look real by chance?',
    'zh-Hans': '同时看了很多版本、指标或人群：其中总会有碰巧“显著”的，哪些差异仍然站得住？',
    'zh-Hant': '同時看了很多版本、指標或人群：其中總會有碰巧「顯著」的，哪些差異仍然站得住？',
  },
  columns: [
    { name: 'comparison', kind: 'text', means: 'name of the comparison' },
    { name: 'p', kind: 'number', means: 'its p-value' },
    { name: 'estimate', kind: 'number', means: 'its estimate, if intervals are wanted', optional: true },
    { name: 'standard_error', kind: 'number', means: 'standard error of the estimate', optional: true },
    { name: 'df', kind: 'number', means: 'degrees of freedom; a normal distribution where absent', optional: true },
  ],
  options: [
    { name: 'method', kind: 'choice', choices: ['holm', 'bonferroni', 'benjamini-hochberg', 'benjamini-yekutieli'], default: 'holm', means: 'holm and bonferroni bound the chance of any false alarm; the other two bound the share of false alarms among the findings (benjamini-yekutieli for any dependence)' },
    { name: 'level', kind: 'number', default: 0.95, min: 0.5, max: 0.9999, means: 'one minus the error allowed' },
  ],
  answers: [
    { name: 'comparison', kind: 'text', means: 'the comparison, as given' },
    { name: 'p', kind: 'number', means: 'its p-value, as given', min: 0, max: 1 },
    { name: 'adjusted', kind: 'number', means: 'p-value adjusted for all that was looked at', min: 0, max: 1 },
    { name: 'finding', kind: 'flag', means: '1 where it still stands' },
  ],
  simulation: [
    { name: 'comparisons', kind: 'count', default: 20, min: 1, means: 'comparisons' },
    { name: 'real', kind: 'count', default: 5, min: 0, means: 'how many of them are real' },
    { name: 'strength', kind: 'number', default: 3.5, min: 0, means: 'size of a real effect in standard errors' },
  ],
  assumptions: [
    'All comparisons that were looked at are in the table, not only the interesting ones.',
    'For Benjamini and Hochberg the comparisons are independent or positively dependent; arms against one control are.',
    'Intervals: bonferroni and holm give simultaneous intervals (all hold at once; Holm may find a difference whose simultaneous interval just includes zero); benjamini-hochberg gives intervals of the findings only, of which the stated share hold (false coverage rate).',
  ],
  enough: 'Two comparisons; with one nothing changes.',
  declines: ['no comparison is given', 'a p-value is not between 0 and 1', 'a standard error is not positive'],
  sources: [
    { citation: 'Holm 1979, A simple sequentially rejective multiple test procedure, Scand. J. Statistics 6' },
    { citation: 'Benjamini & Hochberg 1995, Controlling the false discovery rate, JRSS B 57', equations: '1' },
    { citation: 'Benjamini & Yekutieli 2001, The control of the false discovery rate under dependency, Ann. Statist. 29', equations: 'theorem 1.3' },
    { citation: 'Benjamini & Yekutieli 2005, False discovery rate-adjusted confidence intervals for selected parameters, JASA 100', equations: 'definition 1' },
  ],
};
