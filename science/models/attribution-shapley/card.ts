import type { Card } from '../contract.ts';
import { CHANNEL_ANSWERS, creditAnswers, LOOKBACK, PATH_DECLINES, PATH_SIMULATION, PATHS, SEPARATOR, TOUCH_ANSWERS, WHOLE } from '../../attribution/declaration.ts';

export const card: Card = {
  id: 'attribution-shapley',
  family: 'attribution',
  title: { en: 'Attribution by Shapley value', 'zh-Hans': '沙普利值归因', 'zh-Hant': '夏普利值歸因' },
  question: {
    en: 'What does each channel add, averaged over all the ways the channels could have been joined?',
    'zh-Hans': '按所有渠道加入顺序取平均，每个渠道平均带来多少增量转化？',
    'zh-Hant': '依所有管道加入順序取平均，每個管道平均帶來多少增量轉換？',
  },
  columns: PATHS,
  options: [
    {
      name: 'worth', kind: 'choice', default: 'conversions', choices: ['conversions', 'rate'],
      means: 'what a set of channels is worth: the conversions of the paths that need no other channel (conversions), or everybody times the conversion rate of those paths (rate), which asks for non-converting paths and can be negative for a channel that goes with fewer conversions',
    },
    { name: 'exactUpTo', means: 'channels up to which the rate form is worked out exactly; beyond, it is sampled', kind: 'count', default: 15, min: 1, max: 20 },
    { name: 'samples', means: 'pairs of orders drawn beyond that', kind: 'count', default: 2000, min: 10, max: 10_000_000 },
    LOOKBACK, SEPARATOR, WHOLE,
  ],
  answers: [...TOUCH_ANSWERS, ...creditAnswers(['shapley'])],
  table: [
    ...CHANNEL_ANSWERS,
    { name: 'conversions', kind: 'number', means: 'conversions credited to the channel; by the rate form below 0 for one that goes with fewer' },
    { name: 'value', kind: 'number', means: 'value credited to it', unit: 'money, as given', when: 'values are given' },
  ],
  simulation: PATH_SIMULATION,
  assumptions: [
    'The order of touches and repeats within a path do not matter.',
    'Form "conversions": a path converts only with all of its channels, so they share it equally (Zhao et al. 2018).',
    'Form "rate": with only some channels in use, everybody would convert at the rate of the people who touched only those.',
  ],
  enough: 'Some hundreds of conversions; the rate form needs non-converting paths and most small sets of channels to come up.',
  declines: [...PATH_DECLINES, 'the rate form is asked for without non-converting paths'],
  sources: [
    { citation: 'Shapley 1953, A value for n-person games, Contributions to the Theory of Games II' },
    { citation: 'Zhao, Mahboobi & Bagheri 2018, Shapley value methods for attribution modeling in online advertising, arXiv:1804.05327', equations: '4-10' },
    { citation: 'Castro, Gómez & Tejada 2009, Polynomial calculation of the Shapley value based on sampling, Computers & Operations Research 36(5)' },
  ],
};
