import type { Card } from '../contract.ts';
import { CHANNEL_ANSWERS, creditAnswers, LOOKBACK, PATH_DECLINES, PATH_SIMULATION, PATHS, SEPARATOR, TOUCH_ANSWERS, WHOLE } from '../../attribution/declaration.ts';

export const card: Card = {
  id: 'attribution-markov',
  family: 'attribution',
  title: { en: 'Attribution by removal (Markov chain)', 'zh-Hans': '马尔可夫链归因（移除效应）', 'zh-Hant': '馬可夫鏈歸因（移除效應）' },
  question: {
    en: 'How many conversions would be lost on the paths we saw if a channel were taken away, and how is the credit shared accordingly?',
    'zh-Hans': '在已观察到的路径上，如果去掉某个渠道会失去多少转化？据此各渠道应分得多少功劳？',
    'zh-Hant': '在已觀察到的路徑上，如果拿掉某個管道會失去多少轉換？據此各管道應分得多少功勞？',
  },
  columns: PATHS,
  options: [
    { name: 'order', means: 'how many of the latest touches decide what comes next', kind: 'count', default: 1, min: 1, max: 10 },
    { name: 'mostStates', means: 'give up with more states than this', kind: 'count', default: 500_000, min: 2 },
    LOOKBACK, SEPARATOR, WHOLE,
  ],
  answers: [...TOUCH_ANSWERS, ...creditAnswers(['markov'])],
  table: [
    ...CHANNEL_ANSWERS,
    { name: 'conversions', kind: 'number', means: 'conversions credited to the channel', min: 0 },
    { name: 'value', kind: 'number', means: 'value credited to it', unit: 'money, as given', when: 'values are given' },
    { name: 'removal_effect', kind: 'number', means: 'share of all conversions that would not come without the channel', min: 0, max: 1 },
    { name: 'removal_effect_value', kind: 'number', means: 'the same share of their value', max: 1, when: 'values are given' },
  ],
  simulation: PATH_SIMULATION,
  assumptions: [
    'What a person does next depends on the latest touches only, as many as the order says.',
    'Without a channel, people who would have touched it next leave; they do not come by another way.',
    'Paths that did not convert are in the data; without them every path converts and channels look alike.',
  ],
  enough: 'Some hundreds of conversions and their non-converting paths; an order of 2 or 3 needs thousands, for most sequences must come up often.',
  declines: [...PATH_DECLINES, 'the order asks for more states than allowed', 'no channel has any removal effect'],
  sources: [
    { citation: 'Anderl, Becker, von Wangenheim & Schumann 2016, Mapping the customer journey: lessons learned from graph-based online attribution modeling, International Journal of Research in Marketing 33(3):457-474', equations: '1-5' },
    { citation: 'Kemeny & Snell 1960, Finite Markov Chains, chapter 3 (absorbing chains)' },
  ],
};
