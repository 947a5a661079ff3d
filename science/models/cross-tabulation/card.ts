import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'cross-tabulation',
  family: 'survey',
  title: { en: 'Do groups answer differently?', 'zh-Hans': '交叉分析（显著性检验）', 'zh-Hant': '交叉分析（顯著性檢定）' },
  question: {
    en: 'Which answers do which groups give, and which of the differences are more than chance?',
    'zh-Hans': '不同人群的回答各占多少？哪些差异不是偶然？',
    'zh-Hant': '不同族群的回答各占多少？哪些差異不是偶然？',
  },
  columns: [
    { name: 'row', kind: 'text', means: 'the answer (a row of the table)' },
    { name: 'column', kind: 'text', means: 'the group (a column of the table)' },
    { name: 'weight', kind: 'number', means: 'weight of the answer; 1 where absent', optional: true },
  ],
  options: [
    { name: 'level', kind: 'number', default: 0.95, min: 0.5, max: 0.999, means: 'level of intervals and one minus the error of tests' },
    { name: 'correct', kind: 'flag', default: true, means: 'share the error among the pairs of groups within an answer (Bonferroni)' },
  ],
  answers: [
    { name: 'row', kind: 'text', means: 'the answer' },
    { name: 'column', kind: 'text', means: 'the group' },
    { name: 'above', kind: 'text', means: 'letters of the groups (A the first by name, B the second) whose share is smaller by more than chance; empty where there is none' },
    { name: 'share', kind: 'number', means: 'share of the group that gave the answer', min: 0, max: 1, interval: 'where the share lies in the population, at the level of the fit' },
  ],
  predictColumns: [],
  simulation: [
    { name: 'people', kind: 'count', default: 600, min: 1, means: 'answers' },
    { name: 'difference', kind: 'number', default: 0.2, min: 0, max: 0.5, means: 'by how much the second group says yes more often' },
  ],
  assumptions: [
    'Each person answers once and belongs to one group.',
    'With weights, the test is corrected for what they cost (Rao and Scott, first order); without, it is Pearson’s.',
    'A letter under a share says that it is larger than that of the group so lettered by more than chance.',
  ],
  enough: 'Five answers expected in four cells of five, and thirty in each group compared.',
  declines: ['fewer than two answers or two groups', 'fewer than five answers expected in more than a fifth of the cells', 'a weight below zero, or all of a group’s zero'],
  sources: [
    { citation: 'Rao & Scott 1984, On chi-squared tests for multiway contingency tables with cell proportions estimated from survey data, Ann. Statist. 12', equations: '3.6, 3.7' },
    { citation: 'Pearson 1900, On the criterion that a given system of deviations …, Philosophical Magazine 50' },
    { citation: 'Cochran 1954, Some methods for strengthening the common χ² tests, Biometrics 10 (expected counts)' },
  ],
};
