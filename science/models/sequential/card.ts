import { armColumns } from '../../experiments/arm.ts';
import { gainAnswers, gainColumns } from '../../experiments/gain.ts';
import { readoutDeclines, readoutOptions, sideOption } from '../../experiments/readout.ts';
import { simulationOptions } from '../../experiments/simulate.ts';
import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'sequential',
  family: 'experiments',
  title: { en: 'A/B test that may be read at any time', 'zh-Hans': 'A/B 测试（随时可看）', 'zh-Hant': 'A/B 測試（隨時可看）' },
  question: {
    en: 'The experiment is still running and looked at every day: how much better or worse is each variant, and may it be stopped now?',
    'zh-Hans': '实验还在进行、每天都会看：各版本目前好多少或差多少？现在可以停吗？',
    'zh-Hant': '實驗還在進行、每天都會看：各版本目前好多少或差多少？現在可以停嗎？',
  },
  columns: armColumns,
  options: [
    ...readoutOptions,
    sideOption,
    { name: 'tightest', kind: 'count', default: 5000, min: 10, means: 'number of people (control and variant) at which the interval should be tightest; fix it before the start' },
  ],
  answers: gainAnswers,
  predictColumns: gainColumns,
  simulation: simulationOptions,
  example: { ask: { arm: ['treatment'], people: [1000] } },
  assumptions: [
    'Each person was put in one arm by chance and stays there; arms do not influence each other.',
    'The interval holds at every look at once, so looking daily and stopping early are allowed; the price is a wider interval than the test read once.',
    'The guarantee is asymptotic: the first looks need enough people (some hundreds) for means to be nearly normal.',
    'The number "tightest" was fixed before the start, not chosen after looking.',
  ],
  enough: 'Some hundreds of people an arm before the first look, and five people with and without the event for a proportion.',
  declines: readoutDeclines,
  sources: [{
    citation: 'Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2023, Time-uniform central limit theory and asymptotic confidence sequences',
    equations: '9, 134, 155, 161', url: 'https://arxiv.org/abs/2103.06476v7',
  }],
};
