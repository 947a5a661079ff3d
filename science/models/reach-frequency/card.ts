import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'reach-frequency',
  family: 'reach',
  title: { en: 'Reach and frequency', 'zh-Hans': '到达率与接触频次', 'zh-Hant': '觸及率與接觸頻次' },
  question: {
    en: 'How many people does a plan reach, how often, and what do several media reach together?',
    'zh-Hans': '这个投放计划能覆盖多少人？平均几次？几种媒介合起来覆盖多少？',
    'zh-Hant': '這個投放計畫能觸及多少人？平均幾次？幾種媒體合起來觸及多少？',
  },
  columns: [
    { name: 'medium', kind: 'text', means: 'name of the medium; two rows or more for each, of different size' },
    { name: 'contacts', kind: 'number', means: 'contacts (impressions) delivered; with beta-binomial the number of insertions' },
    { name: 'reached', kind: 'number', means: 'people reached at least `at_least` times', unit: 'people' },
    { name: 'at_least', kind: 'count', means: 'times that count as reached; 1 where absent', optional: true },
  ],
  options: [
    { name: 'universe', means: 'people in the target group', kind: 'number', default: null, min: 1 },
    { name: 'form', means: 'nbd: contacts spread over people as a negative binomial; beta-binomial: each insertion reaches each person with a chance of their own', kind: 'choice', default: 'nbd', choices: ['nbd', 'beta-binomial'] },
    { name: 'error', means: 'standard error of a measured reach in shares of the universe, where there are fewer than five rows of a medium to tell it', kind: 'number', default: 0.01, min: 1e-6, max: 0.5 },
    { name: 'effective', means: 'contacts a person needs for an effect', kind: 'count', default: 3, min: 1, max: 50 },
  ],
  answers: [
    { name: 'medium', kind: 'text', means: 'medium, as asked; in the last row "together"' },
    { name: 'contacts', kind: 'number', means: 'contacts (or insertions) planned', min: 0 },
    { name: 'reached', kind: 'number', means: 'people reached once or more', unit: 'people', min: 0, interval: 'where nine of ten draws of the curves lie (90 %)' },
    { name: 'effective', kind: 'number', means: 'people reached as often as an effect needs (option effective)', unit: 'people', min: 0, interval: 'where nine of ten draws of the curves lie (90 %)' },
    { name: 'frequency', kind: 'number', means: 'mean contacts of those reached', min: 0, interval: 'where nine of ten draws of the curves lie (90 %)' },
    { name: 'beyond', kind: 'flag', means: '1 where more is planned than one and a half times the largest campaign that was measured: a guess' },
  ],
  predictColumns: [
    { name: 'medium', kind: 'text', means: 'name of the medium' },
    { name: 'contacts', kind: 'number', means: 'contacts (or insertions) planned' },
  ],
  simulation: [
    { name: 'media', means: 'number of media', kind: 'count', default: 2, min: 1, max: 20 },
    { name: 'points', means: 'rows per medium', kind: 'count', default: 8, min: 2, max: 200 },
    { name: 'universe', means: 'people in the target group', kind: 'number', default: 1000000, min: 100 },
    { name: 'error', means: 'standard error of a measured reach in shares of the universe', kind: 'number', default: 0.01, min: 0 },
  ],
  example: { options: { universe: 1_000_000 }, ask: { medium: ['m1'], contacts: [2_000_000] } },
  assumptions: [
    'The habits of the audience stay as they were in the rows.',
    'Media reach people independently of each other (Sainsbury); where audiences overlap more than by chance, the common reach is overstated.',
    'Reach counts people, not devices or accounts.',
  ],
  enough: 'Two rows of different size for each medium; five or more, over the range that is planned, for an interval of their own.',
  declines: [
    'no universe, or a reach above it',
    'fewer than two different sizes of a medium',
    'more people reached than contacts delivered',
    'unsettled: no curve of the form comes near the rows',
  ],
  sources: [
    { citation: 'Ehrenberg 1959 (negative binomial contacts); Goodhardt & Ehrenberg 1969, Duplication of television viewing, JMR 6' },
    { citation: 'Metheringham 1964, Measuring the net cumulative coverage of a print campaign, Journal of Advertising Research 4 (beta-binomial)' },
    { citation: 'Agostini 1961, How to estimate unduplicated audiences, Journal of Advertising Research 1; Sainsbury\'s independence formula therein' },
  ],
};
