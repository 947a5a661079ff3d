import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'quantile-readout',
  family: 'experiments',
  title: { en: 'A/B test of a quantile, such as the slowest tenth', 'zh-Hans': '分位数 A/B 测试', 'zh-Hant': '分位數 A/B 測試' },
  question: {
    en: 'How does a variant change the median, or the worst tenth (page speed, order value), and could it be chance?',
    'zh-Hans': '新版本让中位数或最差的十分之一（打开速度、订单金额）改变了多少？会不会只是偶然？',
    'zh-Hant': '新版本讓中位數或最差的十分之一（開啟速度、訂單金額）改變了多少？會不會只是偶然？',
  },
  columns: [
    { name: 'arm', kind: 'text', means: 'the variant the person was given' },
    { name: 'value', kind: 'number', means: 'one measured value (page view, order or person)' },
    { name: 'person', kind: 'text', means: 'who it belongs to, where a person may have several values', optional: true },
  ],
  options: [
    { name: 'quantile', kind: 'number', default: 0.9, min: 0.001, max: 0.999, means: 'which quantile; 0.5 is the median' },
    { name: 'scale', kind: 'choice', choices: ['absolute', 'relative'], default: 'relative', means: 'difference in the unit of the value, or as a share of the control' },
    { name: 'control', kind: 'text', default: null, means: 'name of the arm the others are compared with; the first in the table where absent' },
    { name: 'level', kind: 'number', default: 0.95, min: 0.5, max: 0.9999, means: 'share of experiments whose interval should hold the truth' },
  ],
  answers: [
    { name: 'arm', kind: 'text', means: 'arm' },
    { name: 'quantile', kind: 'number', means: 'the quantile that was asked for', unit: 'that of the value', interval: 'where the quantile of the arm lies, at the level of the fit' },
  ],
  predictColumns: [],
  simulation: [
    { name: 'people', kind: 'count', default: 500, min: 1, means: 'people in each arm' },
    { name: 'lift', kind: 'number', default: 0.1, means: 'relative change of every value in the treatment' },
    { name: 'values', kind: 'count', default: 1, min: 1, means: 'most values of a person' },
  ],
  assumptions: [
    'Each person was put in one arm by chance; values of one person may be alike if "person" is given.',
    'Values do not pile up on one number at the quantile (if they do, the model declines).',
    'The result is read once, at the planned end.',
  ],
  enough: 'Ten values beyond the quantile on either side in each arm: some 100 for the last tenth, 1,000 for the last hundredth.',
  declines: ['fewer than two arms', 'too few values beyond the quantile', 'values pile up on one number at the quantile', 'the control’s quantile is zero and a relative change is asked for'],
  sources: [
    { citation: 'Deng, Knoblich & Lu 2018, Applying the delta method in metric analytics, KDD', equations: '10 to 13', url: 'https://arxiv.org/abs/1803.06336' },
    { citation: 'Yao, Li & Lu 2024, Large-scale quantile inference for A/B tests (order statistics about the quantile)' },
  ],
};
