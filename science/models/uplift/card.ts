import { featureColumns } from '../../propensity/features.ts';
import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'uplift',
  family: 'experiments',
  title: { en: 'Whom the campaign persuades', 'zh-Hans': '谁会被活动打动（增益模型）', 'zh-Hant': '誰會被活動打動（增益模型）' },
  question: {
    en: 'From a campaign with a hold-out: on whom does it work, who would have bought anyway, and whom does it put off?',
    'zh-Hans': '根据带对照组的活动：对谁有效？谁本来就会买？谁反而被打扰？',
    'zh-Hant': '根據帶對照組的活動：對誰有效？誰本來就會買？誰反而被打擾？',
  },
  columns: [
    { name: 'treated', kind: 'flag', means: 'whether the person was in the campaign, decided by chance' },
    { name: 'outcome', kind: 'flag', means: 'whether the person did what was hoped for' },
    ...featureColumns,
  ],
  options: [
    { name: 'learner', kind: 'choice', choices: ['t', 'x', 'class'], default: 't', means: 't: one model of each group, subtracted; x: effects imputed across the groups and then modelled; class: one model of "did the right thing for the group"' },
    { name: 'ridge', kind: 'number', default: 1, min: 1e-6, means: 'penalty on coefficients of standardised columns' },
    { name: 'folds', kind: 'count', default: 5, min: 2, max: 20, means: 'parts for judging the ranking on people it was not fitted to' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.999, means: 'level of intervals' },
  ],
  answers: [
    { name: 'uplift', kind: 'number', means: 'how much likelier the person does it with the campaign than without; below 0 where it puts off', unit: 'shares (0.02 is two of a hundred)', interval: 'where the mean effect on people scored alike lies, at the level of the fit' },
  ],
  predictColumns: featureColumns,
  simulation: [
    { name: 'people', kind: 'count', default: 8000, min: 1, means: 'people' },
    { name: 'share', kind: 'number', default: 0.5, min: 0.01, max: 0.99, means: 'share treated' },
    { name: 'spread', kind: 'number', default: 0.08, min: 0, max: 0.3, means: 'how much the effect differs between people' },
  ],
  assumptions: [
    'Treatment was decided by chance with one share for everybody.',
    'What is known of people was known before the campaign.',
    'Effects differ along the columns given, roughly in straight lines of log-odds.',
    'AUUC and Qini follow one definition: scikit-uplift’s (1 perfect, 0 chance), measured on people left out of the fit.',
  ],
  enough: 'At least 100 events in each group; to tell who is persuaded usually some thousands of people.',
  declines: ['fewer than 100 events, or none-events, in a group', 'no column varies', 'people do not differ in how they respond more than chance would show: then treat all, or nobody'],
  sources: [
    { citation: 'Künzel, Sekhon, Bickel & Yu 2019, Metalearners for estimating heterogeneous treatment effects, PNAS 116', equations: '2 to 9', url: 'https://arxiv.org/abs/1706.03461' },
    { citation: 'Jaśkowski & Jaroszewicz 2012, Uplift modeling for clinical trial data, ICML workshop', equations: '3' },
    { citation: 'Chernozhukov, Demirer, Duflo & Fernández-Val 2018, Generic machine learning inference on heterogeneous treatment effects', equations: '3.1', url: 'https://arxiv.org/abs/1712.04802' },
    { citation: 'Devriendt, Van Belle, Guns & Verbeke 2020, Learning to rank for uplift modeling', equations: '9 to 12', url: 'https://arxiv.org/abs/2002.05897' },
  ],
};
