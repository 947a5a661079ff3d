import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'anomaly',
  family: 'forecast',
  title: { en: 'What is unusual', 'zh-Hans': '异常检测', 'zh-Hant': '異常偵測' },
  question: {
    en: 'Which periods are out of the ordinary, in what way, by how much, and how unusual is that?',
    'zh-Hans': '哪些时段不正常？怎么不正常、差多少、有多罕见？',
    'zh-Hant': '哪些時段不尋常？怎麼不尋常、差多少、有多罕見？',
  },
  columns: [
    { name: 'time', kind: 'time', means: 'the period, evenly spaced; a missing period is itself a finding', unit: 'days' },
    { name: 'value', kind: 'number', means: 'the figure that is watched' },
  ],
  options: [
    { name: 'season', means: 'periods after which the pattern repeats (7 for days of a week, 12 for months, 1 for none)', kind: 'count', default: 7, min: 1, max: 400 },
    { name: 'alarms', means: 'false alarms to expect in an ordinary series of this length', kind: 'number', default: 0.1, min: 1e-6, max: 10 },
  ],
  answers: [
    { name: 'time', kind: 'time', means: 'the period, as asked' },
    { name: 'value', kind: 'number', means: 'its figure, as asked' },
    { name: 'expected', kind: 'number', means: 'what was to be expected: the ordinary figure of this phase of the last season', unit: 'that of the figure', interval: 'where nine of ten ordinary figures lie (90 %)' },
    { name: 'unusual', kind: 'flag', means: '1 where the figure lies further off than chance explains, by the number of false alarms allowed' },
    { name: 'finding', kind: 'text', means: 'what is unusual, in a sentence; empty where nothing is' },
  ],
  predictColumns: [
    { name: 'time', kind: 'time', means: 'new periods, going on from the series', unit: 'days' },
    { name: 'value', kind: 'number', means: 'the figure in them' },
  ],
  simulation: [
    { name: 'periods', means: 'number of days', kind: 'count', default: 180, min: 20, max: 10000 },
    { name: 'kind', means: 'what goes wrong', kind: 'choice', default: 'spike', choices: ['nothing', 'spike', 'level-shift', 'season-change', 'missing'] },
    { name: 'size', means: 'how much, in standard deviations of the noise', kind: 'number', default: 8 },
    { name: 'at', means: 'share of the series at which it happens', kind: 'number', default: 0.6, min: 0.1, max: 0.9 },
  ],
  example: { ask: { time: [19_180, 19_181], value: [100, 500] } },
  assumptions: [
    'Ordinary periods follow a slowly moving level and a repeating pattern, with noise of one size that may last for some periods.',
    'What is unusual is rare: less than about a fifth of the periods.',
  ],
  enough: 'Three full seasons, and at least 20 periods.',
  declines: [
    'fewer than 20 periods or three seasons',
    'a figure that is the same in nearly all periods: any change would look infinitely unusual',
    'two rows for one period, or periods that are not evenly spaced',
  ],
  sources: [
    { citation: 'Rousseeuw & Croux 1993, Alternatives to the median absolute deviation, JASA 88' },
    { citation: 'Cleveland, Cleveland, McRae & Terpenning 1990, STL: a seasonal-trend decomposition procedure based on loess (robust decomposition in rounds)' },
    { citation: 'Chen & Liu 1993, Joint estimation of model parameters and outlier effects in time series, JASA 88 (additive outliers and level shifts)' },
    { citation: 'Page 1954, Continuous inspection schemes, Biometrika 41' },
  ],
};
