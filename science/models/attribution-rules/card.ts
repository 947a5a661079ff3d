import type { Card } from '../contract.ts';
import { RULES } from './rules.ts';
import { CHANNEL_ANSWERS, creditAnswers, LOOKBACK, PATH_DECLINES, PATH_SIMULATION, PATHS, SEPARATOR, TOUCH_ANSWERS, WHOLE } from '../../attribution/declaration.ts';

export const card: Card = {
  id: 'attribution-rules',
  family: 'attribution',
  title: { en: 'Attribution by rules', 'zh-Hans': '规则归因', 'zh-Hant': '規則歸因' },
  question: {
    en: 'Which channels get the credit for conversions by the usual rules: first touch, last touch, last that is not direct, linear, position, time decay?',
    'zh-Hans': '按常用规则（首次触点、末次触点、末次非直接、线性、位置、时间衰减），各渠道分得多少转化功劳？',
    'zh-Hant': '依常用規則（首次接觸、末次接觸、末次非直接、線性、位置、時間衰減），各管道分得多少轉換功勞？',
  },
  columns: PATHS,
  options: [
    { name: 'rules', means: 'the rules to apply: first, last, last-non-direct, linear, position, time-decay; none named means all that the columns allow', kind: 'texts', default: [] },
    { name: 'direct', means: 'channels that count as direct', kind: 'texts', default: ['direct'] },
    { name: 'firstShare', means: 'share of the first touch under position', kind: 'number', default: 0.4, min: 0, max: 1 },
    { name: 'lastShare', means: 'share of the last touch under position', kind: 'number', default: 0.4, min: 0, max: 1 },
    { name: 'halfLife', means: 'days in which a touch loses half its weight under time decay', kind: 'number', default: 7, min: 1e-6 },
    LOOKBACK, SEPARATOR, WHOLE,
  ],
  answers: [...TOUCH_ANSWERS, ...creditAnswers(RULES, 'the rule was fitted and the columns allow it')],
  table: [...CHANNEL_ANSWERS, ...creditAnswers(RULES, 'the rule was chosen or the columns allow it')],
  simulation: PATH_SIMULATION,
  assumptions: ['The rule is the assumption: none of them measures what a channel brings about.', 'Every touch of a path was seen and belongs to the same person.'],
  enough: 'One conversion; shares mean something from some dozens.',
  declines: [...PATH_DECLINES, 'time decay is named without the column ages', 'a rule is named that is not one of the six', 'the first and last share come to more than one'],
  sources: [{ citation: 'Google Analytics help, "About attribution models"; ChannelAttribution 2.0.7 (heuristic_models) for the same figures on PathData' }],
};
