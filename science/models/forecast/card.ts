import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'forecast',
  family: 'forecast',
  title: { en: 'Forecast', 'zh-Hans': '预测', 'zh-Hant': '預測' },
  question: {
    en: 'What will this figure be in the coming periods, and within which range?',
    'zh-Hans': '这个指标接下来会是多少？可能在什么范围内？',
    'zh-Hant': '這個指標接下來會是多少？可能落在什麼範圍內？',
  },
  columns: [
    { name: 'time', kind: 'time', means: 'the period: hour, day, week, month, quarter or year', unit: 'days' },
    { name: 'value', kind: 'number', means: 'the figure to forecast' },
    { name: 'event_', kind: 'number', means: 'a holiday or event: 1 in its periods, 0 else; needed for the future too', repeated: true, optional: true },
    { name: 'control_', kind: 'number', means: 'something else that moves the figure and is known ahead, such as planned spend', repeated: true, optional: true },
  ],
  options: [
    { name: 'horizon', means: 'periods ahead that matter; methods are compared over as many', kind: 'count', default: 12, min: 1, max: 1000 },
    { name: 'level', means: 'level of the intervals', kind: 'number', default: 0.9, min: 0.5, max: 0.99 },
    { name: 'scale', means: 'how change is measured: plain (units), log (per cent), root (counts), or what fits best', kind: 'choice', default: 'auto', choices: ['auto', 'plain', 'log', 'root'] },
    { name: 'negative', means: 'may the figure be below zero? auto: only where it was', kind: 'choice', default: 'auto', choices: ['auto', 'yes', 'no'] },
  ],
  answers: [
    { name: 'time', kind: 'time', means: 'the period' },
    { name: 'value', kind: 'number', means: 'the figure to expect', unit: 'that of the figure', interval: 'where the figure itself will lie, at the level asked' },
  ],
  predictColumns: [
    { name: 'time', kind: 'time', means: 'the periods to forecast; where there are no rows, the `horizon` periods after the last', unit: 'days', optional: true },
    { name: 'event_', kind: 'number', means: 'as in the fit', repeated: true, optional: true },
    { name: 'control_', kind: 'number', means: 'as in the fit', repeated: true, optional: true },
  ],
  simulation: [
    { name: 'periods', means: 'number of months', kind: 'count', default: 96, min: 8, max: 5000 },
    { name: 'level', means: 'level at the start', kind: 'number', default: 200, min: 1e-6 },
    { name: 'trend', means: 'change per month in shares of the level', kind: 'number', default: 0.005 },
    { name: 'season', means: 'height of the yearly season in shares of the level', kind: 'number', default: 0.2 },
    { name: 'noise', means: 'noise in shares of the level', kind: 'number', default: 0.05, min: 0 },
    { name: 'persistence', means: 'share of a shock that stays for good', kind: 'number', default: 0.2, min: 0, max: 1 },
  ],
  example: { ask: { time: [19_723, 19_754] } },
  assumptions: [
    'The future moves like the past: the trend goes on changing as often as it did, seasons stay.',
    'Events and controls of the future are known.',
    'What the trials at past origins showed about the width of intervals holds again.',
  ],
  enough: 'At least 12 periods for a trend, two full cycles for a season, and as many periods again as the horizon to compare the methods. A year of days, three years of weeks or months are comfortable.',
  declines: [
    'fewer than 12 periods, two rows for one time, or a missing number',
    'a figure that never changes: its future is not known to be the same',
    'the log scale for figures of zero or below, the root scale for figures below zero',
    'a forecast whose events and controls are not given for the future',
  ],
  sources: [
    { citation: 'Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing: The State Space Approach', equations: 'tables 2.1 and 2.3, 5.2-5.3, table 6.1' },
    { citation: 'Hurvich & Tsai 1989, Regression and time series model selection in small samples, Biometrika 76 (one-step errors)' },
    { citation: 'Taylor & Letham 2018, Forecasting at scale, The American Statistician 72', equations: '1-5' },
    { citation: 'Tashman 2000, Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16 (rolling origins)' },
    { citation: 'Makridakis, Spiliotis & Assimakopoulos 2020, The M4 competition, International Journal of Forecasting 36 (means of methods)' },
  ],
};
