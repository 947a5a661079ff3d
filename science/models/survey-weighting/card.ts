import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'survey-weighting',
  family: 'survey',
  title: { en: 'Weight answers to match the population', 'zh-Hans': '问卷加权（与总体结构一致）', 'zh-Hant': '問卷加權（與母體結構一致）' },
  question: {
    en: 'Some groups answered more than others: how much should each answer count so that the answers stand for everybody?',
    'zh-Hans': '有些人群回答得多、有些少：每份回答该算多少权重，才能代表全体？',
    'zh-Hant': '有些人群回答得多、有些少：每份回答該算多少權重，才能代表全體？',
  },
  columns: [
    { name: 'text_', kind: 'text', means: 'what is known of the answering person, one column each (age group, sex, region)', repeated: true },
    { name: 'weight', kind: 'number', means: 'weight from how people were chosen; 1 where absent', optional: true },
  ],
  options: [
    { name: 'targets', kind: 'texts', default: null, means: 'shares in the population, each "column=level=share", such as "text_sex=female=0.51"; the shares of a column add up to 1' },
    { name: 'least', kind: 'number', default: 0.2, min: 0, max: 1, means: 'smallest weight, against the mean' },
    { name: 'most', kind: 'number', default: 5, min: 1, means: 'largest weight, against the mean' },
  ],
  answers: [
    { name: 'weight', kind: 'number', means: 'weight of a person of this kind; those of the fit have a mean of 1', min: 0 },
  ],
  predictColumns: [{ name: 'text_', kind: 'text', means: 'the same columns', repeated: true }],
  simulation: [
    { name: 'people', kind: 'count', default: 1000, min: 1, means: 'people who answer' },
    { name: 'tilt', kind: 'number', default: 0.5, min: 0, max: 2, means: 'how much more readily some groups answer' },
  ],
  example: { options: { targets: ['text_sex=woman=0.5', 'text_sex=man=0.5', 'text_age=young=0.33', 'text_age=older=0.67'] } },
  assumptions: [
    'Within the groups weighted by, those who answered are like those who did not.',
    'The shares in the population are right.',
    'Trimming trades a little error of the shares for steadier results; the error left is told.',
  ],
  enough: 'Thirty answers in each group of each column; join smaller groups before.',
  declines: ['no target is given', 'a target’s column or level is missing among the answers', 'shares do not add up to 1', 'an answer has a level without a target', 'the weights do not settle'],
  sources: [
    { citation: 'Deming & Stephan 1940, On a least squares adjustment of a sampled frequency table, Ann. Math. Statist. 11' },
    { citation: 'Deville, Särndal & Sautory 1993, Generalized raking procedures in survey sampling, JASA 88', equations: 'sec. 2' },
    { citation: 'Kish 1965, Survey Sampling', equations: 'sec. 11.7 (effective size, design effect)' },
  ],
};
