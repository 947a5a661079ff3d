import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'geo-time-based-regression',
  family: 'experiments',
  title: { en: 'Effect of advertising by region, against control regions over time', 'zh-Hans': '分区域投放的增量（时间回归）', 'zh-Hant': '分區域投放的增量（時間迴歸）' },
  question: {
    en: 'We advertised in some regions only: how much did those regions sell beyond what the other regions foretell, and what did each unit of money bring?',
    'zh-Hans': '只在部分区域投放：这些区域比按其他区域推算的多卖了多少？每一元花费带来多少？',
    'zh-Hant': '只在部分區域投放：這些區域比按其他區域推算的多賣了多少？每一元花費帶來多少？',
  },
  columns: [
    { name: 'time', kind: 'time', means: 'day (or week) of the row' },
    { name: 'group', kind: 'text', means: '"treatment" where the advertising changed, "control" where it did not; other rows are left out' },
    { name: 'value', kind: 'number', means: 'what was sold by the region in that period; all rows of a group and time are added up' },
    { name: 'cost', kind: 'number', means: 'what was spent on the advertising there and then', optional: true },
    { name: 'region', kind: 'text', means: 'region of the row; with it and the cost, the return is told from regions against regions too', optional: true },
  ],
  options: [
    { name: 'test_start', kind: 'number', default: null, means: 'first day of the test (days since 1970-01-01)' },
    { name: 'test_end', kind: 'number', default: null, means: 'last day of the test' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.999, means: 'level of the interval' },
  ],
  answers: [
    { name: 'control', kind: 'number', means: 'what the control regions sold, as asked' },
    { name: 'expected', kind: 'number', means: 'what the treated regions would sell in that period without the advertising', unit: 'that of the value', interval: 'where their sales would lie, at the level of the fit' },
  ],
  predictColumns: [{ name: 'control', kind: 'number', means: 'what the control regions sold in a period' }],
  simulation: [
    { name: 'before', kind: 'count', default: 40, min: 0, means: 'periods before the test' },
    { name: 'during', kind: 'count', default: 20, min: 0, means: 'periods of the test' },
    { name: 'effect', kind: 'number', default: 50, means: 'added in each period of the test' },
    { name: 'noise', kind: 'number', default: 20, min: 0, means: 'standard deviation of what control regions do not foretell' },
    { name: 'spend', kind: 'number', default: 10, min: 0, means: 'cost in each period of the test' },
  ],
  example: { options: { test_start: 40, test_end: 59 }, ask: { control: [900, 1000] } },
  assumptions: [
    'Regions were put in the groups by chance, or at least not for how they were about to sell.',
    'The relation of the two groups before the test would have gone on.',
    'What the control does not foretell is independent from period to period and normal.',
    'The advertising does not spill over into control regions.',
  ],
  enough: 'At least ten periods before the test, better forty, with the two groups moving together.',
  declines: ['a group or the test period is missing', 'fewer than five periods before the test', 'the control group does not vary before the test'],
  sources: [
    { citation: 'Kerman, Wang & Vaver 2017, Estimating ad effectiveness using geo experiments in a time-based regression framework, Google', equations: '2 to 7', url: 'https://research.google/pubs/pub45950/' },
    { citation: 'Vaver & Koehler 2011, Measuring ad effectiveness using geo experiments, Google', equations: '1' },
  ],
};
