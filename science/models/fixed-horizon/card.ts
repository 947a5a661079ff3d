import { armColumns } from '../../experiments/arm.ts';
import { gainAnswers, gainColumns } from '../../experiments/gain.ts';
import { readoutDeclines, readoutOptions, sideOption } from '../../experiments/readout.ts';
import { simulationOptions } from '../../experiments/simulate.ts';
import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'fixed-horizon',
  family: 'experiments',
  title: { en: 'A/B test read once, at its planned end', 'zh-Hans': 'A/B 测试（到期一次看结果）', 'zh-Hant': 'A/B 測試（到期一次看結果）' },
  question: {
    en: 'The experiment has run its planned length: how much better or worse is each variant than the control, and could it be chance?',
    'zh-Hans': '实验已跑满计划时长：每个版本比对照组好多少或差多少？会不会只是偶然？',
    'zh-Hant': '實驗已跑滿計畫時間：每個版本比對照組好多少或差多少？會不會只是偶然？',
  },
  columns: armColumns,
  options: [...readoutOptions, sideOption],
  answers: gainAnswers,
  predictColumns: gainColumns,
  simulation: simulationOptions,
  example: { ask: { arm: ['treatment'], people: [1000] } },
  assumptions: [
    'Each person was put in one arm by chance and stays there; arms do not influence each other.',
    'The result is read once, when the planned number of people is reached. To look earlier or often, use the sequential read-out.',
    'The number of people is large enough for means to be nearly normal.',
    'The period before, and the strata, were fixed before anybody saw a variant.',
  ],
  enough: 'The number of people the sample-size model asked for; at the very least some dozens an arm, and five people with and without the event for a proportion.',
  declines: readoutDeclines,
  sources: [
    { citation: 'Welch 1947, The generalization of Student’s problem when several different population variances are involved, Biometrika 34' },
    { citation: 'Deng, Xu, Kohavi & Walker 2013, Improving the sensitivity of online controlled experiments by utilizing pre-experiment data (CUPED), WSDM', equations: '5' },
    { citation: 'Deng, Knoblich & Lu 2018, Applying the delta method in metric analytics, KDD', equations: '3', url: 'https://arxiv.org/abs/1803.06336' },
    { citation: 'Miratrix, Sekhon & Yu 2013, Adjusting treatment effect estimates by post-stratification in randomized experiments, JRSS B 75', equations: '2, 16' },
  ],
};
