import { becauseAnswers, featureColumns } from '../../propensity/features.ts';
import { EVENTS_PER_TERM } from '../../propensity/readiness.ts';
import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'look-alike',
  family: 'propensity',
  title: { en: 'People like these', 'zh-Hans': '相似人群扩展', 'zh-Hant': '相似受眾擴展' },
  question: {
    en: 'Given a group of good customers, who among the others is most like them?',
    'zh-Hans': '给定一群优质客户，其余的人里谁与他们最相像？',
    'zh-Hant': '給定一群優質顧客，其餘的人裡誰與他們最相像？',
  },
  columns: [{ name: 'seed', kind: 'flag', means: '1 for people of the group, 0 for everybody else' }, ...featureColumns],
  options: [
    { name: 'ridge', kind: 'number', default: 1, min: 1e-6, means: 'penalty on coefficients of standardised columns' },
    { name: 'folds', kind: 'count', default: 5, min: 2, max: 20, means: 'parts for judging on people left out' },
    { name: 'events_per_term', kind: 'number', default: EVENTS_PER_TERM, min: 1, means: 'people of the group needed for each coefficient' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.999, means: 'level of intervals' },
  ],
  answers: [
    { name: 'likeness', kind: 'number', means: 'share of the others who are less like the group, in steps of a hundredth; no chance to buy', min: 0, max: 1 },
    { name: 'score', kind: 'number', means: 'how much more the person looks like one of the group than like the others', unit: 'log-odds' },
    ...becauseAnswers('the score'),
  ],
  predictColumns: featureColumns,
  simulation: [
    { name: 'people', kind: 'count', default: 5000, min: 1, means: 'people' },
    { name: 'group', kind: 'number', default: 0.05, min: 0.001, max: 0.5, means: 'share in the group' },
    { name: 'difference', kind: 'number', default: 1, min: 0, means: 'how far the group lies from the others' },
  ],
  assumptions: [
    'The group was chosen for what makes it good, not by the columns themselves; otherwise the likeness only repeats the choice.',
    'Likeness is the share of the others who are less like the group (0 to 1); it is not a chance to buy.',
    'Likeness is not cause: to know whom a campaign persuades, use the uplift model.',
  ],
  enough: 'Ten people of the group for each coefficient.',
  declines: ['too few people in the group, or outside it', 'no column varies', 'the group cannot be told from the others better than chance'],
  sources: [
    { citation: 'Elkan & Noto 2008, Learning classifiers from only positive and unlabeled data, KDD', equations: 'lemma 1 (the order is that of being in the group)' },
    { citation: 'DeLong, DeLong & Clarke-Pearson 1988, Comparing the areas under two or more correlated ROC curves, Biometrics 44' },
  ],
};
